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
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
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
            List<String> paths = paths();
            List<Object> parsed = new ArrayList<>();
            for (String path : paths) parsed.add(container.invoke(null, path));
            Dialect dialect = Dialect.handler(Version.of(version));
            compare(paths, pattern -> UrlPattern.of(pattern, dialect), pattern -> {
                Object compiled;
                try {
                    compiled = parse.invoke(parser, pattern);
                } catch (ReflectiveOperationException e) {
                    return null;
                }
                return i -> (Boolean) matches.invoke(compiled, parsed.get(i));
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
            List<String> paths = paths();
            Dialect dialect = Dialect.ant(Version.of(version));
            compare(paths, pattern -> UrlPattern.of(pattern, dialect), pattern -> {
                try {
                    match.invoke(matcher, pattern, "/x");
                } catch (ReflectiveOperationException e) {
                    return null;
                }
                return i -> (Boolean) match.invoke(matcher, pattern, paths.get(i));
            });
        }
    }

    private interface Oracle {
        /** Null when the pattern is not accepted. */
        Matches compile(String pattern) throws ReflectiveOperationException;
    }

    private interface Matches {
        boolean path(int index) throws ReflectiveOperationException;
    }

    private static void compare(List<String> paths, java.util.function.Function<String, UrlPattern> ours, Oracle theirs) throws Exception {
        List<String> differences = new ArrayList<>();
        List<UrlPattern> accepted = new ArrayList<>();
        for (String text : patterns()) {
            UrlPattern pattern = ours.apply(text);
            Matches oracle = theirs.compile(text);
            if (oracle == null || pattern.fault().isPresent()) {
                if ((oracle == null) != pattern.fault().isPresent()) differences.add(text + " accepted: " + (oracle != null) + ", we say "
                    + pattern.fault());
                continue;
            }
            accepted.add(pattern);
            for (int i = 0; i < paths.size(); i++) {
                Answer expected = Answer.of(oracle.path(i));
                if (pattern.matches(paths.get(i), null) != expected) differences.add(text + " on " + paths.get(i) + " is " + expected);
            }
        }
        assertThat(differences.stream().limit(20)).as(differences.size() + " differences").isEmpty();
        assertThat(accepted).hasSizeGreaterThan(100);
        relationsHold(paths, accepted);
    }

    /** Covers and overlaps agree with what the two patterns, which agree with Spring, say of every path; and the examples are examples. */
    private static void relationsHold(List<String> paths, List<UrlPattern> patterns) {
        Random random = new Random(7);
        for (int n = 0; n < 1_500; n++) {
            UrlPattern one = patterns.get(random.nextInt(patterns.size()));
            UrlPattern other = patterns.get(random.nextInt(patterns.size()));
            one.missed(other).ifPresentOrElse(path -> {
                assertThat(one.covers(other)).isEqualTo(Answer.NO);
                assertThat(other.matches(path, null)).as(other + " takes " + path).isEqualTo(Answer.YES);
                assertThat(one.matches(path, null)).as(one + " takes " + path).isEqualTo(Answer.NO);
            }, () -> assertThat(paths).as(one + " covers " + other)
                .allMatch(path -> other.matches(path, null) == Answer.NO || one.matches(path, null) == Answer.YES));
            one.common(other).ifPresentOrElse(path -> {
                assertThat(one.overlaps(other)).isEqualTo(Answer.YES);
                assertThat(List.of(one, other)).as(path).allMatch(pattern -> pattern.matches(path, null) == Answer.YES);
            }, () -> assertThat(paths).as(one + " is apart from " + other)
                .allMatch(path -> one.matches(path, null) == Answer.NO || other.matches(path, null) == Answer.NO));
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
