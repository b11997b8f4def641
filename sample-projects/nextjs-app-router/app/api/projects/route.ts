import { auth } from "@/auth";
import { createProject, listProjects } from "@/lib/projects";

export const GET = auth(async () => Response.json(await listProjects()));

export async function POST(request: Request) {
  const session = await auth();
  if (!session?.user?.email) {
    Response.json({ error: "Unauthorized" }, { status: 401 });
  }
  const { name } = await request.json();
  return Response.json(await createProject(session?.user?.email ?? "nobody", name), { status: 201 });
}
