package dev.gatelint.syntax.java;

/**
 * How deep brackets are nested, judged by the characters alone, without those in comments and literals. The parser's stack grows with each
 * bracket, and its time doubles with each block that stands inside parentheses (measured: 16 nested lambdas with bodies take seconds).
 */
final class Brackets {
    /** People write up to six or seven. */
    private static final int BLOCKS_IN_PARENTHESES = 12;

    private Brackets() {}

    /**
     * The offset of the first opening bracket that is deeper than {@code limit}, or of a block in too many parentheses; -1 when none is.
     */
    static int tooDeep(String text, int limit) {
        char[] open = new char[limit];
        int depth = 0;
        int blocks = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '(', '[', '{' -> {
                    if (depth == limit) return i;
                    if (c == '{' && depth > 0 && open[depth - 1] == '(') {
                        c = 'B';
                        if (++blocks > BLOCKS_IN_PARENTHESES) return i;
                    }
                    open[depth++] = c;
                }
                case ')', ']', '}' -> {
                    if (depth > 0 && open[--depth] == 'B') blocks--;
                }
                case '"' -> i = text.startsWith("\"\"\"", i) ? textBlock(text, i + 3) : literal(text, i, '"');
                case '\'' -> i = literal(text, i, '\'');
                case '/' -> i = comment(text, i);
                default -> { }
            }
        }
        return -1;
    }

    private static int literal(String text, int start, char quote) {
        int i = start + 1;
        while (i < text.length() && text.charAt(i) != quote && text.charAt(i) != '\n') i += text.charAt(i) == '\\' ? 2 : 1;
        return i;
    }

    private static int textBlock(String text, int from) {
        int i = from;
        while (i < text.length() && !text.startsWith("\"\"\"", i)) i += text.charAt(i) == '\\' ? 2 : 1;
        return i + 2;
    }

    private static int comment(String text, int start) {
        int end = start;
        if (text.startsWith("//", start)) end = text.indexOf('\n', start);
        else if (text.startsWith("/*", start)) end = text.indexOf("*/", start + 2) + 1;
        return end < start ? text.length() : end;
    }
}
