package dev.gatelint;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One part of an analysis. A part that fails takes nothing else with it: what it began is dropped, and that is said. */
final class Attempt {
    private Attempt() {}

    /**
     * What {@code part} gives; empty when it fails.
     *
     * @param failed is told where, as a word for those who repair gatelint; no type, no message and no trace, which may hold anything
     */
    static <T> Optional<T> at(Supplier<T> part, Consumer<String> failed) {
        try {
            return Optional.of(part.get());
        } catch (RuntimeException | StackOverflowError e) {
            failed.accept((e instanceof StackOverflowError ? "too deep at " : "fault at ") + place(e));
            return Optional.empty();
        }
    }

    /** The innermost place of our own: {@code Handlers:120}. */
    private static String place(Throwable e) {
        return Arrays.stream(e.getStackTrace()).filter(frame -> frame.getClassName().startsWith("dev.gatelint.")).findFirst()
            .map(frame -> frame.getFileName() + ":" + frame.getLineNumber()).orElse("an unknown place").replace(".java:", ":");
    }
}
