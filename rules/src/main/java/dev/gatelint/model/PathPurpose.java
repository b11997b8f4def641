package dev.gatelint.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the words of a path, or of a name, say about who has to reach it. The one list for all stacks. */
public final class PathPurpose {
    /** One of these as a whole segment, or at the end of one, is for strangers: {@code /login}, {@code /api/newsletter-subscribe}. */
    private static final List<String> WAYS_IN = List.of("login", "log-in", "logon", "signin", "sign-in", "signup", "sign-up", "register",
        "registration", "logout",
        "log-out", "signout", "sign-out", "forgot-password", "forgotpassword", "reset-password", "resetpassword", "password-reset",
        "request-reset", "verify",
        "verify-email", "verify-token", "email-token", "verification", "confirm-email", "unlock-account", "magic-link", "otp", "csrf",
        "callback", "oauth", "oauth2",
        "saml", "sso", "passkey", "passkeys", "webauthn", "captcha", "activate", "activation");
    private static final List<String> HEALTH = List.of("health", "healthz", "healthcheck", "health-check", "ping", "status", "livez",
        "readyz", "version");
    private static final List<String> VISITORS = List.of("contact", "contact-us", "newsletter", "subscribe", "unsubscribe", "waitlist",
        "wait-list", "feedback",
        "public", "share", "checkout", "shared", "csp-report", "robots.txt", "sitemap.xml", "rss", "feed", "og", "opengraph-image",
        "track", "pageview", "view", "views", ".well-known", "collect", "beacon",
        "pixel");
    private static final Set<String> FIRST = Set.of("login", "log", "signin", "signup", "sign", "register", "logout", "signout", "forgot",
        "reset", "verify", "contact",
        "subscribe", "unsubscribe", "newsletter", "waitlist", "feedback", "authenticate");
    private static final Pattern HUMPS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[_\\-.\\s]+");

    private PathPurpose() {}

    /** True for paths that strangers have to reach: login, registration, health, what any visitor sends. */
    public static boolean open(String path) {
        // what is below something with an id is about that thing: the status of an order is not that of the server
        boolean thing = false;
        for (String part : path.split("/")) {
            thing |= part.startsWith("{");
            String segment = words(part);
            if (ends(segment, WAYS_IN) || !thing && (HEALTH.contains(segment) || ends(segment, VISITORS))) return true;
        }
        return false;
    }

    /** True for paths that say how the application is. */
    public static boolean health(String path) {
        return Arrays.stream(path.split("/")).map(PathPurpose::words).anyMatch(HEALTH::contains);
    }

    /** The same as {@link #open} for the name of a function: {@code requestPasswordReset}, {@code signUpWithEmail}. */
    public static boolean openName(String name) {
        String words = words(name);
        String bare = words.replaceFirst("-(action|handler|fn)$", "");
        return FIRST.contains(words.split("-")[0]) || ends(bare, WAYS_IN) || ends(bare, VISITORS);
    }

    private static boolean ends(String segment, List<String> all) {
        return all.stream().anyMatch(one -> segment.equals(one) || segment.endsWith("-" + one) || ("-" + segment).contains("-" + one + "-")
            && one.length() > 6);
    }

    private static String words(String segment) {
        if (segment.startsWith(".") || segment.endsWith(".txt") || segment.endsWith(".xml")) return segment;
        return String.join("-", HUMPS.split(segment)).toLowerCase(Locale.ROOT);
    }
}
