import { getServerSession } from "next-auth/next";
import { findNotes } from "../../lib/notes";

export default async function handler(req, res) {
  const session = await getServerSession();
  if (!session) {
    return res.status(401).json({ error: "Unauthorized" });
  }
  res.status(200).json({ notes: await findNotes(session.user.id) });
}
