package dev.gatelint.stack.npm;

import dev.gatelint.model.Version;
import dev.gatelint.source.Span;
import java.util.Optional;

/**
 * Which version of a package an application gets, as far as the sources say.
 *
 * @param exact   what the lockfile pins, or the range when it is a single version; empty when only {@code range} is known
 * @param range   what {@code package.json} allows; empty for {@code latest}, a path, or when it could not be read
 * @param pinned  where the exact version stands, or the range
 * @param declared where {@code package.json} names it
 * @param assumed the exact version, or the newest one that the range takes
 */
public record Installed(Optional<Version> exact, Optional<SemverRange> range, Span pinned, Span declared, Optional<Version> assumed) {
    /** True when it is certain that the version is {@code version} or later. */
    public boolean surelyAtLeast(String version) {
        Version other = Version.of(version);
        return exact.map(v -> v.compareTo(other) >= 0).orElseGet(() -> range.map(r -> r.surelyAtLeast(other)).orElse(false));
    }

    /** True when it is certain that the version is before {@code version}. */
    public boolean surelyBefore(String version) {
        Version other = Version.of(version);
        return exact.map(v -> v.compareTo(other) < 0).orElseGet(() -> range.map(r -> r.surelyBefore(other)).orElse(false));
    }
}
