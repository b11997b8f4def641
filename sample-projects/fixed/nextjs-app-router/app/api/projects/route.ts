import { auth } from "@/auth";
import { createProject, listProjects } from "@/lib/projects";

export const GET = auth(async (request) => {
  const email = request.auth?.user?.email;
  if (!email) {
    return Response.json({ error: "Unauthorized" }, { status: 401 });
  }
  return Response.json(await listProjects(email));
});

export async function POST(request: Request) {
  const session = await auth();
  if (!session?.user?.email) {
    return Response.json({ error: "Unauthorized" }, { status: 401 });
  }
  const { name } = await request.json();
  return Response.json(await createProject(session.user.email, name), { status: 201 });
}
