package dev.gatelint.syntax.ts;

/** What characters are, as ECMAScript sees them. */
final class Chars {
    private Chars() {}

    /** True for ASCII letters, digits, {@code $} and {@code _}. */
    static boolean isPlainPart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '$';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The value of a hexadecimal digit, or -1. */
    static int hex(char c) {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'f') return c - 'a' + 10;
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    }

    static boolean isLineBreak(char c) {
        return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
    }

    /** True for white space beyond ASCII. */
    static boolean isWideSpace(char c) {
        return c == '\u00a0' || c == '\ufeff' || c > 127 && Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    /** True when a name can begin with this code point; letters that are younger than this Java count as letters. */
    static boolean isNameStart(int c) {
        if (c < 128) return isPlainPart((char) c) && !isDigit((char) c);
        return Character.isUnicodeIdentifierStart(c) || Character.getType(c) == Character.UNASSIGNED;
    }

    /** True when a name can go on with this code point. */
    static boolean isNamePart(int c) {
        if (c < 128) return isPlainPart((char) c);
        if (c == 0x200c || c == 0x200d) return true;
        return Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c) || isNameStart(c);
    }
}
