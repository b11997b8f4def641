package dev.gatelint.stack.spring;

import dev.gatelint.stack.deploy.Value;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names are those of secrets, and what can be said of a secret without saying it. */
final class Secrecy {
    private static final Pattern SECRET_KEY = Pattern.compile(
        "(?i).*(secret|passw(or)?d|passphrase|private-?key|api-?key|signing-?key|signer-?key|encrypt(ion)?-?key|access-?key|sign-?key|jwt[.-]?key|remember-?me[.-]?key|token-?key|credentials?)");
    private static final Pattern NOT_SECRET = Pattern.compile(
        "(?i).*(public|enabled?|expir\\w*|timeout|validity|duration|-?ttl|length|name|path|url|uri|header|prefix|location|store|type|parameter|file|encoder|policy|max-?\\w*|min-?\\w*|pattern|strength|reset\\w*|format|required|count|size|id)");
    private static final Pattern CREDENTIALS_IN_URL = Pattern.compile("(?s).*://[^/\\s:@]+:[^/\\s@]+@.*");
    private static final Set<String> KNOWN = Set.of("secret", "password", "changeit", "changeme", "admin", "root", "123456", "12345678", "123456789", "1234", "test", "guest",
        "abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz0123456789", "jwtsecret", "jwt-secret", "mysecret", "my-secret", "my-secret-key", "mysecretkey", "secretkey", "secret-key", "springboot",
        "admin123", "admin@123", "qwerty", "letmein", "nacos", "minioadmin", "postgres", "druid", "user", "demo", "default", "your-256-bit-secret", "jwtsecretkey", "javainuse",
        "mysql", "passw0rd", "p@ssw0rd", "rabbitmq", "tokensecret", "javatechie",
        "secretkey012345678901234567890123456789012345678901234567890123456789", "404e635266556a586e3272357538782f413f4428472b4b6250645367566b5970");

    private Secrecy() {}

    /** What can be said of a value that is written out. */
    record Strength(Kind kind, int bytes) {
        /** What it is. */
        enum Kind { EMPTY, KNOWN, LITERAL }
    }

    /** True for {@code jwt.secret}, {@code spring.datasource.password}; false for {@code jwt.secret-header-name}. */
    static boolean isSecretKey(String key) {
        String last = key.replaceAll("\\[\\d+]", "");
        return SECRET_KEY.matcher(last).matches() && !NOT_SECRET.matcher(last.substring(last.lastIndexOf('.') + 1)).matches();
    }

    /** True for a Java name such as {@code JWT_SECRET} or {@code signingKey}. */
    static boolean isSecretName(String name) {
        return isSecretKey(name.toLowerCase(Locale.ROOT).equals(name) || name.toUpperCase(Locale.ROOT).equals(name) ? name.replace('_', '-') : name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-"));
    }

    static boolean holdsCredentials(String text) {
        return CREDENTIALS_IN_URL.matcher(text).matches();
    }

    static Strength strength(String text) {
        String stripped = text.strip();
        int bytes = stripped.getBytes(StandardCharsets.UTF_8).length;
        if (stripped.isEmpty()) return new Strength(Strength.Kind.EMPTY, 0);
        boolean known = KNOWN.contains(stripped.toLowerCase(Locale.ROOT)) || Value.isPlaceholder(stripped);
        return new Strength(known ? Strength.Kind.KNOWN : Strength.Kind.LITERAL, bytes);
    }
}
