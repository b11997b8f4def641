package dev.gatelint.stack.next;

import java.util.regex.Pattern;

/** What paths say about themselves. */
final class Natures {
    private static final Pattern OPEN = Pattern.compile("(?i)(.*/)?(login|log-in|signin|sign-in|signup|sign-up|register|registration|logout|log-out|signout|sign-out|forgot-?password|reset-?password|"
        + "password-?reset|request-?reset|verify|verify-?email|verification|confirm-?email|magic-?link|otp|csrf|health|healthz|healthcheck|health-check|ping|status|livez|readyz|version|"
        + "contact|contact-?us|newsletter|subscribe|unsubscribe|waitlist|wait-list|feedback|csp-report|robots\\.txt|sitemap\\.xml|rss|feed|og|opengraph-image|callback|oauth|saml|sso|passkey|passkeys|"
        + "webauthn|track|pageview|views?|\\.well-known)(/.*)?");
    private static final Pattern CLOSED = Pattern.compile("(?i)(.*/)?(admin|dashboard|account|settings|internal|private|billing|profile|me|users?|members|manage|console|backoffice|cms|protected)(/.*)?");
    private static final Pattern OPEN_NAMES = Pattern.compile("(?i)(login|log_?in|sign_?in|sign_?up|register|log_?out|sign_?out|forgot|reset|verify|contact|subscribe|newsletter|waitlist|feedback|authenticate|set(Locale|Language|Theme|Cookie)).*");

    private Natures() {}

    /** True for paths that strangers have to reach: login, registration, health. */
    static boolean open(String path) {
        return OPEN.matcher(path).matches();
    }

    /** The same for the name of a server action. */
    static boolean openName(String name) {
        return OPEN_NAMES.matcher(name).matches();
    }

    /** True for paths that sound as if they were closed. */
    static boolean closed(String path) {
        return CLOSED.matcher(path).matches();
    }

    /** A concrete request path for a route. */
    static String witness(String path) {
        return path.replaceAll("\\{[^}]*\\*}", "a1/b2").replaceAll("\\{[^}]*}", "x1");
    }
}
