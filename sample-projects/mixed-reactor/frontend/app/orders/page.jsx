import { getServerSession } from "next-auth";
import { redirect } from "next/navigation";
import { authOptions } from "../../lib/auth";

export default async function Orders() {
  const session = await getServerSession(authOptions);
  if (!session) redirect("/api/auth/signin");

  const response = await fetch(`${process.env.PORTAL_URL}/api/orders`, {
    headers: { authorization: `Bearer ${session.accessToken}` },
  });
  const orders = await response.json();
  return (
    <ul>
      {orders.map((order) => (
        <li key={order.id}>{order.article}</li>
      ))}
    </ul>
  );
}
