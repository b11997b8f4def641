package dev.gatelint.source;

/** Puts {@code text} in the place of {@code at}; an empty place inserts, an empty text deletes. */
public record TextEdit(Span at, String text) {}
