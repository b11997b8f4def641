package dev.gatelint.filter;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The lines that are new or changed since some commit. The findings of the whole project are still computed; the others are said to be
 * known.
 *
 * @param ranges by path relative to the scanned root, with {@code /}; a file that did not change is not in it
 */
public record ChangedLines(Map<String, Ranges> ranges) {
    public ChangedLines {
        ranges = new TreeMap<>(ranges);
    }

    /**
     * Lines of one file.
     *
     * @param bounds pairs of the first and the last 1-based line, both inclusive, ascending
     */
    public record Ranges(java.util.List<int[]> bounds) {
        boolean touch(int from, int to) {
            return bounds.stream().anyMatch(range -> range[0] <= to && from <= range[1]);
        }
    }

    /** True when one of the lines from {@code from} to {@code to} (1-based, inclusive) is new or changed. */
    public boolean touch(String path, int from, int to) {
        return Optional.ofNullable(ranges.get(path)).map(found -> found.touch(from, to)).orElse(false);
    }
}
