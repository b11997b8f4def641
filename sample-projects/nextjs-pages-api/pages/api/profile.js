import { getServerSession } from "next-auth/next";

export default async function handler(req, res) {
  const session = await getServerSession({ req });
  if (!session) {
    return res.status(401).json({ error: "Unauthorized" });
  }
  res.status(200).json({ name: session.user.name, email: session.user.email });
}
