package dev.gatelint.stack.next;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A set of UTF-16 units.
 *
 * @param ranges   pairs of first and last, ordered, not touching
 * @param negative true for all units that are in none of the ranges
 */
record CharSet(List<Range> ranges, boolean negative) {

    static final CharSet LINE_ENDS = of('\n').and(of('\r')).and(range('\u2028', '\u2029'));
    static final CharSet DIGITS = range('0', '9');
    static final CharSet WORD = DIGITS.and(range('a', 'z')).and(range('A', 'Z')).and(of('_'));
    static final CharSet SPACE = range('\t', '\r').and(of(' ')).and(of('\u00a0')).and(of('\u1680')).and(range('\u2000', '\u200a'))
        .and(range('\u2028', '\u2029')).and(of('\u202f')).and(of('\u205f')).and(of('\u3000')).and(of('\ufeff'));

    record Range(char first, char last) {}

    static CharSet of(char c) {
        return range(c, c);
    }

    static CharSet range(char first, char last) {
        return new CharSet(List.of(new Range(first, last)), false);
    }

    CharSet not() {
        return new CharSet(ranges, !negative);
    }

    /** All of them together. */
    static CharSet union(List<CharSet> sets) {
        List<Range> all = new ArrayList<>();
        for (CharSet set : sets) all.addAll(set.positive());
        return new CharSet(merged(all), false);
    }

    private CharSet and(CharSet other) {
        return union(List.of(this, other));
    }

    private List<Range> positive() {
        if (!negative) return ranges;
        List<Range> gaps = new ArrayList<>();
        int next = 0;
        for (Range range : ranges) {
            if (range.first > next) gaps.add(new Range((char) next, (char) (range.first - 1)));
            next = range.last + 1;
        }
        if (next <= Character.MAX_VALUE) gaps.add(new Range((char) next, Character.MAX_VALUE));
        return gaps;
    }

    private static List<Range> merged(List<Range> ranges) {
        ranges.sort(Comparator.comparingInt(Range::first));
        List<Range> out = new ArrayList<>();
        for (Range range : ranges) {
            Range before = out.isEmpty() ? null : out.get(out.size() - 1);
            if (before != null && range.first <= before.last + 1) {
                out.set(out.size() - 1, new Range(before.first, (char) Math.max(before.last, range.last)));
            } else {
                out.add(range);
            }
        }
        return List.copyOf(out);
    }

    /** The only unit of this set, or -1. */
    int single() {
        return !negative && ranges.size() == 1 && ranges.get(0).first == ranges.get(0).last ? ranges.get(0).first : -1;
    }

    boolean contains(char c, boolean ignoreCase) {
        boolean in = in(c) || ignoreCase && (in(Character.toLowerCase(c)) || in(Character.toUpperCase(c)));
        return in != negative;
    }

    private boolean in(char c) {
        int low = 0;
        int high = ranges.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Range range = ranges.get(middle);
            if (c < range.first) high = middle - 1;
            else if (c > range.last) low = middle + 1;
            else return true;
        }
        return false;
    }
}
