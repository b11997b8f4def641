package dev.gatelint.stack.spring;

import java.util.ArrayList;
import java.util.List;

/**
 * A regular expression over UTF-16 units, as a value: what patterns and regular expressions are compiled to before they become a {@link
 * Language}.
 */
sealed interface Expr {
    /** The empty word. */
    Expr EMPTY = new Seq(List.of());
    /** Any one character. */
    Expr ANY = new Chars(CharRanges.ALL);

    /** One character out of a set; an empty set matches nothing. */
    record Chars(CharRanges set) implements Expr {}

    /** One after another. */
    record Seq(List<Expr> parts) implements Expr {
        public Seq {
            parts = List.copyOf(parts);
        }
    }

    /** One of several; none at all matches nothing. */
    record Alt(List<Expr> parts) implements Expr {
        public Alt {
            parts = List.copyOf(parts);
        }
    }

    /** As often as one likes, also never. */
    record Star(Expr part) implements Expr {}

    static Expr seq(Expr... parts) {
        return new Seq(List.of(parts));
    }

    static Expr alt(Expr... parts) {
        return new Alt(List.of(parts));
    }

    static Expr star(Expr part) {
        return new Star(part);
    }

    static Expr plus(Expr part) {
        return seq(part, star(part));
    }

    static Expr maybe(Expr part) {
        return alt(EMPTY, part);
    }

    static Expr one(CharRanges set) {
        return new Chars(set);
    }

    /** Exactly this text. */
    static Expr text(String text) {
        List<Expr> parts = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) parts.add(one(CharRanges.of(text.charAt(i), text.charAt(i))));
        return new Seq(parts);
    }
}
