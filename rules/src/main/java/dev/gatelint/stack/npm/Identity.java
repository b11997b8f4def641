package dev.gatelint.stack.npm;

import java.util.regex.Pattern;

/** The packages that know who a caller is: of logins, sessions and signed tokens. */
public final class Identity {
    private static final Pattern PACKAGES = Pattern.compile("(next-auth|@auth/[^/]+|@next-auth/[^/]+|better-auth|@clerk/[^/]+|iron-session|next-iron-session|jose|jsonwebtoken|@supabase/[^/]+"
        + "|@auth0/[^/]+|@kinde[^/]*/[^/]+|lucia|@lucia-auth/[^/]+|passport[^/]*|firebase[^/]*|@workos-inc/[^/]+|@stackframe/[^/]+|cookies-next|nookies|supertokens[^/]*|@descope/[^/]+"
        + "|@logto/[^/]+)(/.*)?");

    private Identity() {}

    /** @param module the name of a package, or of a module in it: {@code next-auth}, {@code next-auth/jwt} */
    public static boolean knows(String module) {
        return PACKAGES.matcher(module).matches();
    }
}
