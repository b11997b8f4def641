package dev.gatelint.stack.spring;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A set of words as a deterministic automaton. Matching is one table look-up a character, so hostile patterns cannot make it slow;
 * covering, overlapping and examples come from walking two automata side by side. Immutable.
 */
final class Language {
    /** More states than any pattern written by a person makes. */
    private static final int MOST_STATES = 2_000;
    private static final int MOST_PARTS = 4_000;
    /** Tried first when an example needs a character, so that examples read well. */
    private static final String NICE = "x/1a?-.0bqz_AX=";

    /** The first character of each class of characters that are treated alike; the first is {@code \0}. */
    private final char[] classes;
    /** State and class to state; state 0 is the start; -1 is the dead end. */
    private final int[][] next;
    private final BitSet accepting;

    private Language(char[] classes, int[][] next, BitSet accepting) {
        this.classes = classes;
        this.next = next;
        this.accepting = accepting;
    }

    /** The words of an expression; empty when its automaton grows too big. */
    static Optional<Language> of(Expr expression) {
        Nfa nfa = new Nfa();
        int start = nfa.state();
        int end = nfa.state();
        if (!nfa.add(expression, start, end, 0)) return Optional.empty();
        return determinize(nfa, start, end);
    }

    /** True when this whole text is one of the words. */
    boolean contains(CharSequence text) {
        int state = 0;
        for (int i = 0; i < text.length() && state >= 0; i++) state = step(state, text.charAt(i));
        return state >= 0 && accepting.get(state);
    }

    /** A short word of {@code other} and {@code universe} that is not a word of this one. */
    Optional<String> missing(Language other, Language universe) {
        return search(List.of(universe, other, this), accepts -> accepts[0] && accepts[1] && !accepts[2]);
    }

    /** A short word of {@code universe} that is in both. */
    Optional<String> common(Language other, Language universe) {
        return search(List.of(universe, other, this), accepts -> accepts[0] && accepts[1] && accepts[2]);
    }

    private int step(int state, char c) {
        int found = Arrays.binarySearch(classes, c);
        return next[state][found >= 0 ? found : -found - 2];
    }

    /** A shortest word after which the automata accept as {@code wanted} says, breadth first over their product. */
    private static Optional<String> search(List<Language> languages, Predicate<boolean[]> wanted) {
        int count = languages.size();
        List<Character> letters = letters(languages);
        Map<List<Integer>, Step> seen = new HashMap<>();
        Deque<List<Integer>> queue = new ArrayDeque<>();
        List<Integer> start = Collections.nCopies(count, 0);
        seen.put(start, new Step(null, '\0'));
        queue.add(start);
        while (!queue.isEmpty()) {
            List<Integer> states = queue.remove();
            boolean[] accepts = new boolean[count];
            for (int i = 0; i < count; i++) accepts[i] = states.get(i) >= 0 && languages.get(i).accepting.get(states.get(i));
            if (wanted.test(accepts)) return Optional.of(word(seen, states));
            for (char letter : letters) {
                List<Integer> after = new ArrayList<>(count);
                for (int i = 0; i < count; i++) after.add(states.get(i) < 0 ? -1 : languages.get(i).step(states.get(i), letter));
                // outside of the universe or of the second language nothing is wanted any more
                if (after.get(0) < 0 || after.get(1) < 0 || seen.containsKey(after)) continue;
                seen.put(after, new Step(states, letter));
                queue.add(after);
            }
        }
        return Optional.empty();
    }

    private record Step(List<Integer> before, char letter) {}

    private static String word(Map<List<Integer>, Step> seen, List<Integer> end) {
        StringBuilder reversed = new StringBuilder();
        for (Step step = seen.get(end); step.before != null; step = seen.get(step.before)) reversed.append(step.letter);
        return reversed.reverse().toString();
    }

    /** One character of each class that any of the languages tells apart, nice ones first. */
    private static List<Character> letters(List<Language> languages) {
        TreeSet<Character> starts = new TreeSet<>();
        for (Language language : languages) for (char c : language.classes) starts.add(c);
        Map<Character, Character> byClass = new LinkedHashMap<>();
        for (char nice : NICE.toCharArray()) byClass.putIfAbsent(starts.floor(nice), nice);
        for (char start : starts) byClass.putIfAbsent(start, start);
        return List.copyOf(byClass.values());
    }

    private static Optional<Language> determinize(Nfa nfa, int start, int end) {
        char[] classes = nfa.classes();
        Map<BitSet, Integer> numbers = new LinkedHashMap<>();
        List<int[]> table = new ArrayList<>();
        Deque<BitSet> queue = new ArrayDeque<>();
        BitSet first = nfa.closure(new BitSet(), start);
        numbers.put(first, 0);
        queue.add(first);
        BitSet accepting = new BitSet();
        while (!queue.isEmpty()) {
            BitSet states = queue.remove();
            int number = table.size();
            if (number > MOST_STATES) return Optional.empty();
            if (states.get(end)) accepting.set(number);
            int[] row = new int[classes.length];
            for (int c = 0; c < classes.length; c++) {
                BitSet after = nfa.after(states, classes[c]);
                if (after.isEmpty()) {
                    row[c] = -1;
                    continue;
                }
                Integer known = numbers.get(after);
                if (known == null) {
                    known = numbers.size();
                    numbers.put(after, known);
                    queue.add(after);
                }
                row[c] = known;
            }
            table.add(row);
        }
        return Optional.of(new Language(classes, table.toArray(int[][]::new), accepting));
    }

    /** Thompson's construction. */
    private static final class Nfa {
        private final List<List<Integer>> silent = new ArrayList<>();
        private final List<List<Edge>> edges = new ArrayList<>();

        private record Edge(CharRanges set, int to) {}

        int state() {
            silent.add(new ArrayList<>());
            edges.add(new ArrayList<>());
            return silent.size() - 1;
        }

        /** False when the expression is too big or too deep. */
        boolean add(Expr expression, int from, int to, int depth) {
            if (silent.size() > MOST_PARTS || depth > 200) return false;
            if (expression instanceof Expr.Chars chars) {
                edges.get(from).add(new Edge(chars.set(), to));
            } else if (expression instanceof Expr.Seq seq) {
                int at = from;
                for (Expr part : seq.parts()) {
                    int then = state();
                    if (!add(part, at, then, depth + 1)) return false;
                    at = then;
                }
                silent.get(at).add(to);
            } else if (expression instanceof Expr.Alt alt) {
                for (Expr part : alt.parts()) {
                    int in = state();
                    silent.get(from).add(in);
                    if (!add(part, in, to, depth + 1)) return false;
                }
            } else if (expression instanceof Expr.Star star) {
                int loop = state();
                silent.get(from).add(loop);
                silent.get(loop).add(to);
                int back = state();
                silent.get(back).add(loop);
                return add(star.part(), loop, back, depth + 1);
            }
            return true;
        }

        char[] classes() {
            TreeSet<Character> starts = new TreeSet<>();
            starts.add('\0');
            for (List<Edge> out : edges) {
                for (Edge edge : out) {
                    for (CharRanges.Range range : edge.set.ranges()) {
                        starts.add(range.first());
                        if (range.last() < Character.MAX_VALUE) starts.add((char) (range.last() + 1));
                    }
                }
            }
            char[] sorted = new char[starts.size()];
            int i = 0;
            for (char c : starts) sorted[i++] = c;
            return sorted;
        }

        BitSet closure(BitSet into, int state) {
            Deque<Integer> todo = new ArrayDeque<>(List.of(state));
            while (!todo.isEmpty()) {
                int at = todo.pop();
                if (into.get(at)) continue;
                into.set(at);
                todo.addAll(silent.get(at));
            }
            return into;
        }

        BitSet after(BitSet states, char c) {
            BitSet after = new BitSet();
            for (int at = states.nextSetBit(0); at >= 0; at = states.nextSetBit(at + 1)) {
                for (Edge edge : edges.get(at)) {
                    if (edge.set.ranges().stream().anyMatch(range -> range.first() <= c && c <= range.last())) closure(after, edge.to);
                }
            }
            return after;
        }
    }
}
