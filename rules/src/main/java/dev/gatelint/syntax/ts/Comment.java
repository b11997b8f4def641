package dev.gatelint.syntax.ts;

/**
 * A comment, with its marks: {@code [start, end)} of a line comment ends before the line break. JSX text has no comments;
 * {@code {/* … *}{@code /}} in JSX is a block comment in an empty {@link Jsx.Container}.
 */
public record Comment(int start, int end, Kind kind) {
    /** How a comment is written. */
    public enum Kind {
        /** {@code // …} */
        LINE,
        /** {@code /* … *}{@code /} */
        BLOCK,
        /** {@code #!…} in the first line of the file. */
        HASHBANG,
        /** {@code <!-- …}, or {@code -->} at the start of a line: comments of classic scripts. */
        HTML
    }
}
