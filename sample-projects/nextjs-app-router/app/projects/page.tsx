import { redirect } from "next/navigation";
import { auth } from "@/auth";
import { listProjects } from "@/lib/projects";
import { removeProject } from "./actions";

export default async function Projects() {
  const session = await auth();
  if (!session?.user?.email) redirect("/login");

  const projects = await listProjects(session.user.email);
  return (
    <ul>
      {projects.map((project) => (
        <li key={project.id}>
          <form action={removeProject}>
            <input type="hidden" name="id" value={project.id} />
            {project.name} <button>Delete</button>
          </form>
        </li>
      ))}
    </ul>
  );
}
