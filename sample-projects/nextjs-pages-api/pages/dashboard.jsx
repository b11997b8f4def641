import { useEffect } from "react";
import { useRouter } from "next/router";
import { useSession } from "next-auth/react";
import NoteList from "../components/NoteList";
import { findAllNotes } from "../lib/notes";

export default function Dashboard({ notes }) {
  const router = useRouter();
  const { data: session, status } = useSession();

  useEffect(() => {
    if (status === "unauthenticated") {
      router.push("/login");
    }
  }, [status, router]);

  if (!session) {
    return null;
  }
  return (
    <main>
      <h1>Notes of {session.user.name}</h1>
      <NoteList notes={notes} />
    </main>
  );
}

export async function getServerSideProps() {
  return { props: { notes: await findAllNotes() } };
}
