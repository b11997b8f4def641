package dev.gatelint.stack.next;

import dev.gatelint.stack.next.RegexParser.Chars;
import dev.gatelint.stack.next.RegexParser.Choice;
import dev.gatelint.stack.next.RegexParser.Look;
import dev.gatelint.stack.next.RegexParser.Node;
import dev.gatelint.stack.next.RegexParser.Place;
import dev.gatelint.stack.next.RegexParser.Repeat;
import dev.gatelint.stack.next.RegexParser.Sequence;
import java.util.ArrayList;
import java.util.List;

/**
 * A regular expression as a nondeterministic automaton that is run on all states at once. What stands in a lookahead is run backwards over
 * the whole input beforehand (forwards for a lookbehind), which says for every place whether it holds there; so lookarounds cost one more
 * linear pass each, and nothing is ever tried twice.
 */
final class RegexProgram {
    private static final int MAX_STEPS = 10_000;
    private static final int MAX_LOOKS = 100;
    private static final int DONE = 0;
    private final List<Step> steps = new ArrayList<>();
    private final List<Ahead> looks = new ArrayList<>();
    private final boolean ignoreCase;

    /** A state: what it wants, and where it goes then. {@code other} is a second way, or -1. */
    private record Step(Node wants, int look, int next, int other) {}

    /** A lookaround: where its part of the automaton starts. */
    private record Ahead(int start, boolean backwards, boolean negative) {}

    private int start;

    private RegexProgram(boolean ignoreCase) {
        this.ignoreCase = ignoreCase;
    }

    /** @throws RegexParser.Stop when it would need too many states */
    static RegexProgram of(Node node, boolean ignoreCase) {
        RegexProgram program = new RegexProgram(ignoreCase);
        program.step(null, -1, -1, -1);
        program.start = program.add(node, DONE, false);
        return program;
    }

    private int step(Node wants, int look, int next, int other) {
        if (steps.size() >= MAX_STEPS) throw new RegexParser.Stop("it repeats too much to be judged", false);
        steps.add(new Step(wants, look, next, other));
        return steps.size() - 1;
    }

    /** Adds {@code node} before the state {@code next}; backwards, its last part is the first to be looked at. */
    private int add(Node node, int next, boolean backwards) {
        if (node instanceof Sequence sequence) {
            int to = next;
            int size = sequence.parts().size();
            for (int i = 0; i < size; i++) to = add(sequence.parts().get(backwards ? i : size - 1 - i), to, backwards);
            return to;
        }
        if (node instanceof Choice choice) {
            int to = -1;
            for (Node one : choice.of()) {
                int way = add(one, next, backwards);
                to = to < 0 ? way : step(null, -1, way, to);
            }
            return to;
        }
        if (node instanceof Repeat repeat) return repeat(repeat, next, backwards);
        if (node instanceof Look look) {
            int inside = add(look.what(), DONE, look.ahead());
            if (looks.size() >= MAX_LOOKS) throw new RegexParser.Stop("it looks ahead too often to be judged", false);
            looks.add(new Ahead(inside, look.ahead(), look.negative()));
            return step(null, looks.size() - 1, next, -1);
        }
        return step(node, -1, next, -1);
    }

    private int repeat(Repeat repeat, int next, boolean backwards) {
        int to = next;
        if (repeat.max() == Integer.MAX_VALUE) {
            int loop = step(null, -1, next, -1);
            int body = add(repeat.what(), loop, backwards);
            steps.set(loop, new Step(null, -1, next, body));
            to = loop;
        } else {
            for (int i = repeat.min(); i < repeat.max(); i++) to = step(null, -1, next, add(repeat.what(), to, backwards));
        }
        for (int i = 0; i < repeat.min(); i++) {
            int before = steps.size();
            to = add(repeat.what(), to, backwards);
            if (steps.size() == before) break;
        }
        return to;
    }

    boolean matches(String input) {
        boolean[][] holds = new boolean[looks.size()][];
        // an inner lookaround is added before the one around it
        for (int i = 0; i < looks.size(); i++) {
            Ahead look = looks.get(i);
            boolean[] found = run(input, look.start, look.backwards, holds);
            if (look.negative) for (int p = 0; p < found.length; p++) found[p] = !found[p];
            holds[i] = found;
        }
        for (boolean found : run(input, start, false, holds)) if (found) return true;
        return false;
    }

    /** For each place of the input: whether a match that began at any place before it (behind it, when run backwards) ends there. */
    private boolean[] run(String input, int from, boolean backwards, boolean[][] holds) {
        int length = input.length();
        boolean[] done = new boolean[length + 1];
        int[] seen = new int[steps.size()];
        int[] now = new int[steps.size()];
        int[] stack = new int[steps.size() * 2 + 2];
        List<Integer> carried = new ArrayList<>();
        for (int i = 0; i <= length; i++) {
            int place = backwards ? length - i : i;
            int count = 0;
            int top = 0;
            stack[top++] = from;
            for (int state : carried) {
                count = close(state, stack, top, seen, now, count, i + 1, input, place, holds);
                top = 0;
            }
            if (top > 0) count = close(-1, stack, top, seen, now, count, i + 1, input, place, holds);
            done[place] = seen[DONE] == i + 1;
            carried.clear();
            if (i == length) break;
            char c = input.charAt(backwards ? place - 1 : place);
            for (int k = 0; k < count; k++) {
                Step step = steps.get(now[k]);
                if (step.wants instanceof Chars chars && chars.set().contains(c, ignoreCase)) carried.add(step.next);
            }
        }
        return done;
    }

    /** Adds to {@code now} every state that is reached without a character. */
    private int close(int state, int[] stack, int depth, int[] seen, int[] now, int size, int round, String input, int place,
        boolean[][] holds) {
        int top = depth;
        int count = size;
        if (state >= 0) stack[top++] = state;
        while (top > 0) {
            int at = stack[--top];
            if (seen[at] == round) continue;
            seen[at] = round;
            Step step = steps.get(at);
            if (step.wants instanceof Chars) {
                now[count++] = at;
                continue;
            }
            if (at == DONE) continue;
            if (step.look >= 0 && !holds[step.look][place]) continue;
            if (step.wants instanceof Place wanted && !is(wanted, input, place)) continue;
            stack[top++] = step.next;
            if (step.other >= 0) stack[top++] = step.other;
        }
        return count;
    }

    private static boolean is(Place wanted, String input, int place) {
        return switch (wanted) {
            case START -> place == 0;
            case END -> place == input.length();
            case WORD_EDGE -> word(input, place - 1) != word(input, place);
            case NO_WORD_EDGE -> word(input, place - 1) == word(input, place);
        };
    }

    private static boolean word(String input, int index) {
        return index >= 0 && index < input.length() && CharSet.WORD.contains(input.charAt(index), false);
    }
}
