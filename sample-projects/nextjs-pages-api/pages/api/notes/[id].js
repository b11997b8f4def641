import { getServerSession } from "next-auth/next";
import { authOptions } from "../../../lib/auth";
import { deleteNote } from "../../../lib/notes";

export default async function handler(req, res) {
  if (req.method !== "DELETE") {
    return res.status(405).end();
  }
  const session = await getServerSession(req, res, authOptions);
  if (!session) {
    res.status(401).json({ error: "Unauthorized" });
  }
  await deleteNote(req.query.id);
  res.status(204).end();
}
