package dev.gatelint.stack.next;

import dev.gatelint.source.Span;

/**
 * An entry of {@code rewrites} or {@code redirects} in next.config whose source and destination are written down, and whose destination is
 * in the application.
 *
 * @param at          the source
 * @param destination a path, without query and hash
 * @param stage       when Next looks at it
 * @param conditional whether it has {@code has} or {@code missing}
 * @param sure        false when a condition in the configuration decides whether it is there
 */
record Rewrite(Span at, String source, String destination, Stage stage, boolean conditional, boolean sure) {
    /** When Next looks at it: before the files, after those without parameters, after all of them. */
    enum Stage { REDIRECT, BEFORE_FILES, AFTER_FILES, FALLBACK }
}
