package dev.gatelint.filter;

/** As much of the lexis of Java and JavaScript as it takes to step over comments and literals, and of annotations to step over them. */
record CodeText(String text) {
    private static final int STATEMENT_LINES = 6;

    /** The offset behind the comment or literal that begins at {@code i}, or {@code i} when none does. */
    int behind(int i) {
        if (text.startsWith("//", i)) return lineEnd(i);
        if (text.startsWith("/*", i)) return after("*/", i + 2);
        if (text.startsWith("\"\"\"", i)) return after("\"\"\"", i + 3);
        char quote = text.charAt(i);
        if (quote != '"' && quote != '\'' && quote != '`') return i;
        for (int at = i + 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') at++;
            else if (c == quote) return at + 1;
            else if (c == '\n' && quote != '`') return at;
        }
        return text.length();
    }

    /** The first offset from {@code i} on that is neither white space nor in a comment nor in an annotation. */
    int declaration(int i) {
        int at = code(i);
        while (at < text.length() && text.charAt(at) == '@' && !text.startsWith("@interface", at)) {
            at++;
            while (at < text.length() && (Character.isJavaIdentifierPart(text.charAt(at)) || text.charAt(at) == '.')) at++;
            int arguments = code(at);
            if (arguments < text.length() && text.charAt(arguments) == '(') at = closing(arguments);
            at = code(at);
        }
        return at;
    }

    /** The first offset from {@code i} on that is neither white space nor in a comment. */
    private int code(int i) {
        int at = i;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) at++;
            else if (text.startsWith("//", at) || text.startsWith("/*", at)) at = behind(at);
            else return at;
        }
        return at;
    }

    /** The offset behind the bracket that closes the one at {@code open}, or the end of the text. */
    int closing(int open) {
        int depth = 0;
        for (int at = open; at < text.length(); ) {
            int behind = behind(at);
            if (behind > at) {
                at = behind;
                continue;
            }
            char c = text.charAt(at++);
            if (c == '(' || c == '{' || c == '[') depth++;
            if ((c == ')' || c == '}' || c == ']') && --depth == 0) return at;
        }
        return text.length();
    }

    /** The end of the first part of a statement: behind its first brace or semicolon, some lines down at most, a blank line not passed. */
    int headEnd(int start) {
        int lines = 0;
        for (int at = start; at < text.length(); ) {
            int behind = behind(at);
            if (behind > at) {
                at = behind;
                continue;
            }
            char c = text.charAt(at++);
            if (c == '{' || c == ';' || c == '}') return at;
            if (c == '\n' && (++lines == STATEMENT_LINES || isBlankLine(at))) return at - 1;
        }
        return text.length();
    }

    /** The end of a declaration with its body: behind the brace that closes its first one, or behind a semicolon that comes first. */
    int bodyEnd(int start) {
        for (int at = start; at < text.length(); ) {
            int behind = behind(at);
            if (behind > at) {
                at = behind;
                continue;
            }
            char c = text.charAt(at);
            if (c == '{') return closing(at);
            if (c == ';') return at + 1;
            at = c == '(' ? closing(at) : at + 1;
        }
        return text.length();
    }

    int lineEnd(int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') end++;
        return end;
    }

    private boolean isBlankLine(int start) {
        return text.substring(start, lineEnd(start)).isBlank();
    }

    private int after(String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + end.length();
    }
}
