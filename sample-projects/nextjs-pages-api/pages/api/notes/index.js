import { getServerSession } from "next-auth/next";
import { authOptions } from "../../../lib/auth";
import { createNote, findNotes } from "../../../lib/notes";

export default async function handler(req, res) {
  const session = await getServerSession(req, res, authOptions);
  if (!session) {
    return res.status(401).json({ error: "Unauthorized" });
  }
  if (req.method === "POST") {
    return res.status(201).json(await createNote(session.user.id, req.body.title, req.body.text));
  }
  res.status(200).json(await findNotes(session.user.id));
}
