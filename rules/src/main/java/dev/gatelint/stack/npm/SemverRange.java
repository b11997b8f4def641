package dev.gatelint.stack.npm;

import dev.gatelint.model.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A range of versions as npm reads it: {@code ^4.24.0}, {@code ~1.2 || 3.x}, {@code >=14 <16}, {@code 1.2 - 2.3}. Agrees with the npm
 * package semver 7, prereleases included: one is taken only when the range names a prerelease of the same release.
 */
public final class SemverRange {
    private static final String PART = "(\\d{1,16}|[xX*])";
    private static final Pattern PARTIAL = Pattern.compile("[v=\\s]*" + PART + "(?:\\." + PART + "(?:\\." + PART
        + "(?:-?([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?(?:\\+[0-9A-Za-z.-]+)?)?)?");
    private static final Pattern HYPHEN = Pattern.compile("(\\S+)\\s+-\\s+(\\S+)");
    private static final Pattern OPERATOR = Pattern.compile("(<=|>=|<|>|\\^|~>?|=)?\\s*(.*)");

    /** Any of these takes a version. */
    private final List<Comparators> sets;

    private SemverRange(List<Comparators> sets) {
        this.sets = List.copyOf(sets);
    }

    /** One condition: at least, or before. */
    private record Bound(boolean atLeast, Version version) {
        private boolean takes(Version other) {
            return atLeast ? other.compareTo(version) >= 0 : other.compareTo(version) < 0;
        }
    }

    /**
     * Conditions that all have to hold.
     *
     * @param preReleasesOf {@code 5.0.0} for each named prerelease of it
     */
    private record Comparators(List<Bound> bounds, List<String> preReleasesOf) {
        private boolean takes(Version version) {
            if (!bounds.stream().allMatch(bound -> bound.takes(version))) return false;
            return !version.isPreRelease() || preReleasesOf.contains(release(version));
        }
    }

    private record Partial(long major, long minor, long patch, String pre) {
        /** The parts that are not given are -1. */
        private static Optional<Partial> of(String text) {
            Matcher parts = PARTIAL.matcher(text.strip());
            if (!parts.matches()) return Optional.empty();
            long major = number(parts.group(1));
            long minor = major < 0 ? -1 : number(parts.group(2));
            long patch = minor < 0 ? -1 : number(parts.group(3));
            return Optional.of(new Partial(major, minor, patch, patch < 0 || parts.group(4) == null ? "" : parts.group(4)));
        }

        private static long number(String part) {
            return part == null || !Character.isDigit(part.charAt(0)) ? -1 : Long.parseLong(part);
        }

        private Version lowest() {
            String release = Math.max(major, 0) + "." + Math.max(minor, 0) + "." + Math.max(patch, 0);
            return Version.of(pre.isEmpty() ? release : release + "-" + pre);
        }

        /** The first version that is no longer this partial one. */
        private Version behind() {
            if (minor < 0) return Version.of((major + 1) + ".0.0-0");
            return patch < 0 ? Version.of(major + "." + (minor + 1) + ".0-0") : Version.of(major + "." + minor + "." + (patch + 1) + "-0");
        }
    }

    /** Reads a range; empty for what is none, such as {@code latest}, {@code workspace:*}, a path or an address. */
    public static Optional<SemverRange> parse(String text) {
        List<Comparators> sets = new ArrayList<>();
        for (String alternative : text.split("\\|\\|", -1)) {
            Optional<Comparators> set = comparators(alternative.strip());
            if (set.isEmpty()) return Optional.empty();
            sets.add(set.get());
        }
        return Optional.of(new SemverRange(sets));
    }

    private static Optional<Comparators> comparators(String text) {
        List<Bound> bounds = new ArrayList<>();
        List<String> pre = new ArrayList<>();
        Matcher hyphen = HYPHEN.matcher(text);
        if (hyphen.matches()) {
            boolean good = add(">=", hyphen.group(1), bounds, pre) && add("<=", hyphen.group(2), bounds, pre);
            return good ? Optional.of(new Comparators(bounds, pre)) : Optional.empty();
        }
        String joined = text.replaceAll("(<=|>=|[<>^~=])\\s+", "$1");
        for (String one : joined.isEmpty() ? new String[] {"*"} : joined.split("\\s+")) {
            Matcher parts = OPERATOR.matcher(one);
            if (!parts.matches() || !add(parts.group(1) == null ? "=" : parts.group(1), parts.group(2), bounds,
                pre)) return Optional.empty();
        }
        return Optional.of(new Comparators(bounds, pre));
    }

    private static boolean add(String operator, String version, List<Bound> bounds, List<String> pre) {
        Optional<Partial> read = version.isEmpty() ? Optional.of(new Partial(-1, -1, -1, "")) : Partial.of(version);
        if (read.isEmpty()) return false;
        Partial partial = read.get();
        if (!partial.pre.isEmpty()) pre.add(release(partial.lowest()));
        if (partial.major < 0) {
            if (operator.equals("<") || operator.equals(">")) bounds.add(new Bound(false, Version.of("0.0.0-0")));
            return true;
        }
        Version lowest = partial.lowest();
        boolean whole = partial.patch >= 0;
        switch (operator) {
            case ">=" -> bounds.add(new Bound(true, lowest));
            case ">" -> bounds.add(new Bound(true, whole ? justBehind(partial) : Version.of(release(partial.behind()))));
            case "<" -> bounds.add(new Bound(false, whole ? lowest : Version.of(lowest + "-0")));
            case "<=" -> bounds.add(new Bound(false, whole ? justBehind(partial) : partial.behind()));
            default -> {
                bounds.add(new Bound(true, lowest));
                bounds.add(new Bound(false, switch (operator) {
                    case "^" -> caret(partial);
                    case "~", "~>" -> new Partial(partial.major, partial.minor, -1, "").behind();
                    default -> whole ? justBehind(partial) : partial.behind();
                }));
            }
        }
        return true;
    }

    private static Version caret(Partial p) {
        if (p.major > 0 || p.minor < 0) return new Partial(p.major, -1, -1, "").behind();
        return p.minor > 0 || p.patch < 0 ? new Partial(0, p.minor, -1, "").behind() : new Partial(0, 0, p.patch, "").behind();
    }

    /** The smallest version behind a whole one. */
    private static Version justBehind(Partial p) {
        return p.pre.isEmpty() ? Version.of(p.major + "." + p.minor + "." + (p.patch + 1) + "-0") : Version.of(p.lowest() + ".0");
    }

    private static String release(Version version) {
        return version.toString().replaceFirst("^[v=\\s]*", "").replaceFirst("[-+].*$", "");
    }

    /** True when npm may install this version. */
    public boolean takes(Version version) {
        return sets.stream().anyMatch(set -> set.takes(version));
    }

    /** True when the version lies in the range by its order; other than npm, this does not leave prereleases out. */
    public boolean covers(Version version) {
        return sets.stream().anyMatch(set -> set.bounds.stream().allMatch(bound -> bound.takes(version)));
    }

    /** True when every version that npm may install is {@code version} or later. */
    public boolean surelyAtLeast(Version version) {
        return sets.stream().allMatch(set -> set.bounds.stream().anyMatch(b -> b.atLeast && b.version.compareTo(version) >= 0));
    }

    /** True when every version that npm may install is before {@code version}. */
    public boolean surelyBefore(Version version) {
        return sets.stream().allMatch(set -> set.bounds.stream().anyMatch(b -> !b.atLeast && b.version.compareTo(version) <= 0));
    }

    /** The smallest version that the range names as a lower bound; empty when there is none. */
    public Optional<Version> lowest() {
        if (sets.stream().anyMatch(set -> set.bounds.stream().noneMatch(Bound::atLeast))) return Optional.empty();
        return sets.stream().flatMap(set -> Stream.of(set.bounds.stream().filter(Bound::atLeast).map(Bound::version).max(Version::compareTo)
            .orElseThrow())).min(Version::compareTo);
    }
}
