package dev.gatelint.stack.spring;

import dev.gatelint.stack.spring.Dialect.Grammar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the segments of one pattern, left to right. */
final class SegmentReader {
    private static final CharRanges NOT_SLASH = CharRanges.of('/', '/').not().and(CharRanges.of('?', '?').not());
    private final Grammar grammar;
    private final Set<String> names = new HashSet<>();
    private String fault;
    private boolean exact = true;

    SegmentReader(Grammar grammar) {
        this.grammar = grammar;
    }

    /** What is wrong with the segments so far, in the framework's words. */
    Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    /** False when an expression of {@link #expression} is wider than the segment. */
    boolean exact() {
        return exact;
    }

    Segment read(String token) {
        if (token.equals("**")) return new Segment.Rest("");
        if (grammar == Grammar.PATH_PATTERN && token.startsWith("{*") && token.indexOf('}') == token.length() - 1) {
            return new Segment.Rest(named(token.substring(2, token.length() - 1), true));
        }
        List<Segment> pieces = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < token.length()) {
            char c = token.charAt(at);
            int close = c == '{' ? closing(token, at) : -1;
            Segment special = c == '?' ? new Segment.AnyChar() : c == '*' ? new Segment.One() : null;
            if (close > 0) special = variable(token.substring(at + 1, close));
            else if ((c == '{' || c == '}') && grammar == Grammar.PATH_PATTERN) {
                wrong(c == '{' ? "Expected close capture character after variable name }"
                    : "Missing preceding open capture character before variable name{");
            }
            if (special == null) {
                literal.append(c);
            } else {
                if (literal.length() > 0) pieces.add(new Segment.Literal(literal.toString()));
                literal.setLength(0);
                pieces.add(special);
            }
            at = close > 0 ? close + 1 : at + 1;
        }
        if (literal.length() > 0 || pieces.isEmpty()) pieces.add(new Segment.Literal(literal.toString()));
        return pieces.size() == 1 ? pieces.get(0) : new Segment.Glob(pieces);
    }

    private static int closing(String token, int open) {
        int depth = 0;
        for (int i = open; i < token.length(); i++) {
            char c = token.charAt(i);
            if (c == '\\') i++;
            else if (c == '{') depth++;
            else if (c == '}' && --depth == 0) return i;
        }
        return -1;
    }

    private Segment variable(String inside) {
        if (inside.isEmpty() && grammar == Grammar.ANT) return new Segment.Literal("{}");
        int colon = inside.indexOf(':');
        if (colon < 0) {
            if (grammar == Grammar.PATH_PATTERN && inside.startsWith("*")) {
                wrong("{*...} cannot be mixed with other path elements in the same path segment");
            }
            return new Segment.Var(named(inside, false));
        }
        String regex = inside.substring(colon + 1);
        if (grammar == Grammar.PATH_PATTERN && regex.replace("\\(", "").replace("(?", "").contains("(")) {
            wrong("No capture groups allowed in the constraint regex: " + regex);
        }
        if (!compiles(regex)) wrong("Exception occurred in regex pattern compilation");
        return new Segment.VarRegex(named(inside.substring(0, colon), false), regex);
    }

    private static boolean compiles(String regex) {
        try {
            java.util.regex.Pattern.compile(regex);
            return true;
        } catch (java.util.regex.PatternSyntaxException | StackOverflowError e) {
            return false;
        }
    }

    private String named(String name, boolean rest) {
        if (grammar == Grammar.ANT) return name;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (i == 0 ? !Character.isJavaIdentifierStart(c) : !Character.isJavaIdentifierPart(c) && c != '-') {
                wrong("Char '" + c + "' " + (i == 0 ? "not allowed at start of captured variable name"
                    : "is not allowed in a captured variable name"));
                break;
            }
        }
        if (!name.isEmpty() && !names.add(name)) wrong("Not allowed to capture '" + name + "' twice in the same pattern");
        return name;
    }

    private void wrong(String message) {
        if (fault == null) fault = message;
    }

    /** What a segment takes; {@code last} when the path may end in a slash instead. */
    Expr expression(Segment segment, boolean last) {
        if (segment instanceof Segment.Glob glob) {
            List<Expr> parts = new ArrayList<>();
            for (Segment piece : glob.pieces()) parts.add(piece(piece));
            Expr whole = new Expr.Seq(parts);
            boolean bound = glob.pieces().stream().anyMatch(piece -> piece instanceof Segment.Var || piece instanceof Segment.VarRegex);
            // a segment that captures needs a character, for AntPathMatcher every one does; without a literal in it that has to be said
            boolean open = glob.pieces().stream().allMatch(piece -> piece instanceof Segment.One || piece instanceof Segment.Var);
            return open && (grammar == Grammar.ANT || bound && last) ? Expr.plus(Expr.one(NOT_SLASH)) : whole;
        }
        if (segment instanceof Segment.Var || segment instanceof Segment.One
            && grammar == Grammar.ANT) return Expr.plus(Expr.one(NOT_SLASH));
        return piece(segment);
    }

    private Expr piece(Segment piece) {
        if (piece instanceof Segment.Literal literal) return Expr.text(literal.text());
        if (piece instanceof Segment.AnyChar) return Expr.one(NOT_SLASH);
        if (piece instanceof Segment.VarRegex regex) {
            Optional<Expr> read = RegexReader.read(regex.regex(), NOT_SLASH);
            if (read.isEmpty()) exact = false;
            return read.orElse(Expr.star(Expr.one(NOT_SLASH)));
        }
        return Expr.star(Expr.one(NOT_SLASH));
    }
}
