package dev.gatelint.syntax.config;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What becomes of {@code $NAME}, <code>${NAME}</code> and <code>${NAME:-default}</code> in a value: the last reference is replaced first,
 * at the first place where the same text stands, and the result is looked at again; then {@code \$} becomes {@code $}. As
 * {@code @next/env} of Next.js 14 to 16 does it, with an empty environment.
 */
final class DotenvExpansion {
    private static final int MAX_STEPS = 1_000;
    private static final int MAX_LENGTH = 100_000;
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{?(\\w+)(?::-([^}\\\\]*))?}?");

    private DotenvExpansion() {}

    /**
     * An expanded value.
     *
     * @param unresolved a name without default that the file does not define was read as empty, here or in a value that was put in
     * @param endless    the expansion does not end; the text is the unexpanded one
     */
    record Value(String text, boolean unresolved, boolean endless) {}

    /** Expands {@code raw} with the values of the file, of which earlier ones are expanded already, some of them to unresolved ones. */
    static Value expand(String raw, Map<String, String> parsed, Set<String> unresolvedNames) {
        String value = raw;
        boolean unresolved = false;
        for (int step = 0; ; step++) {
            int last = lastDollar(value);
            if (last < 0) break;
            Matcher reference = REFERENCE.matcher(value).region(last, value.length());
            if (!reference.lookingAt()) break;
            if (step == MAX_STEPS || value.length() > MAX_LENGTH) return new Value(raw, true, true);
            String otherwise = reference.group(2);
            String replacement = otherwise != null && !otherwise.isEmpty() ? otherwise : parsed.get(reference.group(1));
            unresolved |= replacement == null || unresolvedNames.contains(reference.group(1));
            if (replacement == null) replacement = "";
            value = replaceFirst(value, reference.group(), replacement);
        }
        return new Value(value.replace("\\$", "$"), unresolved, false);
    }

    private static int lastDollar(String value) {
        for (int i = value.lastIndexOf('$'); i >= 0; i = value.lastIndexOf('$', i - 1)) {
            if (i == 0 || value.charAt(i - 1) != '\\') return i;
        }
        return -1;
    }

    /** {@code String.prototype.replace} with two strings: the replacement's own {@code $$}, {@code $&}, {@code $`} and {@code $'} count. */
    private static String replaceFirst(String value, String found, String replacement) {
        int at = value.indexOf(found);
        StringBuilder out = new StringBuilder().append(value, 0, at);
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            char next = c == '$' && i + 1 < replacement.length() ? replacement.charAt(i + 1) : 0;
            switch (next) {
                case '$' -> out.append('$');
                case '&' -> out.append(found);
                case '`' -> out.append(value, 0, at);
                case '\'' -> out.append(value, at + found.length(), value.length());
                default -> {
                    out.append(c);
                    continue;
                }
            }
            i++;
        }
        return out.append(value, at + found.length(), value.length()).toString();
    }
}
