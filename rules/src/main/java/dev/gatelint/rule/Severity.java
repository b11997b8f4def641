package dev.gatelint.rule;

import dev.gatelint.model.Certainty;
import java.util.Locale;

/** How bad a finding is; the first is the worst. */
public enum Severity {
    /** Certain, and it opens a door or breaks a request. */
    ERROR,
    /** Very likely wrong, or certain and less bad. */
    WARNING,
    /** Worth a look. */
    NOTE;

    /** This severity, lowered by doubt. */
    public Severity given(Certainty certainty) {
        Severity most = switch (certainty) {
            case CERTAIN -> ERROR;
            case LIKELY -> WARNING;
            case POSSIBLE -> NOTE;
        };
        return compareTo(most) >= 0 ? this : most;
    }

    /** The name in reports: lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
