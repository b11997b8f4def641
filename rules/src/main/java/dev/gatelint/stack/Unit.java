package dev.gatelint.stack;

import dev.gatelint.source.Problem;
import dev.gatelint.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One file while facts are extracted from it. Parsed at most once for all stacks; the tree dies with the unit. Not for use by more than one
 * thread.
 */
public final class Unit {
    private final SourceFile file;
    private final List<Problem> problems = new ArrayList<>();
    private Object parsed;

    public Unit(SourceFile file) {
        this.file = file;
    }

    /** The text. */
    public SourceFile file() {
        return file;
    }

    /** The path relative to the scanned root, with {@code /}. */
    public String path() {
        return file.path();
    }

    /** What {@code parse} makes of this file: computed by the first caller, the same object for the next. A file has one language. */
    public <T> T parsed(Class<T> type, Function<SourceFile, T> parse) {
        if (!type.isInstance(parsed)) parsed = parse.apply(file);
        return type.cast(parsed);
    }

    /** Says that something in this file was not understood. */
    public void problem(int line, String message) {
        problem(new Problem(file.path(), line, message));
    }

    /** Says that something in this file was not understood; the same problem counts once. */
    public void problem(Problem problem) {
        if (!problems.contains(problem)) problems.add(problem);
    }

    /** What was not understood so far. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }
}
