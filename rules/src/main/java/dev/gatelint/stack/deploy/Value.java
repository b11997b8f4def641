package dev.gatelint.stack.deploy;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What is known of a secret's value; never the value itself.
 *
 * @param kind     what it is
 * @param size     how long it is, when it is a literal
 * @param mangling what the file's syntax does to it
 * @param look     what it looks like
 */
public record Value(Kind kind, Size size, Mangling mangling, Look look) {
    /** Comes from outside the sources. */
    public static final Value REFERENCE = new Value(Kind.REFERENCE, Size.UNKNOWN, Mangling.NONE, Look.PLAIN);

    /** What a value is. */
    public enum Kind {
        /** Set, to nothing. */
        EMPTY,
        /** A sample or placeholder that everyone knows or guesses. */
        PLACEHOLDER,
        /** Written out. */
        LITERAL,
        /** Filled in from elsewhere: the host, a secret store. */
        REFERENCE
    }

    /** What a literal looks like. */
    public enum Look {
        /** Nothing special. */
        PLAIN,
        /** Made by a generator: long, of letters and digits without order. */
        RANDOM,
        /** The text {@code false}, {@code 0} or {@code no}. */
        FALSE,
        /** An address of this machine. */
        LOCAL_ADDRESS,
        /** Another address, without a path. */
        BARE_ADDRESS
    }

    /** How long a literal is, in UTF-16 units. */
    public enum Size {
        /** Not known. */
        UNKNOWN,
        /** Less than 16. */
        BELOW_16,
        /** 16 to 31. */
        BELOW_32,
        /** 32 and more. */
        LONG
    }

    /** What a file's syntax does to a value. */
    public enum Mangling {
        /** Nothing. */
        NONE,
        /** An unquoted {@code #} ends it. */
        CUT_AT_HASH,
        /** {@code $} and what follows is replaced. */
        EXPANDED
    }

    private static final String NOUN = "secret|password|passwd|passphrase|token|key|jwt|auth|nextauth";
    /** Longer words stand before those that they begin with: the group around them is never tried twice. */
    private static final String WORD = "this|testing|tests|test|the|token|top|strong|string|session|secret|secure|ultra|private|hidden|production|prod|for|sample|some|super|so|is|insecure|at|app|auth|a|not|nextauth|"
        + "very|value|my|random|long|least|local|development|default|demo|dev|dummy|example|fake|password|passphrase|passwd|key|jwt|cookie|here|characters|chars|\\d+";
    private static final Pattern PLACEHOLDER = Pattern.compile(
        "<.*>|\\[.*]|\\$\\(.*\\)|`.*`|x{3,}|\\*{3,}|\\.{3,}|-+|_+|todo\\b.*|fixme\\b.*|tbd|none|null|undefined"
        + "|.*\\b(your|my)[-_ ]?(own|super|random|very|long|next[-_ ]?auth|jwt|app)?[-_ ]?(" + NOUN + ")\\b.*|your[-_ ].*"
        + "|.*change[-_ ]?(me|this|it|in)\\b.*|.*changeme.*|.*replace[-_ ]?(me|this|with|it)\\b.*|.*place[-_ ]?holder.*|.*openssl rand.*"
        + "|(insert|enter|generate|paste|put|add|fill|set)[-_ ].*|(an?|some)[-_ ](random|long|secret).*"
        + "|((?>" + WORD + ")[-_. !]*+)++|complex_password_at_least_32_characters_long|(?<c>.)\\k<c>{3,}", Pattern.DOTALL);

    /** What is known of a value that is written out. */
    public static Value of(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) return new Value(Kind.EMPTY, Size.BELOW_16, Mangling.NONE, Look.PLAIN);
        Size size = text.length() < 16 ? Size.BELOW_16 : text.length() < 32 ? Size.BELOW_32 : Size.LONG;
        return new Value(isPlaceholder(stripped) ? Kind.PLACEHOLDER : Kind.LITERAL, size, Mangling.NONE, look(stripped));
    }

    private static Look look(String text) {
        if (text.matches("(?i)false|0|no")) return Look.FALSE;
        if (text.matches("https?://(localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0)\\b.*")) return Look.LOCAL_ADDRESS;
        if (text.matches("https?://[^/\\s$]+/?")) return Look.BARE_ADDRESS;
        return text.length() >= 24 && text.matches("[A-Za-z0-9+/=_-]+") && text.matches(".*\\d.*\\d.*\\d.*")
            && text.matches(".*[A-Za-z].*") && bits(text) >= 3.3
            ? Look.RANDOM : Look.PLAIN;
    }

    /** Shannon's entropy of a character, in bits. */
    private static double bits(String text) {
        double sum = 0;
        for (int c : text.chars().distinct().toArray()) {
            double share = (double) text.chars().filter(other -> other == c).count() / text.length();
            sum -= share * Math.log(share) / Math.log(2);
        }
        return sum;
    }

    /** True for {@code changeme}, {@code your-secret-here}, {@code <secret>} and the like. */
    public static boolean isPlaceholder(String text) {
        return text.length() <= 120 && PLACEHOLDER.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }

    /** The same with this mangling. */
    public Value mangled(Mangling how) {
        return new Value(kind, size, how, look);
    }

    /** True when nothing can be seen to be wrong with it as a value of production. */
    public boolean usable() {
        return kind == Kind.LITERAL || kind == Kind.REFERENCE;
    }
}
