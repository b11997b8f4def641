package dev.gatelint.source;

import java.util.Arrays;

/**
 * Where the lines of a text begin: turns UTF-16 offsets into lines and columns. A line ends with {@code \n}, {@code \r\n} or a lone {@code
 * \r}.
 * A byte order mark at the start of the text takes no column.
 */
public final class Lines {
    private final int[] starts;
    private final int length;

    private Lines(int[] starts, int length) {
        this.starts = starts;
        this.length = length;
    }

    /** The lines of {@code text}; an empty text has one line. */
    public static Lines of(String text) {
        int[] starts = new int[16];
        int count = 1;
        int length = text.length();
        starts[0] = !text.isEmpty() && text.charAt(0) == '\uFEFF' ? 1 : 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c != '\n' && c != '\r') continue;
            if (c == '\r' && i + 1 < length && text.charAt(i + 1) == '\n') i++;
            if (count == starts.length) starts = Arrays.copyOf(starts, count * 2);
            starts[count++] = i + 1;
        }
        return new Lines(Arrays.copyOf(starts, count), length);
    }

    /** Lines that were taken apart before: where each begins, and the length of the text. */
    public static Lines of(int[] starts, int length) {
        if (starts.length == 0) throw new IllegalArgumentException("a text has at least one line");
        return new Lines(starts.clone(), length);
    }

    /** The number of lines, at least 1. */
    public int count() {
        return starts.length;
    }

    /** The 1-based line that holds {@code offset}; an offset behind the text is on the last line. */
    public int line(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found + 1 : Math.max(1, -found - 1);
    }

    /** The 1-based column of {@code offset} in its line, in UTF-16 units; a tab counts one. */
    public int column(int offset) {
        return Math.max(0, offset - starts[line(offset) - 1]) + 1;
    }

    /** The offset at which the 1-based {@code line} begins; a line that is not there gives the nearest one that is. */
    public int start(int line) {
        return starts[Math.min(Math.max(line, 1), starts.length) - 1];
    }

    /** The offset of a 1-based line and column, kept inside the text. */
    public int offset(int line, int column) {
        return Math.min(start(line) + Math.max(column, 1) - 1, length);
    }

    @Override public boolean equals(Object other) {
        return other instanceof Lines that && length == that.length && Arrays.equals(starts, that.starts);
    }

    @Override public int hashCode() {
        return Arrays.hashCode(starts) * 31 + length;
    }

    /** The length of the text in UTF-16 units. */
    public int length() {
        return length;
    }
}
