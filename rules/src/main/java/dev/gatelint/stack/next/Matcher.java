package dev.gatelint.stack.next;

import java.util.List;
import java.util.Optional;

/**
 * One entry of {@code config.matcher} of a middleware or proxy, as written.
 *
 * @param source    the path pattern
 * @param localized false for {@code locale: false}
 * @param has       all of these must hold, or the middleware does not run
 * @param missing   none of these may hold, or the middleware does not run
 */
public record Matcher(String source, boolean localized, List<Condition> has, List<Condition> missing) {
    public Matcher {
        has = List.copyOf(has);
        missing = List.copyOf(missing);
    }

    /** A matcher that is a string. */
    public static Matcher of(String source) {
        return new Matcher(source, true, List.of(), List.of());
    }

    /** True when the middleware's run depends on more than the path. */
    public boolean conditional() {
        return !has.isEmpty() || !missing.isEmpty();
    }

    /**
     * Something about the request.
     *
     * @param type  {@code header}, {@code cookie}, {@code query} or {@code host}; the caller writes all four
     * @param key   its name; empty for {@code host}
     * @param value a regular expression for the whole value; empty when any value will do
     */
    public record Condition(String type, String key, Optional<String> value) {}
}
