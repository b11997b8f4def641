package dev.gatelint.source;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Differences of two texts in the form that {@code git apply} and {@code patch -p1} read. */
public final class UnifiedDiff {
    private static final int CONTEXT = 3;
    private static final String NO_END = "\n\\ No newline at end of file";

    private UnifiedDiff() {}

    /** The difference of two versions of a file, with its header; empty when there is none. */
    public static String of(String path, String before, String after) {
        if (before.equals(after)) return "";
        List<String> old = lines(before);
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(quoted("a/" + path), quoted("b/" + path), old,
            DiffUtils.diff(old, lines(after)), CONTEXT);
        return String.join("\n", diff) + "\n";
    }

    /** Lines without their line feed; a last line without one carries the mark that says so. */
    private static List<String> lines(String text) {
        if (text.isEmpty()) return List.of();
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        int last = lines.size() - 1;
        if (lines.get(last).isEmpty()) lines.remove(last);
        else lines.set(last, lines.get(last) + NO_END);
        return lines;
    }

    /** As git does it: a name with anything odd stands in quotes, with escapes. */
    private static String quoted(String path) {
        if (path.chars().noneMatch(c -> c < 0x20 || c == '"' || c == '\\' || c == 0x7F)) return path;
        StringBuilder out = new StringBuilder("\"");
        path.chars().forEach(c -> {
            if (c == '"' || c == '\\') out.append('\\').append((char) c);
            else if (c < 0x20 || c == 0x7F) out.append('\\').append("%03o".formatted(c));
            else out.append((char) c);
        });
        return out.append('"').toString();
    }
}
