package dev.gatelint.stack.next;

import java.util.ArrayList;
import java.util.List;

/**
 * The pattern language of Next's {@code source} and {@code matcher} strings: the npm package path-to-regexp, 6.1 as Next up to 15.4 has it
 * inside, and 6.3 as from 15.5 on (read in the shipped packages, run on all of them for the tests).
 */
final class PathToRegexp {
    private static final String PREFIXES = "./";
    private final String text;
    private final Grammar grammar;
    private final List<Lexeme> lexemes = new ArrayList<>();
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private PathToRegexp(String text, Grammar grammar) {
        this.text = text;
        this.grammar = grammar;
    }

    /**
     * How a pattern is read.
     *
     * @param separated  6.3: two parameters need text between them, a parameter does not run over its prefix, and nothing repeats without
     *                   a prefix or suffix
     * @param delimiters characters that a parameter does not match
     * @param strict     no optional delimiter at the end
     */
    record Grammar(boolean separated, String delimiters, boolean strict) {}

    /** The pattern is refused; the message is the library's own. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    private enum Kind { MODIFIER, ESCAPED_CHAR, OPEN, CLOSE, NAME, PATTERN, CHAR, END }

    /** @param value null for a backslash at the very end */
    private record Lexeme(Kind kind, int index, String value) {}

    /**
     * A part of a pattern: text when {@code name} and {@code pattern} are null, otherwise a parameter or group.
     *
     * @param name    its name or number
     * @param prefix  the text, or what stands before the parameter inside its group
     * @param pattern empty for a group without a parameter
     */
    record Token(String name, String prefix, String suffix, String pattern, String modifier) {
        private static Token text(String text) {
            return new Token(null, text, "", null, "");
        }

        boolean isText() {
            return pattern == null;
        }

        private boolean repeats() {
            return modifier.equals("*") || modifier.equals("+");
        }
    }

    static List<Token> parse(String text, Grammar grammar) throws Refused {
        return new PathToRegexp(text, grammar).parse();
    }

    private List<Token> parse() throws Refused {
        lex();
        int key = 0;
        StringBuilder path = new StringBuilder();
        while (at < lexemes.size()) {
            String c = take(Kind.CHAR);
            String name = take(Kind.NAME);
            String pattern = take(Kind.PATTERN);
            if (name != null || pattern != null) {
                String prefix = c == null ? "" : c;
                if (!PREFIXES.contains(prefix)) {
                    path.append(prefix);
                    prefix = "";
                }
                flush(path);
                String of = pattern != null ? pattern : parameter(prefix);
                tokens.add(new Token(name != null ? name : Integer.toString(key++), prefix, "", of, modifier()));
                continue;
            }
            String value = c != null ? c : take(Kind.ESCAPED_CHAR);
            if (value != null) {
                path.append(value);
                continue;
            }
            flush(path);
            if (take(Kind.OPEN) != null) {
                String prefix = takeText();
                name = take(Kind.NAME);
                pattern = take(Kind.PATTERN);
                String suffix = takeText();
                must(Kind.CLOSE);
                String of = pattern != null ? pattern : name != null ? parameter(prefix) : "";
                tokens.add(new Token(name != null ? name : pattern != null ? Integer.toString(key++) : "", prefix, suffix, of, modifier()));
                continue;
            }
            must(Kind.END);
        }
        return List.copyOf(tokens);
    }

    private void lex() throws Refused {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            switch (c) {
                case '*', '+', '?' -> lexemes.add(new Lexeme(Kind.MODIFIER, i++, String.valueOf(c)));
                case '{' -> lexemes.add(new Lexeme(Kind.OPEN, i++, "{"));
                case '}' -> lexemes.add(new Lexeme(Kind.CLOSE, i++, "}"));
                case '\\' -> {
                    lexemes.add(new Lexeme(Kind.ESCAPED_CHAR, i, i + 1 < text.length() ? text.substring(i + 1, i + 2) : null));
                    i += 2;
                }
                case ':' -> i = lexName(i);
                case '(' -> i = lexPattern(i);
                default -> lexemes.add(new Lexeme(Kind.CHAR, i++, String.valueOf(c)));
            }
        }
        lexemes.add(new Lexeme(Kind.END, i, ""));
    }

    private int lexName(int start) throws Refused {
        int end = start + 1;
        while (end < text.length() && nameCharacter(text.charAt(end))) end++;
        if (end == start + 1) throw new Refused("Missing parameter name at " + start);
        lexemes.add(new Lexeme(Kind.NAME, start, text.substring(start + 1, end)));
        return end;
    }

    private static boolean nameCharacter(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_';
    }

    private int lexPattern(int start) throws Refused {
        int open = 1;
        int i = start + 1;
        if (text.startsWith("?", i)) throw new Refused("Pattern cannot start with \"?\" at " + i);
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == ')' && --open == 0) {
                break;
            } else if (c == '(') {
                open++;
                if (!text.startsWith("?", i + 1)) throw new Refused("Capturing groups are not allowed at " + i);
            }
        }
        if (open > 0) throw new Refused("Unbalanced pattern at " + start);
        if (i == start + 1) throw new Refused("Missing pattern at " + start);
        lexemes.add(new Lexeme(Kind.PATTERN, start, text.substring(start + 1, i)));
        return i + 1;
    }

    private String take(Kind kind) {
        return at < lexemes.size() && lexemes.get(at).kind == kind ? lexemes.get(at++).value : null;
    }

    private String takeText() {
        StringBuilder taken = new StringBuilder();
        while (true) {
            String c = take(Kind.CHAR);
            if (c == null) c = take(Kind.ESCAPED_CHAR);
            if (c == null) return taken.toString();
            taken.append(c);
        }
    }

    private void must(Kind kind) throws Refused {
        if (take(kind) != null) return;
        Lexeme next = lexemes.get(at);
        throw new Refused("Unexpected " + next.kind + " at " + next.index + ", expected " + kind);
    }

    private String modifier() {
        String modifier = take(Kind.MODIFIER);
        return modifier == null ? "" : modifier;
    }

    private void flush(StringBuilder path) {
        if (path.length() == 0) return;
        tokens.add(Token.text(path.toString()));
        path.setLength(0);
    }

    /** What a parameter without a pattern matches. */
    private String parameter(String prefix) throws Refused {
        String any = "[^" + escaped(grammar.delimiters) + "]+?";
        if (!grammar.separated) return any;
        Token before = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
        String border = !prefix.isEmpty() ? prefix : before != null && before.isText() ? before.prefix : "";
        if (before != null && border.isEmpty()) {
            throw new Refused("Must have text between two parameters, missing text after \"" + before.name + "\"");
        }
        if (border.isEmpty() || grammar.delimiters.chars().anyMatch(c -> border.indexOf(c) >= 0)) return any;
        return "(?:(?!" + escaped(border) + ")[^" + escaped(grammar.delimiters) + "])+?";
    }

    /**
     * The regular expression of these tokens, as {@code RegExp.prototype.source} prints it; whether JavaScript takes it is not looked at.
     */
    static String regexp(List<Token> tokens, Grammar grammar) throws Refused {
        StringBuilder route = new StringBuilder("^");
        for (Token token : tokens) {
            String prefix = escaped(token.prefix);
            String suffix = escaped(token.suffix);
            if (token.isText()) {
                route.append(prefix);
            } else if (token.pattern.isEmpty()) {
                route.append("(?:").append(prefix).append(suffix).append(')').append(token.modifier);
            } else if (prefix.isEmpty() && suffix.isEmpty()) {
                if (grammar.separated && token.repeats()) {
                    throw new Refused("Can not repeat \"" + token.name + "\" without a prefix and suffix");
                }
                route.append('(').append(token.pattern).append(')').append(token.modifier);
            } else if (token.repeats()) {
                String one = "(?:" + token.pattern + ")";
                route.append("(?:").append(prefix).append('(').append(one).append("(?:").append(suffix).append(prefix).append(one)
                    .append(")*)")
                    .append(suffix).append(')').append(token.modifier.equals("*") ? "?" : "");
            } else {
                route.append("(?:").append(prefix).append('(').append(token.pattern).append(')').append(suffix).append(')')
                    .append(token.modifier);
            }
        }
        if (!grammar.strict) route.append('[').append(escaped(grammar.delimiters)).append("]?");
        return printed(route.append('$').toString());
    }

    /** Next from 15.5 on tries again with a slash before what repeats without prefix and suffix. */
    static List<Token> withSlashBeforeRepeats(List<Token> tokens) {
        return tokens.stream().map(token -> !token.isText() && token.repeats() && token.prefix.isEmpty() && token.suffix.isEmpty()
            ? new Token(token.name, "/", "", token.pattern, token.modifier) : token).toList();
    }

    private static String escaped(String text) {
        return text.replaceAll("([.+*?=^!:${}()\\[\\]|/\\\\])", "\\\\$1");
    }

    /** As V8 prints the source of a regular expression: a bare slash outside a class and line ends get a backslash. */
    private static String printed(String source) {
        StringBuilder out = new StringBuilder(source.length() + 16);
        boolean inClass = false;
        boolean escape = false;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            String ending = c == '\n' ? "n" : c == '\r' ? "r" : c == '\u2028' ? "u2028" : c == '\u2029' ? "u2029" : null;
            if (ending != null) {
                out.append(escape ? "" : "\\").append(ending);
            } else {
                if (c == '/' && !escape && !inClass) out.append('\\');
                out.append(c);
            }
            if (!escape && c == '[') inClass = true;
            else if (!escape && c == ']') inClass = false;
            escape = !escape && c == '\\';
        }
        return out.toString();
    }
}
