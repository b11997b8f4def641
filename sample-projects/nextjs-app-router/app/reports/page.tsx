import { redirect } from "next/navigation";
import { auth } from "@/auth";
import { listProjects } from "@/lib/projects";

export default async function Reports() {
  try {
    const session = await auth();
    if (!session?.user) redirect("/login");
  } catch (error) {
    console.error("no session", error);
  }

  const projects = await listProjects();
  return <p>Budget of all projects: {projects.reduce((sum, project) => sum + project.budget, 0)}</p>;
}
