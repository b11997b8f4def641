package dev.gatelint.stack.spring;

import java.util.List;
import java.util.Optional;

/** Names that are almost the same. */
final class Spelling {
    private Spelling() {}

    /** The pattern with its one misspelled segment put right after a door; empty when more or nothing differs. */
    static Optional<String> near(List<Segment> pattern, List<Segment> door) {
        StringBuilder right = new StringBuilder();
        int differences = 0;
        for (int i = 0; i < pattern.size(); i++) {
            Segment segment = pattern.get(i);
            if (segment instanceof Segment.Rest) return differences == 1 ? Optional.of(right + "/**") : Optional.empty();
            if (i >= door.size()) return Optional.empty();
            if (segment instanceof Segment.Literal literal && door.get(i) instanceof Segment.Literal other) {
                if (!literal.text().equals(other.text())) {
                    if (!isNear(literal.text(), other.text())) return Optional.empty();
                    differences++;
                }
                right.append('/').append(other.text());
            } else if (segment instanceof Segment.One || segment instanceof Segment.Var) {
                right.append("/*");
            } else {
                return Optional.empty();
            }
        }
        return differences == 1 && pattern.size() == door.size() ? Optional.of(right.toString()) : Optional.empty();
    }

    /** One letter too many, too few, wrong, or two swapped, in a word of at least four letters. */
    static boolean isNear(String one, String other) {
        if (Math.min(one.length(), other.length()) < 4 || Math.abs(one.length() - other.length()) > 1) return false;
        int start = 0;
        while (start < Math.min(one.length(), other.length()) && one.charAt(start) == other.charAt(start)) start++;
        String a = one.substring(start);
        String b = other.substring(start);
        if (a.length() == b.length()) {
            boolean swapped = a.length() > 1 && a.charAt(0) == b.charAt(1) && a.charAt(1) == b.charAt(0) && a.substring(2)
                .equals(b.substring(2));
            return swapped || !a.isEmpty() && a.substring(1).equals(b.substring(1));
        }
        return a.length() > b.length() ? a.substring(1).equals(b) : b.substring(1).equals(a);
    }
}
