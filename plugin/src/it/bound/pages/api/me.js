import { getServerSession } from "next-auth/next";

export default async function handler(req, res) {
  const session = await getServerSession();
  res.json(session);
}
