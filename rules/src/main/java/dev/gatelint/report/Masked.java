package dev.gatelint.report;

import java.util.regex.Pattern;

/**
 * Lines of source as they may be shown: what may be a secret is blotted out, because an excerpt shows more than the place that a finding is
 * about. Rather too much than too little.
 */
final class Masked {
    private static final String BLOT = "••••••";
    private static final String NAME = "(?i)(?:secret|passw(?:or)?d|passphrase|pwd|token|credential|salt|signing|private|jwt|hmac"
        + "|(?:api|access)[_.-]?key)";
    private static final String SIGN = "[\\w.-]{0,60}[\"'`]?\\s{0,10}(?:[:=(,]|=>|>)\\s{0,10}";
    /** A telling name, what stands between it and its value, and a quoted value. */
    private static final Pattern LITERAL = Pattern.compile("(" + NAME + SIGN + "([\"'`]))[^\"'`]*");
    /** The same where values need no quotes; a reference is no value. */
    private static final Pattern BARE = Pattern.compile("(" + NAME + SIGN + ")(?![\"'`$\\s]|true\\b|false\\b|null\\b)[^\\s,<>{}\"'`]+");
    /** The name of a module is no secret. */
    private static final Pattern QUOTED = Pattern.compile("(?<!\\bfrom |\\bimport |\\brequire\\()([\"'`])[^\"'`]{3,}\\1");
    private static final Pattern VALUE = Pattern.compile("^(\\s*[\\w.\\[\\]-]{1,100}\\s*[:=]\\s*)(?!\\s|process\\.env|\\$\\{)\\S.*$");

    private Masked() {}

    /** True for a file whose values need no quotes. */
    static boolean isConfig(String path) {
        return path.matches("(?i).*\\.(properties|ya?ml|env|toml|xml)|(.*/)?(\\.env|Dockerfile)[^/]*");
    }

    /** A line near any finding. */
    static String line(String line, boolean config) {
        String masked = LITERAL.matcher(line).replaceAll("$1" + BLOT);
        return config ? BARE.matcher(masked).replaceAll("$1" + BLOT) : masked;
    }

    /** A line near a finding about a secret: no literal is shown, whatever its name, and no value of a configuration file. */
    static String secretLine(String line, boolean config) {
        String masked = QUOTED.matcher(line(line, config)).replaceAll("$1" + BLOT + "$1");
        return config ? VALUE.matcher(masked).replaceAll("$1" + BLOT) : masked;
    }
}
