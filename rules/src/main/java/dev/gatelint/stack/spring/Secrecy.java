package dev.gatelint.stack.spring;

import dev.gatelint.stack.deploy.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which names are those of secrets, and what can be said of a secret without saying it. Facts never hold one: a literal that may be a
 * secret is kept as a {@link #mark mark} that says how strong it is.
 */
final class Secrecy {
    private static final Pattern SECRET_KEY = Pattern.compile(
        "(?i).*(secret|passw(or)?d|passphrase|private-?key|api-?key|sign(ing|er|ature)?-?key|encrypt(ion)?-?key|access-?key|secret-?key"
            + "|jwt[.-]?key|remember-?me[.-]?key|token-?key|credentials?)");
    private static final Pattern NOT_SECRET = Pattern.compile(
        "(?i)allow.*|.*(public|enabled?|expir\\w*|timeout|validity|duration|-?ttl|length|name|path|url|uri|header|prefix|location|store"
            + "|type|parameter|param|file|encoder|policy|max-?\\w*|min-?\\w*|pattern|strength|reset\\w*|format|required|count|size|id"
            + "|regex|error|message|invalid\\w*|wrong\\w*|change|field|label)");
    private static final Pattern SIGNING = Pattern.compile("(?i).*(jwt|token|sign|remember-?me).*|(auth|login|session|security|app"
        + "|application)[.-]secret(-?key)?|secret(-?key)?");
    private static final Pattern SAMPLE = Pattern.compile("(.*[/_-])?(samples?|examples?|demos?|tutorials?)([/_.-].*)?");
    private static final Pattern OTHERS = Pattern.compile(
        "(?i).*(datasource|redis|mail|rabbit|kafka|mongo|mysql|postgres|jdbc|ldap|minio|aliyun|oss|s3|sms|smtp|nacos|eureka|elastic"
            + "|keystore|key-store|trust-store|ssl|client|app-?secret|wechat|wx|alipay|oauth|admin|user|druid|security|db|flyway"
            + "|liquibase|qiniu|tencent|cos|stripe|twilio|firebase|openai|captcha).*");
    private static final Pattern CREDENTIALS_IN_URL = Pattern.compile("(?s).*://[^/\\s:@]+:[^/\\s@]+@.*");
    private static final Pattern IDENTIFIER_LIKE = Pattern.compile("[A-Za-z]+([._ :/-][A-Za-z]+)*[.:]?|/.*|[$#@]?[\\w.]+\\(.*\\)"
        + "|.*\\s\\S+\\s.*|[\\w.]*\\$?\\{.*|classpath:.*|https?:.*|.*[{}<>%].*");
    private static final Pattern MARK = Pattern.compile("⟨(EMPTY|KNOWN|LITERAL):(\\d+)(:hidden)?⟩");
    /** Whatever goes to one of these is a secret unless it is {@link #PLAIN}. */
    private static final Pattern SECRET_PLACE = Pattern.compile(
        "(?i).*(secret|passw|pwd|credential|hmac|crypt|cipher|salt|private.?key|api.?key|access.?key|sign(ing|er|ature)?.?key).*"
            + "|(.*[a-z_])?key(\\(\\))?");
    /** What goes to one of these is one when it is more than words. */
    private static final Pattern TOKEN_PLACE = Pattern.compile("(?i).*(sign|token|key|auth|verif).*");
    private static final Pattern AUTHORITY_CALL = Pattern.compile(
        "(?i)has\\w*(role|authority|authorities|permi|permission|scope)s?\\(\\)|authorities\\(\\)|roles\\(\\)|createAuthorityList\\(\\)"
            + "|SimpleGrantedAuthority\\(\\)");
    /** Whoever calls it knows it. */
    private static final Pattern ADDRESS_PLACE = Pattern.compile("@(\\w*Mapping|\\w*Exchange|Path|WebServlet|WebFilter)\\.\\w+");
    private static final Pattern RANDOM = Pattern.compile("(?=.*\\d)(?=.*[A-Za-z])[A-Za-z0-9+/=_-]{20,}");
    /** Paths and names of code that are as long as a key: words in camel case, short numbers, and what joins them. */
    private static final Pattern SPOKEN = Pattern.compile("(?:(?<![A-Za-z0-9])[A-Za-z](?=\\d?\\d?(?![A-Za-z0-9]))|[A-Z]?[a-z]{2,}"
        + "|[A-Z]{2,}|[A-Z](?=[A-Z][a-z])|(?<!\\d)\\d{1,4}(?!\\d)|[/._=+-])+");
    private static final Pattern WORDS = Pattern.compile("[A-Za-z]+([._ :/-][A-Za-z]+)*[.:]?|.*\\s\\S+\\s.*|\\w+(:\\w+)+");
    private static final Pattern ALGORITHM = Pattern.compile("(?i)(hmac-?sha-?\\d+|aes(/.*)?|des(ede)?|rsa|hs\\d+|sha-?\\d+|utf-?8|jwt)");
    /** Paths, addresses, names of properties, views and algorithms, expressions, placeholders. */
    private static final Pattern PLAIN = Pattern.compile("/[\\w\\-.*{}/:?+$,=&#\\[\\]|()^\\\\]*|https?:.*|(classpath|file|redirect"
        + "|forward):.*|[A-Za-z][A-Za-z-]*(\\.[A-Za-z-]+)+"
        + "|[A-Za-z-]+(/[A-Za-z-]+)+|\\$\\{[^}]*}|[!@#]?\\w+(\\.\\w+)*\\(.*\\).*|(ROLE|SCOPE)_\\w+|" + ALGORITHM.pattern());
    private static final Set<String> KEY_CALLS = Set.of("hmacShaKeyFor()", "setSigningKey()", "signWith()", "HMAC256()", "HMAC384()",
        "HMAC512()", "SecretKeySpec()", "MACSigner()", "MACVerifier()",
        "MacSigner()", "withSecretKey()", "setVerifierKey()", "TokenBasedRememberMeServices()", "OctetSequenceKey()", "HmacKey()");
    private static final Set<String> KNOWN = Set.of("secret", "password", "changeit", "changeme", "admin", "root", "123456", "12345678",
        "123456789", "1234", "test", "guest",
        "abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz0123456789", "jwtsecret", "jwt-secret", "mysecret", "my-secret",
            "my-secret-key", "mysecretkey", "secretkey", "secret-key", "springboot",
        "admin123", "admin@123", "qwerty", "letmein", "nacos", "minioadmin", "postgres", "druid", "user", "demo", "default",
            "your-256-bit-secret", "jwtsecretkey", "javainuse",
        "mysql", "passw0rd", "p@ssw0rd", "rabbitmq", "tokensecret", "javatechie", "bezkoderSecretKey".toLowerCase(Locale.ROOT),
            "bezkodersecret",
        "secretkey012345678901234567890123456789012345678901234567890123456789",
            "404e635266556a586e3272357538782f413f4428472b4b6250645367566b5970");

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
        return SECRET_KEY.matcher(dashed(last)).matches() && !NOT_SECRET.matcher(dashed(last.substring(last.lastIndexOf('.') + 1)))
            .matches();
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
        if (dashed.contains("jwt") && !dashed.matches(".*passw(or)?d")) return Purpose.SIGNING;
        return !OTHERS.matcher(dashed).matches() && SIGNING.matcher(dashed).matches() && !dashed.matches(".*passw(or)?d") ? Purpose.SIGNING
            : Purpose.SERVICE;
    }

    static boolean holdsCredentials(String text) {
        return CREDENTIALS_IN_URL.matcher(text).matches();
    }

    /** True when a method or constructor, written with {@code ()}, makes a key of its argument. */
    static boolean makesKey(String call) {
        return KEY_CALLS.contains(call);
    }

    /** True when what it makes signs tokens, or cookies that are taken for a login. */
    static boolean signs(String call) {
        return KEY_CALLS.contains(call) && !call.equals("SecretKeySpec()");
    }

    /** True for a file that is there to be looked at. */
    static boolean isSample(String path) {
        return SAMPLE.matcher(path.toLowerCase(Locale.ROOT)).matches();
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

    /** What stands for a literal that is a secret only if it is used as one. */
    static String hidden(String text) {
        return mark(text).replace("⟩", ":hidden⟩");
    }

    /** True for a mark of either kind. */
    static boolean isMark(String text) {
        return MARK.matcher(text).matches();
    }

    /** The strength in a text that is a mark; empty for any other, also for a hidden one. */
    static Optional<Strength> marked(String text) {
        Matcher mark = MARK.matcher(text);
        return mark.matches() && mark.group(3) == null ? Optional.of(strength(text)) : Optional.empty();
    }

    /**
     * What is kept of a string literal of Java code, as {@link dev.gatelint.syntax.java.JavaSource.Literals} asks. Facts go into the
     * cache, so whatever may be a secret leaves no text: where one is expected a mark, elsewhere a {@link #hidden} one, of which nobody
     * says anything unless it turns out to make a key.
     */
    static String keep(List<String> names, String value) {
        // allowCredentials = "true" switches something and is no credential
        if (value.equals("true") || value.equals("false")) return value;
        if (value.isEmpty() || MARK.matcher(value).matches()) return value;
        for (String name : names) {
            String kept = keep(name, value);
            if (!kept.equals(value)) return kept;
            if (name.endsWith("()") || name.startsWith("@")) break;
        }
        return mayBeSecret(names, value) ? hidden(value) : value;
    }

    private static String keep(String name, String value) {
        if (name.equals("@Value.value")) return maskedDefaults(value);
        if (makesKey(name)) return isAlgorithm(value) ? value : mark(value);
        if (value.startsWith("{noop}")) return "{noop}" + mark(value.substring(6));
        if (name.equals("password()") && !IDENTIFIER_LIKE.matcher(value).matches()) return mark(value);
        boolean call = name.endsWith("()") || name.startsWith("@");
        // SECRET = "secret" names a parameter or a column
        boolean names = letters(name).endsWith(letters(value));
        boolean said = !IDENTIFIER_LIKE.matcher(value).matches()
            || KNOWN.contains(value.toLowerCase(Locale.ROOT)) && purpose(name) == Purpose.SIGNING;
        if (!call && !names && said && isSecretName(name)) return mark(value);
        return holdsCredentials(value) ? mark(value) : value;
    }

    private static String letters(String text) {
        return text.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    /** Says yes too often rather than once too seldom: it costs no more than the text of a literal that nobody asks for. */
    private static boolean mayBeSecret(List<String> names, String value) {
        if (!names.isEmpty() && ADDRESS_PLACE.matcher(names.get(0)).matches()) return false;
        if (isRandom(value)) return true;
        if (!names.isEmpty() && AUTHORITY_CALL.matcher(names.get(0)).matches()) return false;
        if (names.stream().anyMatch(name -> SECRET_PLACE.matcher(attribute(name)).matches())) return !PLAIN.matcher(value).matches();
        boolean perhaps = names.stream().anyMatch(name -> TOKEN_PLACE.matcher(attribute(name)).matches());
        return perhaps && !PLAIN.matcher(value).matches() && !WORDS.matcher(value).matches();
    }

    private static String attribute(String name) {
        return name.startsWith("@") ? name.substring(name.lastIndexOf('.') + 1) : name;
    }

    private static boolean isRandom(String value) {
        return RANDOM.matcher(value).matches() && !SPOKEN.matcher(value).matches() || holdsCredentials(value);
    }

    /** The name of an algorithm, also where it stands beside a key. */
    static boolean isAlgorithm(String text) {
        return ALGORITHM.matcher(text).matches();
    }

    /** <code>${jwt.secret:default}</code> with marks in the place of defaults of secrets. */
    private static String maskedDefaults(String text) {
        StringBuilder out = new StringBuilder();
        int last = 0;
        for (Placeholders.Reference reference : Placeholders.in(text)) {
            out.append(text, last, reference.start());
            Optional<String> fallback = reference.fallback().filter(f -> !f.isEmpty() && Placeholders.in(f).isEmpty());
            boolean secret = isSecretKey(reference.name());
            out.append(fallback.filter(f -> secret || isRandom(f)).map(f -> "${" + reference.name() + ":" + (secret ? mark(f) : hidden(f))
                + "}")
                .orElse(text.substring(reference.start(), reference.end())));
            last = reference.end();
        }
        return out.append(text.substring(last)).toString();
    }
}
