import { getServerSession } from "next-auth/next";
import { authOptions } from "../../lib/auth";
import { findAllNotes } from "../../lib/notes";

export default async function handler(req, res) {
  const session = getServerSession(req, res, authOptions);
  if (!session) {
    return res.status(401).json({ error: "Unauthorized" });
  }
  res.status(200).json(await findAllNotes());
}
