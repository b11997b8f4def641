import Link from "next/link";

export default function Home() {
  return (
    <main>
      <h1>Portal</h1>
      <Link href="/orders">Orders</Link>
    </main>
  );
}
