import { auth } from "@/auth";
import { listProjects } from "@/lib/projects";

export async function GET(request) {
  const session = await auth(request);
  if (!session) {
    return Response.json({ error: "Unauthorized" }, { status: 401 });
  }
  const projects = await listProjects();
  return Response.json(projects.map((project) => ({ project: project.name, amount: project.budget })));
}
