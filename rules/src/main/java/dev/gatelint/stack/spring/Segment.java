package dev.gatelint.stack.spring;

import java.util.List;

/** A part of a path pattern between two slashes, or a part of such a part. */
sealed interface Segment {
    /** Exactly this text. */
    record Literal(String text) implements Segment {}

    /** {@code ?}: one character. */
    record AnyChar() implements Segment {}

    /** {@code *}: a run of characters, within the segment. */
    record One() implements Segment {}

    /** <code>{name}</code>. */
    record Var(String name) implements Segment {}

    /** <code>{name:regex}</code>. */
    record VarRegex(String name, String regex) implements Segment {}

    /** Several of the above in one segment: <code>report-*.{ext}</code>. */
    record Glob(List<Segment> pieces) implements Segment {
        public Glob {
            pieces = List.copyOf(pieces);
        }
    }

    /** {@code **} or <code>{*name}</code>: any number of segments. */
    record Rest(String name) implements Segment {}
}
