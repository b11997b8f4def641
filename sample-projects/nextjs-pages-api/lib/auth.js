import GitHubProvider from "next-auth/providers/github";

const ADMINS = ["octocat@example.com"];

export const authOptions = {
  providers: [
    GitHubProvider({
      clientId: process.env.GITHUB_ID,
      clientSecret: process.env.GITHUB_SECRET,
    }),
  ],
  callbacks: {
    async session({ session, token }) {
      session.user.id = token.sub;
      session.user.admin = ADMINS.includes(session.user.email);
      return session;
    },
  },
};
