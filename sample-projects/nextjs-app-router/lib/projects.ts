import { readFile, writeFile } from "node:fs/promises";

export type Project = { id: string; owner: string; name: string; budget: number };

const FILE = "projects.json";

async function read(): Promise<Project[]> {
  return JSON.parse(await readFile(FILE, "utf8").catch(() => "[]"));
}

async function write(projects: Project[]): Promise<void> {
  await writeFile(FILE, JSON.stringify(projects, null, 2));
}

export async function listProjects(owner?: string): Promise<Project[]> {
  const projects = await read();
  return owner === undefined ? projects : projects.filter((project) => project.owner === owner);
}

export async function createProject(owner: string, name: string): Promise<Project> {
  const projects = await read();
  const project = { id: String(Date.now()), owner, name, budget: 0 };
  await write([...projects, project]);
  return project;
}

export async function deleteProject(id: string, owner?: string): Promise<void> {
  const projects = await read();
  await write(projects.filter((project) => project.id !== id || (owner !== undefined && project.owner !== owner)));
}
