package dev.gatelint.source;

import java.util.Objects;

/**
 * One file of the workspace as text.
 *
 * @param path relative to the scanned root, with {@code /}
 * @param text the whole file, decoded as UTF-8; a byte order mark stays as its first character, line endings stay as they are,
 *             so that offsets of this text can be written back
 */
public record SourceFile(String path, String text) {
    public SourceFile {
        Objects.requireNonNull(path);
        Objects.requireNonNull(text);
    }

    /** The place from {@code start} to {@code end} (UTF-16 offsets, end exclusive) in this file. */
    public Span span(int start, int end) {
        return new Span(path, start, end);
    }
}
