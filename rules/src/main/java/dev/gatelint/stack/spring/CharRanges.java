package dev.gatelint.stack.spring;

import java.util.ArrayList;
import java.util.List;

/** A set of UTF-16 units as ordered, disjoint, inclusive ranges. */
record CharRanges(List<Range> ranges) {
    static final CharRanges ALL = of(Character.MIN_VALUE, Character.MAX_VALUE);
    static final CharRanges NONE = new CharRanges(List.of());

    record Range(char first, char last) {}

    CharRanges {
        List<Range> sorted = new ArrayList<>(ranges);
        sorted.sort((a, b) -> Character.compare(a.first, b.first));
        List<Range> merged = new ArrayList<>();
        for (Range next : sorted) {
            Range last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last == null || next.first > last.last + 1) merged.add(next);
            else if (next.last > last.last) merged.set(merged.size() - 1, new Range(last.first, next.last));
        }
        ranges = List.copyOf(merged);
    }

    static CharRanges of(char first, char last) {
        return new CharRanges(List.of(new Range(first, last)));
    }

    /** The characters of a text. */
    static CharRanges in(String characters) {
        return new CharRanges(characters.chars().mapToObj(c -> new Range((char) c, (char) c)).toList());
    }

    CharRanges or(CharRanges other) {
        List<Range> both = new ArrayList<>(ranges);
        both.addAll(other.ranges);
        return new CharRanges(both);
    }

    CharRanges not() {
        List<Range> gaps = new ArrayList<>();
        int next = 0;
        for (Range range : ranges) {
            if (range.first > next) gaps.add(new Range((char) next, (char) (range.first - 1)));
            next = range.last + 1;
        }
        if (next <= Character.MAX_VALUE) gaps.add(new Range((char) next, Character.MAX_VALUE));
        return new CharRanges(gaps);
    }

    CharRanges and(CharRanges other) {
        return not().or(other.not()).not();
    }
}
