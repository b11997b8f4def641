"use server";

import { revalidatePath } from "next/cache";
import { auth } from "@/auth";
import { deleteProject } from "@/lib/projects";

export async function removeProject(form: FormData) {
  const session = await auth();
  if (!session?.user?.email) throw new Error("Unauthorized");

  await deleteProject(String(form.get("id")), session.user.email);
  revalidatePath("/projects");
}
