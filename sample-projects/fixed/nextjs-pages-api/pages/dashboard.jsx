import { getServerSession } from "next-auth/next";
import NoteList from "../components/NoteList";
import { authOptions } from "../lib/auth";
import { findNotes } from "../lib/notes";

export default function Dashboard({ name, notes }) {
  return (
    <main>
      <h1>Notes of {name}</h1>
      <NoteList notes={notes} />
    </main>
  );
}

export async function getServerSideProps(context) {
  const session = await getServerSession(context.req, context.res, authOptions);
  if (!session) {
    return { redirect: { destination: "/login", permanent: false } };
  }
  return { props: { name: session.user.name, notes: await findNotes(session.user.id) } };
}
