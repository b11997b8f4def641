import { auth } from "@/auth";
import { deleteProject } from "@/lib/projects";

export const DELETE = auth(async (request, context) => {
  const email = request.auth?.user?.email;
  if (!email) {
    return Response.json({ error: "Unauthorized" }, { status: 401 });
  }
  const { id } = await context.params;
  await deleteProject(String(id), email);
  return new Response(null, { status: 204 });
});
