import { getServerSession } from "next-auth/react";
import { authOptions } from "../../lib/auth";
import { findNotes } from "../../lib/notes";

export default async function handler(req, res) {
  const session = await getServerSession(req, res, authOptions);
  if (!session) {
    return res.status(401).end();
  }
  const notes = await findNotes(session.user.id);
  res.setHeader("Content-Type", "text/csv");
  res.send(notes.map((note) => `${note.id};${note.title}`).join("\n"));
}
