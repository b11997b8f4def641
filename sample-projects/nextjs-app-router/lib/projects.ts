export type Project = { id: string; owner: string; name: string; budget: number };

const projects: Project[] = [
  { id: "1", owner: "ada@example.com", name: "Engine", budget: 120_000 },
  { id: "2", owner: "grace@example.com", name: "Compiler", budget: 80_000 },
];

export async function listProjects(owner?: string): Promise<Project[]> {
  return owner === undefined ? projects : projects.filter((project) => project.owner === owner);
}

export async function createProject(owner: string, name: string): Promise<Project> {
  const project = { id: String(projects.length + 1), owner, name, budget: 0 };
  projects.push(project);
  return project;
}

export async function deleteProject(id: string, owner?: string): Promise<void> {
  const at = projects.findIndex((project) => project.id === id && (owner === undefined || project.owner === owner));
  if (at >= 0) projects.splice(at, 1);
}
