package dev.gatelint.filter;

import java.util.Optional;

/**
 * What a run is compared with: findings that are in neither do not count.
 *
 * @param baseline findings that were there before
 * @param changed  the lines that are new
 */
public record Known(Optional<Baseline> baseline, Optional<ChangedLines> changed) {
    /** Everything counts. */
    public static final Known NOTHING = new Known(Optional.empty(), Optional.empty());
}
