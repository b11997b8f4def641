package dev.gatelint.source;

/**
 * A place in a file: UTF-16 offsets, {@code end} exclusive. Lines and columns are made from it with {@link Lines}, at the edges only.
 *
 * @param file  path relative to the scanned root, with {@code /}
 * @throws IllegalArgumentException when {@code start} is negative or behind {@code end}
 */
public record Span(String file, int start, int end) implements Comparable<Span> {
    public Span {
        if (start < 0 || end < start) throw new IllegalArgumentException("not a span: [" + start + ", " + end + ")");
    }

    /** True when {@code other} lies in this span, in the same file. */
    public boolean contains(Span other) {
        return file.equals(other.file) && start <= other.start && other.end <= end;
    }

    @Override public int compareTo(Span other) {
        int byFile = file.compareTo(other.file);
        if (byFile != 0) return byFile;
        return start != other.start ? Integer.compare(start, other.start) : Integer.compare(end, other.end);
    }
}
