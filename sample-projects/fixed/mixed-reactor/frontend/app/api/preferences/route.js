import { getServerSession } from "next-auth";
import { authOptions } from "../../../lib/auth";
import { preferencesOf, savePreferences } from "../../../lib/preferences";

export async function GET() {
  const session = await getServerSession(authOptions);
  if (!session) {
    return Response.json({ error: "Unauthorized" }, { status: 401 });
  }
  return Response.json(preferencesOf(session.user.email));
}

export async function PUT(request) {
  const session = await getServerSession(authOptions);
  if (!session) {
    return Response.json({ error: "Unauthorized" }, { status: 401 });
  }
  savePreferences(session.user.email, await request.json());
  return new Response(null, { status: 204 });
}
