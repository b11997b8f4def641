import { redirect } from "next/navigation";
import { auth } from "@/auth";
import { listProjects } from "@/lib/projects";

export default async function Dashboard() {
  const session = auth();
  if (!session) redirect("/login");

  const projects = await listProjects();
  return (
    <table>
      <tbody>
        {projects.map((project) => (
          <tr key={project.id}>
            <td>{project.name}</td>
            <td>{project.budget}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
