import { signIn } from "@/auth";

export default function Login() {
  async function login() {
    "use server";
    await signIn("github", { redirectTo: "/dashboard" });
  }

  return (
    <form action={login}>
      <button>Continue with GitHub</button>
    </form>
  );
}
