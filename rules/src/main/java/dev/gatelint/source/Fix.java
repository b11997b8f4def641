package dev.gatelint.source;

import java.util.List;
import java.util.Locale;

/**
 * A repair: all of its edits or none.
 *
 * @param title what it does, in the imperative
 * @param edits in any order, of any files; they do not overlap
 */
public record Fix(String title, Safety safety, List<TextEdit> edits) {
    public Fix {
        edits = List.copyOf(edits);
    }

    /** How far a fix can be trusted. */
    public enum Safety {
        /** Same meaning apart from the fault. */
        SAFE,
        /** A person must look at the result. */
        REVIEW,
        /** Shown in reports, never applied. */
        SHOW;

        /** The name in reports: lower case. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
