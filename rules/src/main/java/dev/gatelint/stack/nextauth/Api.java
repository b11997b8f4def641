package dev.gatelint.stack.nextauth;

/** What the libraries give that matters here. */
enum Api {
    /** {@code NextAuth(config)}, and in version 5 {@code NextAuth(config)} with {@code auth} in its result. */
    NEXT_AUTH,
    /** {@code getServerSession} of next-auth 4. */
    GET_SERVER_SESSION,
    /** {@code unstable_getServerSession} of next-auth 4. */
    UNSTABLE_GET_SERVER_SESSION,
    /** {@code getSession} of {@code next-auth/react} or {@code next-auth/client}. */
    GET_SESSION,
    /** {@code getToken} of {@code next-auth/jwt}. */
    GET_TOKEN,
    /** {@code useSession}. */
    USE_SESSION,
    /** {@code withAuth}, or the default export of {@code next-auth/middleware}. */
    WITH_AUTH,
    /** {@code auth} of {@code NextAuth(config)} of version 5. */
    AUTH,
    /** {@code auth.api.getSession} of better-auth. */
    BETTER_GET_SESSION,
    /** {@code getSession} of a client of better-auth, which is made for the browser. */
    BETTER_CLIENT_SESSION,
    /** {@code useSession} of a client of better-auth without React. */
    BETTER_PLAIN_HOOK,
    /** {@code auth} of {@code @clerk/nextjs/server}. */
    CLERK_AUTH,
    /** A hook of Clerk whose result holds the user or the session. */
    CLERK_HOOK,
    /** {@code currentUser} of {@code @clerk/nextjs/server}. */
    CLERK_USER,
    /** {@code getIronSession}. */
    IRON_SESSION,
    /** {@code cookies} or {@code headers} of {@code next/headers}. */
    NEXT_HEADERS,
    /** A function of the project that gives the promise of one of these. */
    HELPER,
    /** An async function of the project that awaits one of these and stops, or answers yes or no. */
    GUARD,
    /** Anything else. */
    OTHER;

    /** True for what gives the promise of a session, a token or a user. */
    boolean lookup() {
        return switch (this) {
            case GET_SERVER_SESSION, UNSTABLE_GET_SERVER_SESSION, GET_SESSION, GET_TOKEN, AUTH, BETTER_GET_SESSION, CLERK_AUTH, CLERK_USER,
                IRON_SESSION, HELPER -> true;
            default -> false;
        };
    }

    static Api of(String source, String name) {
        return switch (source) {
            case "next-auth", "next-auth/next" -> switch (name) {
                case "default" -> NEXT_AUTH;
                case "getServerSession" -> GET_SERVER_SESSION;
                case "unstable_getServerSession" -> UNSTABLE_GET_SERVER_SESSION;
                default -> OTHER;
            };
            case "next-auth/react", "next-auth/client" -> switch (name) {
                case "getSession", "session" -> GET_SESSION;
                case "useSession" -> USE_SESSION;
                default -> OTHER;
            };
            case "next-auth/jwt", "@auth/core/jwt" -> name.equals("getToken") ? GET_TOKEN : OTHER;
            case "next-auth/middleware" -> name.equals("default") || name.equals("withAuth") ? WITH_AUTH : OTHER;
            case "@clerk/nextjs/server", "@clerk/nextjs" -> switch (name) {
                case "auth" -> CLERK_AUTH;
                case "currentUser" -> CLERK_USER;
                case "useUser", "useAuth", "useSession" -> CLERK_HOOK;
                default -> OTHER;
            };
            case "iron-session" -> name.equals("getIronSession") ? IRON_SESSION : OTHER;
            case "next/headers" -> name.equals("cookies") || name.equals("headers") ? NEXT_HEADERS : OTHER;
            default -> OTHER;
        };
    }
}
