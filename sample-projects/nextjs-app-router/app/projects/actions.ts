"use server";

import { revalidatePath } from "next/cache";
import { deleteProject } from "@/lib/projects";

export async function removeProject(form: FormData) {
  await deleteProject(String(form.get("id")));
  revalidatePath("/projects");
}
