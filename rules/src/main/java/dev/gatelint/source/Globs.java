package dev.gatelint.source;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Globs over paths with {@code /}: {@code *} and {@code ?} stay inside a folder, {@code **} does not, all else is meant literally. A path
 * that ends with {@code /} is a folder; {@code legacy/**} matches it as well.
 */
public final class Globs {
    private static final Pattern PART = Pattern.compile("(?:\\*\\*/)+|\\*\\*|\\*|\\?|[^*?]+");

    private Globs() {}

    /** True for a path that one of the globs matches; never for no globs. */
    public static Predicate<String> any(List<String> globs) {
        List<Pattern> patterns = globs.stream().map(Globs::pattern).toList();
        return path -> patterns.stream().anyMatch(pattern -> pattern.matcher(path).matches());
    }

    private static Pattern pattern(String glob) {
        StringBuilder regex = new StringBuilder();
        PART.matcher(glob.strip()).results().map(MatchResult::group).forEach(part -> regex.append(switch (part) {
            case "**" -> ".*";
            case "*" -> "[^/]*";
            case "?" -> "[^/]";
            default -> part.startsWith("**") ? "(?:[^/]+/)*" : Pattern.quote(part);
        }));
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
