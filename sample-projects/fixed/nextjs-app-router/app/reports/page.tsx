import { redirect } from "next/navigation";
import { auth } from "@/auth";
import { listProjects } from "@/lib/projects";

export default async function Reports() {
  const session = await auth();
  if (!session?.user?.email) redirect("/login");

  const projects = await listProjects(session.user.email);
  return <p>Budget of your projects: {projects.reduce((sum, project) => sum + project.budget, 0)}</p>;
}
