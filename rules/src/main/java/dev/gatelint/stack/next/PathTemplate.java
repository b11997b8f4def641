package dev.gatelint.stack.next;

import dev.gatelint.stack.next.PathToRegexp.Grammar;
import dev.gatelint.stack.next.PathToRegexp.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A path with parameters as {@code source} and {@code destination} of a rewrite have it: a path gives the parameters, and the parameters
 * give a path.
 */
final class PathTemplate {
    private static final Grammar GRAMMAR = new Grammar(false, "/", true);
    private static final List<String> SAMPLES = List.of("x1", "1", "a");
    private final List<Token> tokens;
    private final Map<String, Optional<JsRegex>> patterns = new HashMap<>();

    private PathTemplate(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** Empty when Next does not take this text. */
    static Optional<PathTemplate> of(String text) {
        try {
            return Optional.of(new PathTemplate(PathToRegexp.parse(text, GRAMMAR)));
        } catch (PathToRegexp.Refused refused) {
            return Optional.empty();
        }
    }

    /** The same path, whose parameters take what those of the same name in {@code other} take. */
    PathTemplate asIn(PathTemplate other) {
        List<Token> all = new ArrayList<>();
        for (Token token : tokens) {
            Token named = token.isText() ? null : other.tokens.stream().filter(one -> !one.isText() && one.name().equals(token.name()))
                .findFirst().orElse(null);
            all.add(named == null ? token : new Token(token.name(), token.prefix(), token.suffix(), named.pattern(), named.modifier()));
        }
        return new PathTemplate(all);
    }

    /** The parameters of a path; upper and lower case of what is around them do not matter, nor does a slash at the end. */
    Optional<Map<String, String>> parameters(String path) {
        Map<String, String> found = new HashMap<>();
        return matches(0, path, 0, found) ? Optional.of(found) : Optional.empty();
    }

    private boolean matches(int index, String path, int at, Map<String, String> found) {
        if (index == tokens.size()) return at == path.length() || path.substring(at).equals("/");
        Token token = tokens.get(index);
        if (token.isText()) return stands(token.prefix(), path, at) && matches(index + 1, path, at + token.prefix().length(), found);
        int start = at + token.prefix().length();
        if (stands(token.prefix(), path, at)) {
            for (int end = path.length(); end >= start; end--) {
                if (!stands(token.suffix(), path, end) || !takes(token, path.substring(start, end))) continue;
                if (!matches(index + 1, path, end + token.suffix().length(), found)) continue;
                found.put(token.name(), path.substring(start, end));
                return true;
            }
        }
        return optional(token) && matches(index + 1, path, at, found);
    }

    private static boolean stands(String text, String path, int at) {
        return path.regionMatches(true, at, text, 0, text.length());
    }

    private static boolean optional(Token token) {
        return token.modifier().equals("?") || token.modifier().equals("*");
    }

    private boolean takes(Token token, String value) {
        if (token.pattern().isEmpty()) return value.isEmpty();
        boolean repeats = token.modifier().equals("*") || token.modifier().equals("+");
        String between = token.suffix() + token.prefix();
        Optional<JsRegex> pattern = patterns.computeIfAbsent(token.pattern(), key ->
            JsRegex.compile("^(?:" + key + ")$", true) instanceof JsRegex.Understood read ? Optional.of(read.regex()) : Optional.empty());
        List<String> parts = repeats && !between.isEmpty() ? List.of(value.split(Pattern.quote(between), -1))
            : List.of(value);
        return pattern.isPresent() && parts.stream().allMatch(pattern.get()::test);
    }

    /** These parameters, and some value for each other one that has to have one; empty when none is found. */
    Optional<Map<String, String>> completed(Map<String, String> given) {
        Map<String, String> all = new HashMap<>(given);
        for (Token token : tokens) {
            if (token.isText() || token.pattern().isEmpty() || all.containsKey(token.name())) continue;
            Optional<String> sample = Stream.concat(Stream.of(Natures.witness("{many*}")), SAMPLES.stream())
                .filter(value -> takes(token, value)).findFirst();
            if (sample.isEmpty() && !optional(token)) return Optional.empty();
            sample.ifPresent(value -> all.put(token.name(), value));
        }
        return Optional.of(all);
    }

    /** The path with these parameters; empty when one of them is missing. */
    Optional<String> path(Map<String, String> parameters) {
        StringBuilder path = new StringBuilder();
        for (Token token : tokens) {
            if (token.isText()) {
                path.append(token.prefix());
            } else if (token.pattern().isEmpty()) {
                if (!optional(token)) path.append(token.prefix()).append(token.suffix());
            } else if (parameters.containsKey(token.name())) {
                path.append(token.prefix()).append(parameters.get(token.name())).append(token.suffix());
            } else if (!optional(token)) {
                return Optional.empty();
            }
        }
        return Optional.of(path.length() == 0 ? "/" : path.toString());
    }
}
