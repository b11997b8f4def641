package dev.gatelint.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A version of a library, ordered as both semver and Maven order the released ones: numbers by value, a pre-release before its release,
 * {@code beta.31} before {@code beta.32}.
 */
public final class Version implements Comparable<Version> {
    private final String text;
    private final List<Long> numbers;
    private final List<String> qualifiers;

    private Version(String text, List<Long> numbers, List<String> qualifiers) {
        this.text = text;
        this.numbers = numbers;
        this.qualifiers = qualifiers;
    }

    /**
     * Reads {@code 4.24.15}, {@code v5.0.0-beta.31}, {@code 3.2.0.RELEASE}, {@code 2.7.18-SNAPSHOT}; empty for anything without a leading
     * number.
     */
    public static Optional<Version> parse(String text) {
        String rest = text.strip();
        if (rest.startsWith("v") || rest.startsWith("=")) rest = rest.substring(1);
        int plus = rest.indexOf('+');
        if (plus >= 0) rest = rest.substring(0, plus);
        List<Long> numbers = new ArrayList<>();
        int i = 0;
        while (i < rest.length() && Character.isDigit(rest.charAt(i))) {
            int start = i;
            while (i < rest.length() && Character.isDigit(rest.charAt(i))) i++;
            if (i - start > 18) return Optional.empty();
            numbers.add(Long.parseLong(rest.substring(start, i)));
            if (i < rest.length() - 1 && rest.charAt(i) == '.' && Character.isDigit(rest.charAt(i + 1))) i++;
            else break;
        }
        if (numbers.isEmpty()) return Optional.empty();
        List<String> qualifiers = new ArrayList<>();
        if (i < rest.length()) {
            for (String part : rest.substring(i).split("[.\\-]")) {
                if (!part.isEmpty() && !isRelease(part)) qualifiers.add(part);
            }
        }
        return Optional.of(new Version(text.strip(), List.copyOf(numbers), List.copyOf(qualifiers)));
    }

    /** As {@link #parse}, for a text that is known to be a version. */
    public static Version of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a version: " + text));
    }

    private static boolean isRelease(String qualifier) {
        return qualifier.equalsIgnoreCase("RELEASE") || qualifier.equalsIgnoreCase("FINAL") || qualifier.equalsIgnoreCase("GA");
    }

    /** The first number. */
    public int major() {
        return Math.toIntExact(Math.min(number(0), Integer.MAX_VALUE));
    }

    /** The second number, 0 when there is none. */
    public int minor() {
        return Math.toIntExact(Math.min(number(1), Integer.MAX_VALUE));
    }

    /** True for anything like {@code -beta.31} or {@code -SNAPSHOT}. */
    public boolean isPreRelease() {
        return !qualifiers.isEmpty();
    }

    /** True when this is {@code other} or later. */
    public boolean atLeast(String other) {
        return compareTo(of(other)) >= 0;
    }

    /** True when this is earlier than {@code other}. */
    public boolean before(String other) {
        return compareTo(of(other)) < 0;
    }

    private long number(int index) {
        return index < numbers.size() ? numbers.get(index) : 0;
    }

    @Override public int compareTo(Version other) {
        for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
            int order = Long.compare(number(i), other.number(i));
            if (order != 0) return order;
        }
        if (qualifiers.isEmpty() || other.qualifiers.isEmpty()) return Boolean.compare(qualifiers.isEmpty(), other.qualifiers.isEmpty());
        for (int i = 0; i < Math.min(qualifiers.size(), other.qualifiers.size()); i++) {
            int order = qualifier(qualifiers.get(i), other.qualifiers.get(i));
            if (order != 0) return order;
        }
        return Integer.compare(qualifiers.size(), other.qualifiers.size());
    }

    private static int qualifier(String a, String b) {
        boolean numericA = a.length() < 19 && a.chars().allMatch(Character::isDigit);
        boolean numericB = b.length() < 19 && b.chars().allMatch(Character::isDigit);
        if (numericA && numericB) return Long.compare(Long.parseLong(a), Long.parseLong(b));
        return numericA == numericB ? a.compareToIgnoreCase(b) : numericA ? -1 : 1;
    }

    @Override public boolean equals(Object other) {
        return other instanceof Version that && compareTo(that) == 0;
    }

    @Override public int hashCode() {
        return Integer.hashCode(major()) * 31 + minor();
    }

    /** As it was written. */
    @Override public String toString() {
        return text;
    }
}
