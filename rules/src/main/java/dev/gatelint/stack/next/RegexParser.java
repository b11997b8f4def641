package dev.gatelint.stack.next;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a JavaScript regular expression into a tree. Groups leave no trace in it: only whether there is a match is asked. */
final class RegexParser {
    private static final int MAX_DEPTH = 250;
    private static final int MANY = Integer.MAX_VALUE;
    private final String text;
    private final int groups;
    private final boolean named;
    private final Set<String> names = new HashSet<>();
    private int at;
    private int depth;

    RegexParser(String text) {
        this.text = text;
        int count = 0;
        boolean anyName = false;
        boolean inClass = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') i++;
            else if (c == '[') inClass = true;
            else if (c == ']') inClass = false;
            else if (c == '(' && !inClass) {
                boolean name = text.startsWith("(?<", i) && !text.startsWith("(?<=", i) && !text.startsWith("(?<!", i);
                anyName |= name;
                if (name || !text.startsWith("(?", i)) count++;
            }
        }
        groups = count;
        named = anyName;
    }

    /** Why a pattern has no tree. */
    static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final boolean refused;

        Stop(String message, boolean refused) {
            super(message, null, false, false);
            this.refused = refused;
        }

        /** True when JavaScript refuses it, false when it is only beyond what is understood here. */
        boolean refused() {
            return refused;
        }
    }

    /** A part of a pattern. */
    sealed interface Node {}

    /** One character. */
    record Chars(CharSet set) implements Node {}

    /** One after the other. */
    record Sequence(List<Node> parts) implements Node {}

    /** Any of these. */
    record Choice(List<Node> of) implements Node {}

    /** As often as {@code min} to {@code max}; {@link Integer#MAX_VALUE} means without end. */
    record Repeat(Node what, int min, int max) implements Node {}

    /** A look ahead or behind. */
    record Look(Node what, boolean ahead, boolean negative) implements Node {}

    /** A place and no character. */
    enum Place implements Node { START, END, WORD_EDGE, NO_WORD_EDGE }

    private static Stop refuse(String message) {
        return new Stop(message, true);
    }

    private static Stop beyond(String reason) {
        return new Stop(reason, false);
    }

    Node parse() {
        Node node = choice();
        if (at < text.length()) throw refuse("Unmatched ')'");
        return node;
    }

    private Node choice() {
        if (++depth > MAX_DEPTH) throw beyond("its groups are nested too deeply");
        List<Node> of = new ArrayList<>();
        of.add(sequence());
        while (eat('|')) of.add(sequence());
        depth--;
        return of.size() == 1 ? of.get(0) : new Choice(of);
    }

    private Node sequence() {
        List<Node> parts = new ArrayList<>();
        while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') parts.add(term());
        return new Sequence(parts);
    }

    private Node term() {
        char c = text.charAt(at++);
        switch (c) {
            case '^': return Place.START;
            case '$': return Place.END;
            case '*', '+', '?': throw refuse("Nothing to repeat");
            case '(': return group();
            case '.': return quantified(new Chars(CharSet.LINE_ENDS.not()));
            case '[': return quantified(new Chars(characterClass()));
            case '\\': return escape();
            case '{':
                at--;
                if (braces() != null) throw refuse("Nothing to repeat");
                at++;
                return quantified(new Chars(CharSet.of(c)));
            default: return quantified(new Chars(CharSet.of(c)));
        }
    }

    private Node group() {
        if (!eat('?')) return quantified(closed());
        if (eat(':')) return quantified(closed());
        if (eat('=')) return quantified(new Look(closed(), true, false));
        if (eat('!')) return quantified(new Look(closed(), true, true));
        if (eat('<')) {
            if (eat('=')) return unquantified(new Look(closed(), false, false));
            if (eat('!')) return unquantified(new Look(closed(), false, true));
            String name = groupName("Invalid capture group name");
            // the same name twice is an error in older engines and allowed in different alternatives in newer ones
            if (!names.add(name)) throw beyond("two groups have the same name");
            return quantified(closed());
        }
        if (at < text.length() && "ims-".indexOf(text.charAt(at)) >= 0) throw beyond("flags inside a group depend on the engine");
        throw refuse("Invalid group");
    }

    private Node closed() {
        Node inside = choice();
        if (!eat(')')) throw refuse("Unterminated group");
        return inside;
    }

    private String groupName(String otherwise) {
        int end = text.indexOf('>', at);
        String name = end < 0 ? "" : text.substring(at, end);
        if (name.indexOf('\\') >= 0) throw beyond("an escape in a group's name");
        boolean good = !name.isEmpty() && name.codePoints().allMatch(c -> Character.isUnicodeIdentifierPart(c) || c == '$' || c == '_')
            && !Character.isDigit(name.charAt(0));
        if (!good) throw refuse(otherwise);
        at = end + 1;
        return name;
    }

    private Node unquantified(Node node) {
        if (quantified(node) != node) throw refuse("Invalid quantifier");
        return node;
    }

    private Node quantified(Node node) {
        if (at >= text.length()) return node;
        int min;
        int max;
        switch (text.charAt(at)) {
            case '*' -> { at++; min = 0; max = MANY; }
            case '+' -> { at++; min = 1; max = MANY; }
            case '?' -> { at++; min = 0; max = 1; }
            case '{' -> {
                int[] bounds = braces();
                if (bounds == null) return node;
                if (bounds[1] < bounds[0]) throw refuse("numbers out of order in {} quantifier");
                min = bounds[0];
                max = bounds[1];
            }
            default -> { return node; }
        }
        eat('?');
        return new Repeat(node, min, max);
    }

    /** Reads {@code {n}}, {@code {n,}} or {@code {n,m}}; anything else is text, and nothing is read. */
    private int[] braces() {
        int start = at;
        at++;
        int min = number();
        int max = min;
        if (min >= 0 && eat(',')) {
            max = number();
            if (max < 0) max = MANY;
        }
        if (min < 0 || !eat('}')) {
            at = start;
            return null;
        }
        return new int[] {min, max};
    }

    private int number() {
        int start = at;
        long value = 0;
        while (at < text.length() && digit(text.charAt(at), 10) >= 0) value = Math.min(MANY, value * 10 + digit(text.charAt(at++), 10));
        return at == start ? -1 : (int) value;
    }

    private Node escape() {
        if (at >= text.length()) throw refuse("\\ at end of pattern");
        char c = text.charAt(at);
        if (c == 'b' || c == 'B') {
            at++;
            return c == 'b' ? Place.WORD_EDGE : Place.NO_WORD_EDGE;
        }
        if (c == 'k' && named) throw beyond("it refers back to a group");
        if (c >= '1' && c <= '9') {
            int start = at;
            int number = number();
            if (number <= groups) throw beyond("it refers back to a group");
            at = start;
        }
        CharSet set = characterEscape();
        return quantified(new Chars(set));
    }

    /** An escape that stands for a character or a set of them, in a class or outside; {@code at} is behind the backslash. */
    private CharSet characterEscape() {
        char c = text.charAt(at++);
        return switch (c) {
            case 'd' -> CharSet.DIGITS;
            case 'D' -> CharSet.DIGITS.not();
            case 'w' -> CharSet.WORD;
            case 'W' -> CharSet.WORD.not();
            case 's' -> CharSet.SPACE;
            case 'S' -> CharSet.SPACE.not();
            case 't' -> CharSet.of('\t');
            case 'n' -> CharSet.of('\n');
            case 'r' -> CharSet.of('\r');
            case 'f' -> CharSet.of('\f');
            case 'v' -> CharSet.of('\u000b');
            case 'x' -> CharSet.of(hex(2, c));
            case 'u' -> CharSet.of(hex(4, c));
            case 'c' -> CharSet.of(control());
            case '0', '1', '2', '3', '4', '5', '6', '7' -> CharSet.of(octal(c));
            default -> CharSet.of(c);
        };
    }

    private char hex(int digits, char otherwise) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = at + i < text.length() ? digit(text.charAt(at + i), 16) : -1;
            if (digit < 0) return otherwise;
            value = value * 16 + digit;
        }
        at += digits;
        return (char) value;
    }

    private char control() {
        char c = at < text.length() ? text.charAt(at) : ' ';
        if (c < 128 && Character.isLetter(c)) {
            at++;
            return (char) (c % 32);
        }
        at--;
        return '\\';
    }

    private char octal(char first) {
        int value = first - '0';
        for (int i = 0; i < 2 && at < text.length(); i++) {
            int digit = digit(text.charAt(at), 8);
            if (digit < 0 || value * 8 + digit > 255) break;
            value = value * 8 + digit;
            at++;
        }
        return (char) value;
    }

    private static int digit(char c, int radix) {
        return c < 128 ? Character.digit(c, radix) : -1;
    }

    private CharSet characterClass() {
        boolean not = eat('^');
        List<CharSet> sets = new ArrayList<>();
        while (true) {
            if (at >= text.length()) throw refuse("Unterminated character class");
            if (eat(']')) return not ? CharSet.union(sets).not() : CharSet.union(sets);
            CharSet from = classAtom();
            boolean range = at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']';
            if (!range) {
                sets.add(from);
                continue;
            }
            at++;
            CharSet to = classAtom();
            if (from.single() < 0 || to.single() < 0) sets.addAll(List.of(from, to, CharSet.of('-')));
            else if (from.single() > to.single()) throw refuse("Range out of order in character class");
            else sets.add(CharSet.range((char) from.single(), (char) to.single()));
        }
    }

    private CharSet classAtom() {
        char c = text.charAt(at++);
        if (c != '\\') return CharSet.of(c);
        if (at >= text.length()) throw refuse("\\ at end of pattern");
        if (eat('b')) return CharSet.of('\b');
        return characterEscape();
    }

    private boolean eat(char c) {
        if (at >= text.length() || text.charAt(at) != c) return false;
        at++;
        return true;
    }
}
