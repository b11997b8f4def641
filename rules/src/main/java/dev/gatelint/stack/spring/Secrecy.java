package dev.gatelint.stack.spring;

import dev.gatelint.stack.deploy.Value;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which names are those of secrets, and what can be said of a secret without saying it. Facts never hold one: a literal that may be a secret
 * is kept as a {@link #mark mark} that says how strong it is.
 */
final class Secrecy {
    private static final Pattern SECRET_KEY = Pattern.compile(
        "(?i).*(secret|passw(or)?d|passphrase|private-?key|api-?key|sign(ing|er|ature)?-?key|encrypt(ion)?-?key|access-?key|secret-?key|jwt[.-]?key|remember-?me[.-]?key|token-?key|credentials?)");
    private static final Pattern NOT_SECRET = Pattern.compile(
        "(?i)allow.*|.*(public|enabled?|expir\\w*|timeout|validity|duration|-?ttl|length|name|path|url|uri|header|prefix|location|store|type|parameter|param|file|encoder|policy|max-?\\w*|min-?\\w*|pattern|strength|reset\\w*|format|required|count|size|id|regex|error|message|invalid\\w*|wrong\\w*|change|field|label)");
    private static final Pattern SIGNING = Pattern.compile("(?i).*(jwt|token|sign|secret-?key|encrypt|remember-?me|(^|\\.|-)secret$).*");
    private static final Pattern OTHERS = Pattern.compile(
        "(?i).*(datasource|redis|mail|rabbit|kafka|mongo|mysql|postgres|jdbc|ldap|minio|aliyun|oss|s3|sms|smtp|nacos|eureka|elastic|keystore|key-store|trust-store|ssl|client|app-?secret|wechat|wx|alipay|oauth|admin|user|druid|security|db|flyway|liquibase|qiniu|tencent|cos|stripe|twilio|firebase|openai|captcha).*");
    private static final Pattern CREDENTIALS_IN_URL = Pattern.compile("(?s).*://[^/\\s:@]+:[^/\\s@]+@.*");
    private static final Pattern IDENTIFIER_LIKE = Pattern.compile("[A-Za-z]+([._ :/-][A-Za-z]+)*[.:]?|/.*|.*\\s\\S+\\s.*|[\\w.]*\\$?\\{.*|classpath:.*|https?:.*|.*[{}<>%].*");
    private static final Pattern MARK = Pattern.compile("⟨(EMPTY|KNOWN|LITERAL):(\\d+)⟩");
    private static final Set<String> KEY_CALLS = Set.of("hmacShaKeyFor()", "setSigningKey()", "signWith()", "HMAC256()", "HMAC384()", "HMAC512()", "SecretKeySpec()", "MACSigner()", "MACVerifier()",
        "MacSigner()", "withSecretKey()", "setVerifierKey()", "setSecret()", "TokenBasedRememberMeServices()", "OctetSequenceKey()", "HmacKey()");
    private static final Set<String> KNOWN = Set.of("secret", "password", "changeit", "changeme", "admin", "root", "123456", "12345678", "123456789", "1234", "test", "guest",
        "abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz0123456789", "jwtsecret", "jwt-secret", "mysecret", "my-secret", "my-secret-key", "mysecretkey", "secretkey", "secret-key", "springboot",
        "admin123", "admin@123", "qwerty", "letmein", "nacos", "minioadmin", "postgres", "druid", "user", "demo", "default", "your-256-bit-secret", "jwtsecretkey", "javainuse",
        "mysql", "passw0rd", "p@ssw0rd", "rabbitmq", "tokensecret", "javatechie", "bezkoderSecretKey".toLowerCase(Locale.ROOT), "bezkodersecret",
        "secretkey012345678901234567890123456789012345678901234567890123456789", "404e635266556a586e3272357538782f413f4428472b4b6250645367566b5970");

    private Secrecy() {}

    /** What can be said of a value that is written out; {@code bytes} of its UTF-8 form. */
    record Strength(Kind kind, int bytes, boolean placeholder) {
        Strength(Kind kind, int bytes) {
            this(kind, bytes, false);
        }

        /** What it is. */
        enum Kind { EMPTY, KNOWN, LITERAL }
    }

    /** What a secret is for, which decides how bad it is when others know it. */
    enum Purpose {
        /** Whoever knows it can make tokens: every login can be forged. */
        SIGNING,
        /** Logs in to the application itself. */
        LOGIN,
        /** The application shows it to another service. */
        SERVICE
    }

    /** True for {@code jwt.secret}, {@code spring.datasource.password}; false for {@code jwt.secret-header-name}. */
    static boolean isSecretKey(String key) {
        String last = key.replaceAll("\\[\\d+]", "");
        return SECRET_KEY.matcher(dashed(last)).matches() && !NOT_SECRET.matcher(dashed(last.substring(last.lastIndexOf('.') + 1))).matches();
    }

    private static String dashed(String name) {
        return name.replace('_', '-').replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-");
    }

    /** True for a Java name such as {@code JWT_SECRET} or {@code signingKey}. */
    static boolean isSecretName(String name) {
        return isSecretKey(name);
    }

    static Purpose purpose(String key) {
        String dashed = dashed(key).toLowerCase(Locale.ROOT);
        if (dashed.equals("spring.security.user.password") || dashed.contains("stat-view-servlet")) return Purpose.LOGIN;
        return !OTHERS.matcher(dashed).matches() && SIGNING.matcher(dashed).matches() && !dashed.matches(".*passw(or)?d") ? Purpose.SIGNING : Purpose.SERVICE;
    }

    static boolean holdsCredentials(String text) {
        return CREDENTIALS_IN_URL.matcher(text).matches();
    }

    /** True when a method or constructor, written with {@code ()}, makes a key of its argument. */
    static boolean makesKey(String call) {
        return KEY_CALLS.contains(call);
    }

    static Strength strength(String text) {
        Matcher mark = MARK.matcher(text);
        if (mark.matches()) return new Strength(Strength.Kind.valueOf(mark.group(1)), Integer.parseInt(mark.group(2)));
        String stripped = text.strip();
        int bytes = stripped.getBytes(StandardCharsets.UTF_8).length;
        if (stripped.isEmpty()) return new Strength(Strength.Kind.EMPTY, 0);
        boolean known = KNOWN.contains(stripped.toLowerCase(Locale.ROOT));
        boolean placeholder = !known && Value.isPlaceholder(stripped);
        return new Strength(known || placeholder ? Strength.Kind.KNOWN : Strength.Kind.LITERAL, bytes, placeholder);
    }

    /** What stands for a literal that may be a secret. */
    static String mark(String text) {
        Strength strength = strength(text);
        return "⟨" + strength.kind + ":" + strength.bytes + "⟩";
    }

    /** The strength in a text that is a mark; empty for any other. */
    static Optional<Strength> marked(String text) {
        return MARK.matcher(text).matches() ? Optional.of(strength(text)) : Optional.empty();
    }

    /** What is kept of a string literal of Java code, as {@link dev.gatelint.syntax.java.JavaSource.Literals} asks. */
    static String keep(String name, String value) {
        if (value.isEmpty() || MARK.matcher(value).matches()) return value;
        if (name.equals("@Value.value")) return maskedDefaults(value);
        if (makesKey(name)) return value.matches("(?i)(hmac-?sha-?\\d+|aes(/.*)?|des(ede)?|rsa|hs\\d+|sha-?\\d+|utf-?8)") ? value : mark(value);
        if (name.equals("password()") && !IDENTIFIER_LIKE.matcher(value).matches() || value.startsWith("{noop}")) return value.startsWith("{noop}") ? "{noop}" + mark(value.substring(6)) : mark(value);
        boolean call = name.endsWith("()") || name.startsWith("@");
        String bare = value.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
        // SECRET = "secret" names a parameter or a column
        boolean names = name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT).endsWith(bare);
        if (!call && !names && isSecretName(name) && (!IDENTIFIER_LIKE.matcher(value).matches() || KNOWN.contains(value.toLowerCase(Locale.ROOT)) && purpose(name) == Purpose.SIGNING)) return mark(value);
        return holdsCredentials(value) ? mark(value) : value;
    }

    /** <code>${jwt.secret:default}</code> with marks in the place of defaults of secrets. */
    private static String maskedDefaults(String text) {
        StringBuilder out = new StringBuilder();
        int last = 0;
        for (Placeholders.Reference reference : Placeholders.in(text)) {
            out.append(text, last, reference.start());
            boolean mask = isSecretKey(reference.name()) && reference.fallback().filter(f -> !f.isEmpty() && Placeholders.in(f).isEmpty()).isPresent();
            out.append(mask ? "${" + reference.name() + ":" + mark(reference.fallback().orElseThrow()) + "}" : text.substring(reference.start(), reference.end()));
            last = reference.end();
        }
        return out.append(text.substring(last)).toString();
    }
}
