import { signIn } from "next-auth/react";

export default function Login() {
  return (
    <main>
      <h1>Log in</h1>
      <button onClick={() => signIn("github", { callbackUrl: "/dashboard" })}>Continue with GitHub</button>
    </main>
  );
}
