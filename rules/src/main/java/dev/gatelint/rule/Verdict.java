package dev.gatelint.rule;

import java.util.Locale;

/**
 * A finding and what became of it.
 *
 * @param fingerprint the same for the same finding after other lines have moved
 * @param reason      why it is suppressed, or why it is known; may be empty for a known one
 * @param inSource    suppressed by a comment or annotation in the source and not by configuration
 */
public record Verdict(Finding finding, String fingerprint, State state, String reason, boolean inSource) {
    /** What became of a finding. */
    public enum State {
        /** It counts. */
        NEW,
        /** Known before, in the baseline or outside the changed lines. */
        BASELINED,
        /** Suppressed in the source or by configuration, with a reason. */
        SUPPRESSED;

        /** The name in reports: lower case. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
