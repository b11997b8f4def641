package dev.gatelint.stack.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.model.Version;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Our patterns against the ones of Spring itself: every pattern of a small grammar on every path of a small grammar, for each version that
 * differs.
 */
class UrlPatternOracleTest {
    private static final List<String> TOKENS = List.of("a", "*", "**", "{v}", "{w:\\d+}", "{x:a|bc?}", "a*", "?b", "{y}.a", "{*r}", "*{z}");
    private static final List<String> WORDS = List.of("a", "ab", "12", "b.a", "bc");

    @ParameterizedTest @ValueSource(strings = {"5.3.31", "6.0.14", "6.2.19",
        "7.0.10"}) void pathPatternParser(String version) throws Exception {
        try (URLClassLoader loader = spring(version)) {
            Class<?> parserType = loader.loadClass("org.springframework.web.util.pattern.PathPatternParser");
            Class<?> containerType = loader.loadClass("org.springframework.http.server.PathContainer");
            Object parser = parserType.getConstructor().newInstance();
            var parse = parserType.getMethod("parse", String.class);
            var matches = parse.getReturnType().getMethod("matches", containerType);
            var container = containerType.getMethod("parsePath", String.class);
            Map<String, Object> parsed = new HashMap<>();
            Dialect dialect = Dialect.handler(Version.of(version));
            compare(pattern -> UrlPattern.of(pattern, dialect), pattern -> {
                Object compiled;
                try {
                    compiled = parse.invoke(parser, pattern);
                } catch (ReflectiveOperationException e) {
                    return null;
                }
                return path -> {
                    if (!parsed.containsKey(path)) parsed.put(path, container.invoke(null, path));
                    return (Boolean) matches.invoke(compiled, parsed.get(path));
                };
            });
        }
    }

    @ParameterizedTest @ValueSource(strings = {"5.3.31", "6.0.14", "6.2.19",
        "7.0.10"}) void antPathMatcher(String version) throws Exception {
        try (URLClassLoader loader = spring(version)) {
            Class<?> type = loader.loadClass("org.springframework.util.AntPathMatcher");
            Object matcher = type.getConstructor().newInstance();
            type.getMethod("setTrimTokens", boolean.class).invoke(matcher, false);
            var match = type.getMethod("match", String.class, String.class);
            Dialect dialect = Dialect.ant(Version.of(version));
            compare(pattern -> UrlPattern.of(pattern, dialect), pattern -> {
                try {
                    match.invoke(matcher, pattern, "/x");
                } catch (ReflectiveOperationException e) {
                    return null;
                }
                return path -> (Boolean) match.invoke(matcher, pattern, path);
            });
        }
    }

    private interface Oracle {
        /** Null when the pattern is not accepted. */
        Matches compile(String pattern) throws ReflectiveOperationException;
    }

    private interface Matches {
        boolean takes(String path) throws ReflectiveOperationException;
    }

    /**
     * A pattern as we understand it and as Spring does.
     *
     * @param taken which of the paths it takes, as Spring said
     */
    private record Both(UrlPattern ours, Matches theirs, BitSet taken) {
        /** A request may have a query, which patterns do not see. */
        boolean takes(String request) {
            try {
                return theirs.takes(request.contains("?") ? request.substring(0, request.indexOf('?')) : request);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(ours + " on " + request, e);
            }
        }

        @Override public String toString() {
            return ours.toString();
        }
    }

    private static void compare(Function<String, UrlPattern> ours, Oracle theirs) throws Exception {
        List<String> paths = paths();
        List<String> differences = new ArrayList<>();
        List<Both> accepted = new ArrayList<>();
        for (String text : patterns()) {
            UrlPattern pattern = ours.apply(text);
            Matches oracle = theirs.compile(text);
            if (oracle == null || pattern.fault().isPresent()) {
                if ((oracle == null) != pattern.fault().isPresent()) differences.add(text + " accepted: " + (oracle != null) + ", we say "
                    + pattern.fault());
                continue;
            }
            BitSet taken = new BitSet();
            for (int i = 0; i < paths.size(); i++) {
                boolean takes = oracle.takes(paths.get(i));
                taken.set(i, takes);
                if (pattern.matches(paths.get(i), null) != Answer.of(takes)) differences.add(text + " on " + paths.get(i) + " is " + takes);
            }
            accepted.add(new Both(pattern, oracle, taken));
        }
        assertThat(differences.stream().limit(20)).as(differences.size() + " differences").isEmpty();
        assertThat(accepted).hasSizeGreaterThan(100);
        relationsHold(accepted);
    }

    /**
     * Covers and overlaps are what Spring says of every path with both patterns, and so are the examples. The pairs are random;
     * {@code -Dgatelint.seed} takes others, and a failed one names both.
     */
    private static void relationsHold(List<Both> patterns) {
        Random random = new Random(Long.getLong("gatelint.seed", 7));
        for (int n = 0; n < 1_500; n++) {
            Both one = patterns.get(random.nextInt(patterns.size()));
            Both other = patterns.get(random.nextInt(patterns.size()));
            one.ours.missed(other.ours).ifPresentOrElse(path -> {
                assertThat(one.ours.covers(other.ours)).isEqualTo(Answer.NO);
                assertThat(other.takes(path)).as(other + " takes " + path).isTrue();
                assertThat(one.takes(path)).as(one + " takes " + path).isFalse();
            }, () -> {
                assertThat(one.ours.covers(other.ours)).isEqualTo(Answer.YES);
                BitSet only = (BitSet) other.taken.clone();
                only.andNot(one.taken);
                assertThat(only.isEmpty()).as(one + " covers " + other).isTrue();
            });
            one.ours.common(other.ours).ifPresentOrElse(path -> {
                assertThat(one.ours.overlaps(other.ours)).isEqualTo(Answer.YES);
                assertThat(List.of(one, other)).as(path).allMatch(pattern -> pattern.takes(path));
            }, () -> {
                assertThat(one.ours.overlaps(other.ours)).isEqualTo(Answer.NO);
                assertThat(one.taken.intersects(other.taken)).as(one + " overlaps " + other).isFalse();
            });
        }
    }

    private static List<String> patterns() {
        List<String> patterns = new ArrayList<>(combined(TOKENS));
        // a name may be captured once only, so what is said twice is a fault of its own
        patterns.addAll(List.of("/{a", "/a}", "/{a:[0-9]{2}}", "/{a:b/c}", "/{1a}", "/{a:[}", "/{}", "/a//b", "//a", "/***", "/a b",
            "/{a:[^/]+}", "/{a-b}"));
        return patterns;
    }

    private static List<String> paths() {
        return combined(WORDS);
    }

    /** Up to three words, with and without a slash at the end. */
    private static List<String> combined(List<String> words) {
        List<String> one = words.stream().map(word -> "/" + word).toList();
        BiFunction<List<String>, List<String>, List<String>> pairs = (left, right) -> left.stream().flatMap(l -> right.stream()
            .map(r -> l + r)).toList();
        List<String> two = pairs.apply(one, one);
        return Stream.of(List.of("/"), one, two, pairs.apply(two, one)).flatMap(List::stream)
            .flatMap(path -> path.equals("/") ? Stream.of(path) : Stream.of(path, path + "/")).toList();
    }

    /** The jars that the build copied, see the POM. */
    private static URLClassLoader spring(String version) throws IOException {
        try (Stream<Path> jars = Files.list(Path.of("target/oracles"))) {
            URL[] urls = jars.filter(jar -> jar.getFileName().toString().matches("(spring-.*-" + version.replace(".", "\\.")
                + "|commons-logging-.*)\\.jar"))
                .map(UrlPatternOracleTest::url).toArray(URL[]::new);
            assertThat(urls).as("jars of Spring " + version + " in target/oracles").hasSizeGreaterThan(2);
            return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
