import Link from "next/link";

export default function Home() {
  return (
    <main>
      <h1>Notebook</h1>
      <p>
        <Link href="/login">Log in</Link> to see your <Link href="/dashboard">notes</Link>.
      </p>
    </main>
  );
}
