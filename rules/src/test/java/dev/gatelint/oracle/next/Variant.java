package dev.gatelint.oracle.next;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An application's versions and how it gets its secret.
 *
 * @param next     exact version of next
 * @param nextAuth exact version of next-auth
 * @param mode     {@code env}: the secret in the environment; {@code options}: in the options only; {@code oldname}: under the name that
 * the
 *                 version before used; {@code none}: nowhere; {@code nourl}, {@code untrusted}: a secret, but not the address of the
 *                 application; each with {@code ,authorized} for the callback of that name
 */
record Variant(String next, String nextAuth, String mode) {
    private static final String SECRET = "b0pVh7Zr3kQm9wXtYc2LsNf6GdEa8uJi5oTv1PqRzHs="; // made up; signs nothing but test logins

    /** The versions whose answers are recorded. */
    static final List<Variant> ASKED = List.of(
        new Variant("14.2.35", "4.24.15", "env"),
        new Variant("15.5.29", "4.24.15", "env"),
        new Variant("16.4.6", "5.0.0-beta.31", "env"),
        new Variant("16.4.6", "5.0.0-beta.32", "env"));

    /** The modes that these versions are asked in, those that share a build together. */
    List<String> modes() {
        return major() == 4 ? List.of("env", "none", "nourl", "options")
            : List.of("env", "oldname", "none", "untrusted", "env,authorized", "none,authorized", "untrusted,authorized", "options");
    }

    /** False when {@code -Doracle.next} asks for other versions. */
    boolean isAsked() {
        return (next + " " + nextAuth).startsWith(System.getProperty("oracle.next", ""));
    }

    int major() {
        return nextAuth.startsWith("5") ? 5 : 4;
    }

    boolean has(String part) {
        return List.of(mode.split(",")).contains(part);
    }

    /** The same application with its secret elsewhere. */
    Variant with(String other) {
        return new Variant(next, nextAuth, other);
    }

    /** The files that depend on the versions and the mode. */
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("package.json", """
            {
              "name": "doors",
              "private": true,
              "scripts": { "build": "next build", "start": "next start" },
              "dependencies": {
                "next": "%s",
                "next-auth": "%s",
                "react": "%s",
                "react-dom": "%3$s"
              }
            }
            """.formatted(next, nextAuth, next.startsWith("14") ? "18.3.1" : "19.1.0"));
        files.put(".env.local", environment());
        files.put(major() == 4 ? "lib/auth.js" : "auth.js", options());
        return files;
    }

    private String environment() {
        StringBuilder out = new StringBuilder("SITE_URL=http://127.0.0.1:3000\n");
        if (major() == 4 && !has("nourl")) out.append("NEXTAUTH_URL=http://127.0.0.1:3000\n");
        if (major() == 5 && !has("untrusted") && !has("options")) out.append("AUTH_TRUST_HOST=true\n");
        String name = has("options") ? "SIGNING_SECRET" : major() == 4 || has("oldname") ? "NEXTAUTH_SECRET" : "AUTH_SECRET";
        if (!has("none")) out.append(name).append('=').append(SECRET).append('\n');
        return out.toString();
    }

    private String options() {
        String login = """
              providers: [
                Credentials({
                  credentials: { username: {}, password: {} },
                  async authorize(given) {
                    return given?.password === process.env.DOORS_PASSWORD ? { id: '1', name: given.username } : null;
                  },
                }),
              ],
            """;
        String callbacks = """
              callbacks: {
                async jwt({ token, user }) {
                  if (user) token.role = 'admin';
                  return token;
                },
                async session({ session, token }) {
                  session.role = token.role;
                  return session;
                },
            %s  },
            """.formatted(has("authorized") ? "    authorized({ auth }) {\n      return !!auth;\n    },\n" : "");
        String secret = has("options") ? "  secret: process.env.SIGNING_SECRET,\n" : "";
        String head = "import Credentials from 'next-auth/providers/credentials';\n";
        if (major() == 4) return head + "\nexport const authOptions = {\n" + login + callbacks + secret + "};\n";
        String trust = has("options") ? "  trustHost: true,\n" : "";
        return "import NextAuth from 'next-auth';\n" + head + "\nexport const { handlers, auth, signIn, signOut } = NextAuth({\n" + login
            + callbacks + secret + trust + "});\n";
    }
}
