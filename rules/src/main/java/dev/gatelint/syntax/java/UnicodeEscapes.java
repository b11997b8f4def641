package dev.gatelint.syntax.java;

import java.util.Arrays;

/**
 * The text after the compiler's first step, in which a backslash, {@code u}s and four hexadecimal digits are one character, and the way
 * back.
 * Almost no file has such escapes; those are the same text.
 */
final class UnicodeEscapes {
    private final String source;
    private final String text;
    private final int[] offsets;

    private UnicodeEscapes(String source, String text, int[] offsets) {
        this.source = source;
        this.text = text;
        this.offsets = offsets;
    }

    static UnicodeEscapes of(String source) {
        if (!source.contains("\\u")) return new UnicodeEscapes(source, source, null);
        StringBuilder out = new StringBuilder(source.length());
        int[] offsets = new int[source.length() + 1];
        for (int i = 0; i < source.length();) {
            offsets[out.length()] = i;
            char c = source.charAt(i);
            int digits = i + 1;
            while (digits < source.length() && source.charAt(digits) == 'u') digits++;
            int value = c == '\\' && digits > i + 1 ? hexadecimal(source, digits) : -1;
            if (value >= 0) {
                out.append((char) value);
                i = digits + 4;
            } else if (c == '\\' && i + 1 < source.length() && source.charAt(i + 1) == '\\') {
                out.append("\\\\"); // a backslash behind a backslash begins nothing
                offsets[out.length() - 1] = i + 1;
                i += 2;
            } else {
                out.append(c);
                i++;
            }
        }
        offsets[out.length()] = source.length();
        return new UnicodeEscapes(source, out.toString(), Arrays.copyOf(offsets, out.length() + 1));
    }

    /** The value of four hexadecimal digits; -1 when they are not there. */
    private static int hexadecimal(String text, int at) {
        if (at + 4 > text.length()) return -1;
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) return -1;
            value = value * 16 + digit;
        }
        return value;
    }

    String source() {
        return source;
    }

    String text() {
        return text;
    }

    /** Where the character at {@code offset} of {@link #text} stands in {@link #source}. */
    int original(int offset) {
        return offsets == null ? offset : offsets[Math.min(offset, offsets.length - 1)];
    }
}
