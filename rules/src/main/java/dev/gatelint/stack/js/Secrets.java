package dev.gatelint.stack.js;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Says which string literals are secrets, so that facts do not hold them. */
final class Secrets {
    private static final Pattern NAME = Pattern.compile("(?i).*(secret|passw(or)?d|passphrase|private_?key|api_?key|signing_?key|encryption_?key|access_?key|credential).*");
    private static final Pattern PLACEHOLDER = Pattern.compile("(?i).*(change[-_ ]?(me|this|it)|your[-_ ]|my[-_ ]?secret|super[-_ ]?secret|example|placeholder|replace|insert|openssl|todo|xxx+|dummy|sample|<.*>).*");
    private static final Set<String> KNOWN = Set.of("secret", "test", "password", "changeme", "admin", "dev", "development", "jwt", "key",
        "default",
        "nextauth", "next-auth", "token", "local", "foo", "bar", "123456", "1234", "12345678", "abc", "abc123", "a-secret",
        "thisisasecret", "topsecret");

    private Secrets() {}

    /** True when a string that is given to this name is a secret. */
    static boolean named(String name) {
        return NAME.matcher(name).matches();
    }

    /** True for a value that is a placeholder or that everyone knows. */
    static boolean known(String value) {
        String lower = value.strip().toLowerCase(Locale.ROOT);
        return KNOWN.contains(lower) || lower.matches("(.)\\1*") || lower.length() < 200 && PLACEHOLDER.matcher(lower).matches();
    }
}
