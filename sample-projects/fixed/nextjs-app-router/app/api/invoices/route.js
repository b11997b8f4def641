import { auth } from "@/auth";
import { listProjects } from "@/lib/projects";

export async function GET() {
  const session = await auth();
  if (!session?.user?.email) {
    return Response.json({ error: "Unauthorized" }, { status: 401 });
  }
  const projects = await listProjects(session.user.email);
  return Response.json(projects.map((project) => ({ project: project.name, amount: project.budget })));
}
