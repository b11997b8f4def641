package dev.gatelint.stack.spring;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a path says about who should come in. */
final class Nature {
    private static final Set<String> OPEN = Set.of("login", "logout", "signin", "sign-in", "signup", "sign-up", "signout", "sign-out",
        "register", "registration", "authenticate",
        "auth", "token", "tokens", "refresh", "refresh-token", "refreshtoken", "oauth", "oauth2", "callback", "webhook", "webhooks",
        "notify", "captcha", "captchaimage", "forgot-password", "forgotpassword",
        "reset-password", "resetpassword", "password-reset", "verify", "verify-email", "activate", "activation", "confirm", "health",
        "healthz", "livez", "readyz", "liveness", "readiness", "ping", "status", "csrf", "csp-report",
        "contact", "newsletter", "error", "favicon.ico", "robots.txt", "index", "home", "about", "version", "jwks", "jwks.json", "public",
        "open", "anonymous", "anon", "noauth", "no-auth", "sso", "saml", "swagger-ui",
        "api-docs", "kaptcha", "verifycode", "sms-code", "smscode", "sendcode");
    private static final Set<String> CLOSED = Set.of("admin", "admins", "administration", "manage", "manager", "management", "internal",
        "private", "secure", "secured", "actuator", "monitor", "system", "sys", "audit",
        "billing", "config", "settings", "backoffice", "superuser");

    /** Open also below a path that is closed: how else should anyone come in. */
    private static final Set<String> WAYS_IN = Set.of("login", "logout", "signin", "sign-in", "signout", "sign-out", "captcha",
        "captchaimage", "callback",
        "forgot-password", "reset-password", "refresh-token", "refreshtoken");

    private static final Pattern CREDENTIAL = Pattern.compile("\\{\\w*?(token|secret|signature|hash)(:[^/]*)?}", Pattern.CASE_INSENSITIVE);

    private Nature() {}

    /** {@code /api/v1/{deviceToken}/telemetry}: whoever knows the address may use it. */
    static boolean holdsCredential(String path) {
        return CREDENTIAL.matcher(path).find() && !soundsProtected(path);
    }

    /** Login, registration, health and the like: open by their nature. */
    static boolean isPublic(String path) {
        if (path.equals("/")) return true;
        String[] segments = path.toLowerCase(Locale.ROOT).split("/");
        if (segments.length > 0 && WAYS_IN.contains(segments[segments.length - 1])) return true;
        if (soundsProtected(path)) return false;
        for (int i = 0; i < segments.length; i++) if (OPEN.contains(segments[i])) return true;
        return false;
    }

    /** {@code /admin} and the like. */
    static boolean soundsProtected(String path) {
        for (String segment : path.toLowerCase(Locale.ROOT).split("/")) if (CLOSED.contains(segment)) return true;
        return false;
    }
}
