import { getServerSession } from "next-auth/next";
import { authOptions } from "../../lib/auth";
import { findAllNotes } from "../../lib/notes";

export default async function handler(req, res) {
  const session = await getServerSession(req, res, authOptions);
  if (!session?.user.admin) {
    return res.status(403).json({ error: "Forbidden" });
  }
  res.status(200).json(await findAllNotes());
}
