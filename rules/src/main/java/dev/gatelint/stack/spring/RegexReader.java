package dev.gatelint.stack.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the part of Java's regular expressions that describes a plain set of words: no look-around, no back references, no possessive
 * quantifiers, no flags. Everything else is not guessed at.
 */
final class RegexReader {
    private static final CharRanges DIGITS = CharRanges.of('0', '9');
    private static final CharRanges WORD = CharRanges.of('a', 'z').or(CharRanges.of('A', 'Z')).or(DIGITS).or(CharRanges.in("_"));
    private static final CharRanges SPACE = CharRanges.in(" \t\n\u000B\f\r");
    private static final int MOST_REPEATS = 100;
    private static final int DEEPEST = 60;

    private final String text;
    private final CharRanges alphabet;
    private int at;

    private RegexReader(String text, CharRanges alphabet) {
        this.text = text;
        this.alphabet = alphabet;
    }

    /** The words that match the whole of {@code regex}, of characters in {@code alphabet}; empty when it uses what is not understood. */
    static Optional<Expr> read(String regex, CharRanges alphabet) {
        String body = regex.startsWith("^") ? regex.substring(1) : regex;
        if (body.endsWith("$") && !body.endsWith("\\$")) body = body.substring(0, body.length() - 1);
        RegexReader reader = new RegexReader(body, alphabet);
        try {
            Expr read = reader.alternatives(0);
            return reader.at == body.length() ? Optional.of(read) : Optional.empty();
        } catch (NotUnderstood e) {
            return Optional.empty();
        }
    }

    private static final class NotUnderstood extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotUnderstood() {
            super(null, null, false, false);
        }
    }

    private Expr alternatives(int depth) {
        if (depth > DEEPEST) throw new NotUnderstood();
        List<Expr> found = new ArrayList<>();
        found.add(sequence(depth));
        while (at < text.length() && text.charAt(at) == '|') {
            at++;
            found.add(sequence(depth));
        }
        return found.size() == 1 ? found.get(0) : new Expr.Alt(found);
    }

    private Expr sequence(int depth) {
        List<Expr> found = new ArrayList<>();
        while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') found.add(repeated(atom(depth)));
        return new Expr.Seq(found);
    }

    private Expr repeated(Expr atom) {
        if (at >= text.length()) return atom;
        Expr result;
        switch (text.charAt(at)) {
            case '*' -> result = Expr.star(atom);
            case '+' -> result = Expr.plus(atom);
            case '?' -> result = Expr.maybe(atom);
            case '{' -> {
                return lazy(counted(atom));
            }
            default -> {
                return atom;
            }
        }
        at++;
        return lazy(result);
    }

    private Expr lazy(Expr repeated) {
        if (at < text.length() && text.charAt(at) == '?') at++;
        if (at < text.length() && "*+?{".indexOf(text.charAt(at)) >= 0) throw new NotUnderstood();
        return repeated;
    }

    private Expr counted(Expr atom) {
        int close = text.indexOf('}', at);
        if (close < 0) throw new NotUnderstood();
        String[] bounds = text.substring(at + 1, close).split(",", -1);
        at = close + 1;
        int least = number(bounds[0]);
        if (bounds.length > 2) throw new NotUnderstood();
        List<Expr> parts = new ArrayList<>();
        for (int i = 0; i < least; i++) parts.add(atom);
        if (bounds.length == 2 && bounds[1].isEmpty()) parts.add(Expr.star(atom));
        else if (bounds.length == 2) for (int i = least; i < number(bounds[1]); i++) parts.add(Expr.maybe(atom));
        return new Expr.Seq(parts);
    }

    private static int number(String digits) {
        if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) throw new NotUnderstood();
        int number = Integer.parseInt(digits);
        if (number > MOST_REPEATS) throw new NotUnderstood();
        return number;
    }

    private Expr atom(int depth) {
        char c = text.charAt(at++);
        return switch (c) {
            case '(' -> group(depth);
            case '[' -> Expr.one(set().and(alphabet));
            case '.' -> Expr.one(alphabet);
            case '\\' -> Expr.one(escaped().and(alphabet));
            case '*', '+', '?', '{', '}', ')', ']', '^', '$' -> throw new NotUnderstood();
            default -> Expr.one(CharRanges.of(c, c).and(alphabet));
        };
    }

    private Expr group(int depth) {
        if (text.startsWith("?", at)) {
            int name = text.startsWith("?<", at) ? text.indexOf('>', at) : -1;
            if (text.startsWith("?:", at)) at += 2;
            else if (name > 0 && Character.isLetter(text.charAt(at + 2))) at = name + 1;
            else throw new NotUnderstood();
        }
        Expr inner = alternatives(depth + 1);
        if (at >= text.length() || text.charAt(at) != ')') throw new NotUnderstood();
        at++;
        return inner;
    }

    private CharRanges set() {
        boolean negated = at < text.length() && text.charAt(at) == '^';
        if (negated) at++;
        CharRanges found = CharRanges.NONE;
        boolean first = true;
        while (true) {
            if (at >= text.length()) throw new NotUnderstood();
            char c = text.charAt(at++);
            if (c == ']' && !first) break;
            first = false;
            if (c == '[' || c == ']' || c == '&' && text.startsWith("&", at)) throw new NotUnderstood();
            CharRanges one = c == '\\' ? escaped() : CharRanges.of(c, c);
            boolean range = at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']';
            if (range && one.ranges().size() == 1 && one.ranges().get(0).first() == one.ranges().get(0).last()) {
                at++;
                char end = text.charAt(at++);
                if (end == '\\') {
                    CharRanges last = escaped();
                    if (last.ranges().size() != 1 || last.ranges().get(0).first() != last.ranges().get(0).last()) throw new NotUnderstood();
                    end = last.ranges().get(0).first();
                }
                char start = one.ranges().get(0).first();
                if (end < start || end == '[') throw new NotUnderstood();
                one = CharRanges.of(start, end);
            }
            found = found.or(one);
        }
        return negated ? found.not() : found;
    }

    private CharRanges escaped() {
        if (at >= text.length()) throw new NotUnderstood();
        char c = text.charAt(at++);
        return switch (c) {
            case 'd' -> DIGITS;
            case 'D' -> DIGITS.not();
            case 'w' -> WORD;
            case 'W' -> WORD.not();
            case 's' -> SPACE;
            case 'S' -> SPACE.not();
            default -> {
                // a letter or digit has a meaning of its own; anything else stands for itself
                if (Character.isLetterOrDigit(c)) throw new NotUnderstood();
                yield CharRanges.of(c, c);
            }
        };
    }
}
