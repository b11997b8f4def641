package dev.gatelint.syntax.config;

import dev.gatelint.source.Lines;
import dev.gatelint.source.Problem;
import dev.gatelint.source.SourceFile;
import dev.gatelint.syntax.config.ConfigNode.Entry;
import dev.gatelint.syntax.config.ConfigNode.Kind;
import dev.gatelint.syntax.config.ConfigNode.Mapping;
import dev.gatelint.syntax.config.ConfigNode.Scalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code .env} as {@code @next/env} of Next.js 14, 15 and 16 reads a file alone, in an empty environment. Asked of {@code @next/env}
 * 14.2.35, 15.5.29 and 16.4.6, which agree: white space may span lines, an unquoted value ends at {@code #}, quotes of three kinds may hold
 * line breaks, and {@code $} is expanded in all of them. Next.js 13 and older read no {@code export}, no comment behind a value and no
 * value of several lines.
 */
final class DotenvReader {
    private final String text;
    private final List<Raw> found = new ArrayList<>();
    private int at;

    private DotenvReader(String text) {
        this.text = text;
    }

    /** An assignment before expansion. */
    private record Raw(String key, int keyStart, String value, int start, int end) {}

    static Config read(SourceFile file) {
        DotenvReader reader = new DotenvReader(file.text());
        reader.assignments();
        Map<String, String> parsed = new LinkedHashMap<>();
        for (Raw raw : reader.found) parsed.put(raw.key, raw.value);
        List<Problem> problems = new ArrayList<>();
        Set<String> unresolved = new HashSet<>();
        Map<String, DotenvExpansion.Value> last = new LinkedHashMap<>();
        for (String key : List.copyOf(parsed.keySet())) {
            DotenvExpansion.Value value = DotenvExpansion.expand(parsed.get(key), parsed, unresolved);
            parsed.put(key, value.text());
            if (value.unresolved()) unresolved.add(key);
            last.put(key, value);
        }
        List<Entry> entries = new ArrayList<>();
        Lines lines = Lines.of(file.text());
        for (Raw raw : reader.found) {
            DotenvExpansion.Value value = last.get(raw.key);
            if (value.endless()) {
                problems.add(new Problem(file.path(), lines.line(raw.keyStart),
                    "the value of " + raw.key + " refers to itself; Next.js then loads nothing of this file"));
            }
            entries.add(new Entry(raw.key, file.span(raw.keyStart, raw.keyStart + raw.key.length()),
                new Scalar(file.span(raw.start, raw.end), value.text(), value.unresolved() ? Kind.UNRESOLVED : Kind.STRING)));
        }
        if (entries.isEmpty()) return new Config(Config.Format.DOTENV, List.of(), problems);
        return new Config(Config.Format.DOTENV, List.of(new Mapping(file.span(0, file.text().length()), entries)), problems);
    }

    /** Tries every line start, as the {@code ^} of the original does; what fails at one key fails at all line starts before that key. */
    private void assignments() {
        int line = 0;
        while (line <= text.length()) {
            int key = skipSpace(line);
            if (assignment(key)) {
                line = lineStart(at);
            } else {
                line = lineStart(Math.max(key, line));
            }
        }
    }

    /** The first line start at or behind {@code from}; behind the text when there is none. */
    private int lineStart(int from) {
        for (int i = from; i < text.length(); i++) {
            if (isBreak(text.charAt(i))) {
                return text.charAt(i) == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n' ? i + 2 : i + 1;
            }
        }
        return text.length() + 1;
    }

    private boolean assignment(int start) {
        if (text.startsWith("export", start) && start + 6 < text.length() && isSpace(text.charAt(start + 6))
            && named(skipSpace(start + 6))) return true;
        return named(start);
    }

    private boolean named(int start) {
        int end = start;
        while (end < text.length() && isNamePart(text.charAt(end))) end++;
        if (end == start) return false;
        int sign = skipSpace(end);
        int from;
        if (sign < text.length() && text.charAt(sign) == '=') {
            from = sign + 1;
        } else if (end + 1 < text.length() && text.charAt(end) == ':' && isSpace(text.charAt(end + 1))) {
            boolean pair = text.charAt(end + 1) == '\r' && end + 2 < text.length() && text.charAt(end + 2) == '\n';
            from = end + (pair ? 3 : 2);
        } else {
            return false;
        }
        value(text.substring(start, end), start, from);
        return true;
    }

    private void value(String key, int keyStart, int from) {
        int open = skipSpace(from);
        if (open < text.length() && "'\"`".indexOf(text.charAt(open)) >= 0) {
            int close = closing(open);
            if (close >= 0) {
                add(key, keyStart, open, close + 1);
                return;
            }
        }
        int end = from;
        while (end < text.length() && text.charAt(end) != '#' && text.charAt(end) != '\r' && text.charAt(end) != '\n') end++;
        add(key, keyStart, from, end);
        at = end;
    }

    /**
     * The quote that closes the one at {@code open}, or -1: the first that has no backslash before it, else, from behind, one that has;
     * behind it only white space and a comment may stand.
     */
    private int closing(int open) {
        char quote = text.charAt(open);
        List<Integer> escaped = new ArrayList<>();
        int close = -1;
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == quote) {
                escaped.add(++i);
            } else if (c == quote) {
                close = i;
                break;
            }
        }
        if (close >= 0 && endsLine(close + 1)) return close;
        for (int i = escaped.size() - 1; i >= 0; i--) {
            if (endsLine(escaped.get(i) + 1)) return escaped.get(i);
        }
        return -1;
    }

    /** True when only white space and a comment stand before a line end; leaves {@link #at} there. */
    private boolean endsLine(int from) {
        int i = from;
        while (i < text.length() && isSpace(text.charAt(i)) && !isBreak(text.charAt(i))) i++;
        int behind = skipSpace(i);
        if (behind < text.length() && text.charAt(behind) == '#') {
            at = lineStart(behind) - 1;
            return true;
        }
        if (i < text.length() && !isBreak(text.charAt(i))) return false;
        at = i;
        return true;
    }

    private void add(String key, int keyStart, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isSpace(text.charAt(start))) start++;
        while (end > start && isSpace(text.charAt(end - 1))) end--;
        String value = text.substring(start, end).replace("\r\n", "\n").replace('\r', '\n');
        char first = value.isEmpty() ? 0 : value.charAt(0);
        if (value.length() > 1 && "'\"`".indexOf(first) >= 0 && value.charAt(value.length() - 1) == first) {
            value = value.substring(1, value.length() - 1);
        }
        if (first == '"') value = value.replace("\\n", "\n").replace("\\r", "\r");
        found.add(new Raw(key, keyStart, value, start, end));
    }

    private int skipSpace(int from) {
        int i = from;
        while (i < text.length() && isSpace(text.charAt(i))) i++;
        return i;
    }

    private static boolean isNamePart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.' || c == '-';
    }

    /** White space of ECMAScript, the byte order mark included. */
    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r' || c == '\u00A0' || c == '\uFEFF' || c > 127 && Character.isSpaceChar(c);
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
    }
}
