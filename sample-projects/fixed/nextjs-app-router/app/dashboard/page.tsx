import { redirect } from "next/navigation";
import { auth } from "@/auth";
import { listProjects } from "@/lib/projects";

export default async function Dashboard() {
  const session = await auth();
  if (!session?.user?.email) redirect("/login");

  const projects = await listProjects(session.user.email);
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
