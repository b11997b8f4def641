package dev.gatelint.syntax.ts;

/** What the text of strings and templates stands for. */
final class Escapes {
    private Escapes() {}

    /**
     * The value of {@code text[from, to)}, the inside of a string or a template; in a template line ends become {@code \n}.
     *
     * @return null when an escape is wrong
     */
    static String value(char[] text, int from, int to, boolean template) {
        int i = from;
        while (i < to && text[i] != '\\' && !(template && text[i] == '\r')) i++;
        if (i == to) return new String(text, from, to - from);
        StringBuilder value = new StringBuilder(to - from).append(text, from, i - from);
        while (i < to) {
            char c = text[i++];
            if (template && c == '\r') {
                if (i < to && text[i] == '\n') i++;
                value.append('\n');
            } else if (c != '\\' || i == to) {
                value.append(c);
            } else {
                i = escape(text, i, to, template, value);
                if (i < 0) return null;
            }
        }
        return value.toString();
    }

    /** Reads the escape whose backslash is before {@code i}; gives the offset behind it, or -1 when it is wrong. */
    private static int escape(char[] text, int i, int to, boolean template, StringBuilder value) {
        char c = text[i++];
        switch (c) {
            case 'n' -> value.append('\n');
            case 't' -> value.append('\t');
            case 'r' -> value.append('\r');
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'v' -> value.append('\u000b');
            case '\r' -> {
                if (i < to && text[i] == '\n') i++;
            }
            case '\n', '\u2028', '\u2029' -> { }
            case 'x' -> {
                if (i + 2 > to || Chars.hex(text[i]) < 0 || Chars.hex(text[i + 1]) < 0) return -1;
                value.append((char) (Chars.hex(text[i]) * 16 + Chars.hex(text[i + 1])));
                i += 2;
            }
            case 'u' -> {
                long read = unicode(text, i, to);
                if (read < 0) return -1;
                value.appendCodePoint((int) read);
                i = (int) (read >> 32);
            }
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                boolean plainNull = c == '0' && (i == to || !Chars.isDigit(text[i]));
                if (template && !plainNull) return -1;
                int code = c - '0';
                int most = c <= '3' ? 2 : 1;
                for (int n = 0; n < most && i < to && text[i] >= '0' && text[i] <= '7'; n++) code = code * 8 + text[i++] - '0';
                value.append((char) code);
            }
            case '8', '9' -> {
                if (template) return -1;
                value.append(c);
            }
            default -> value.append(c);
        }
        return i;
    }

    /**
     * Reads what stands behind {@code \}{@code u}: four digits or digits in braces.
     *
     * @return the code point, and above 32 bits the offset behind; -1 when it is wrong
     */
    static long unicode(char[] text, int i, int to) {
        int code = 0;
        if (i < to && text[i] == '{') {
            int first = ++i;
            while (i < to && Chars.hex(text[i]) >= 0 && code <= Character.MAX_CODE_POINT) code = code * 16 + Chars.hex(text[i++]);
            if (i == first || i == to || text[i] != '}' || code > Character.MAX_CODE_POINT) return -1;
            i++;
        } else {
            if (i + 4 > to) return -1;
            for (int n = 0; n < 4; n++) {
                int digit = Chars.hex(text[i++]);
                if (digit < 0) return -1;
                code = code * 16 + digit;
            }
        }
        return (long) i << 32 | code;
    }
}
