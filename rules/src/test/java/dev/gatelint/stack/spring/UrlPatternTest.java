package dev.gatelint.stack.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.model.Version;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What running applications of Security 5.8 (Boot 2.7.18), 6.0 (3.0.13), 6.5 (3.5.16) and 7.1 (4.1.2) answered. */
class UrlPatternTest {
    @ParameterizedTest @CsvSource(nullValues = "-", value = {
        // antMatchers and AntPathRequestMatcher, Boot 2.7
        "ant, 5.8.16, 5.3.31, /admin, /admin, -, YES", "ant, 5.8.16, 5.3.31, /admin, /admin/, -, NO",
        "ant, 5.8.16, 5.3.31, /one/*, /one/x/, -, NO", "ant, 5.8.16, 5.3.31, /one/*, /one/, -, YES",
        "ant, 5.8.16, 5.3.31, /two/**, /two, -, YES", "ant, 5.8.16, 5.3.31, /two/**, /two/x/y, -, YES",
        "ant, 5.8.16, 5.3.31, admin, /admin, -, NO", "ant, 5.8.16, 5.3.31, **, /admin/x, -, YES",
        "ant, 5.8.16, 5.3.31, /admin/, /admin, -, NO", "ant, 5.8.16, 5.3.31, /admin/*, /admin/sub/, -, NO",
        // requestMatchers(String) and mvcMatchers
        "mvc, 5.8.16, 5.3.31, /admin, /admin/, -, YES", "mvc, 5.8.16, 5.3.31, /one/*, /one/x/, -, YES",
            "mvc, 5.8.16, 5.3.31, /one/*, /one, -, NO",
        "mvc, 5.8.16, 5.3.31, admin, /admin, -, YES", "mvc, 6.5.11, 6.2.19, admin, /admin, -, YES",
            "mvc, 6.5.11, 6.2.19, **, /two/x, -, YES",
        "mvc, 6.0.8, 6.0.14, /admin, /admin/, -, NO", "mvc, 6.5.11, 6.2.19, /one/*, /one/, -, YES",
            "mvc, 7.1.2, 7.0.10, /one/*, /one/x/y, -, NO",
        "mvc, 7.1.2, 7.0.10, /admin, /admin, q=1, YES", "mvc, 6.5.11, 6.2.19, /*, /, -, YES",
            "mvc, 6.5.11, 6.2.19, /**/y, /one/x/y, -, YES",
        // the query is part of what a regular expression sees
        "regex, 7.1.2, 7.0.10, /admin, /admin, -, YES", "regex, 7.1.2, 7.0.10, /admin, /admin, q=1, NO",
            "regex, 5.8.16, 5.3.31, /admin, /admin/, -, NO",
        "regex, 6.5.11, 6.2.19, /admin.*, /adminx, q=1, YES", "regex, 6.5.11, 6.2.19, ^/one/.*$, /one/x/y, -, YES",
        "regex, 6.5.11, 6.2.19, ^(?!/api).*, /admin, -, UNKNOWN",
        "interceptor, 6.5.11, 6.2.19, one/**, /one/x, -, NO", "interceptor, 5.8.16, 5.3.31, /open, /open/, -, YES",
        "webflux, 6.5.11, 6.2.19, noslash, /noslash, -, YES", "webflux, 6.5.11, 6.2.19, /one/*, /one, -, NO"})
    void takes(String kind, String security, String framework, String pattern, String path, String query, Answer expected) {
        assertThat(UrlPattern.of(pattern, dialect(kind, security, framework)).matches(path, query)).isEqualTo(expected);
    }

    @ParameterizedTest @CsvSource({
        "mvc, 5.8.16, 5.3.31, /a/**/b, REQUEST", "mvc, 6.5.11, 6.2.19, /two/**/zz, REQUEST", "mvc, 7.1.2, 7.0.10, /a/**/b, START",
        "mvc, 7.1.2, 7.0.10, admin, START", "mvc, 7.1.2, 7.0.10, **, START", "mvc, 6.0.8, 6.0.14, /**/*.js, REQUEST",
        "mvc, 6.5.11, 6.2.19, /{a, REQUEST", "webflux, 6.5.11, 6.2.19, /a/**/b, START"})
    void doesNotAccept(String kind, String security, String framework, String pattern, Dialect.Moment moment) {
        assertThat(UrlPattern.of(pattern, dialect(kind, security, framework)).fault()).get().extracting(UrlPattern.Fault::moment)
            .isEqualTo(moment);
    }

    /**
     * What the parsers themselves answered, on Framework 6.2.19 (Boot 3.5.16) and 7.0.10 (Boot 4.1.2) alike; without {@code **} alone,
     * which AntPathMatcher gives to no path and AntPathRequestMatcher to all.
     */
    @ParameterizedTest @CsvSource(delimiter = '|', nullValues = "-", value = {
        "path | /admin/** | /admin | YES", "path | /admin/** | /admin/ | YES",
        "path | /admin/* | /admin/ | YES", "path | /admin/* | /admin | NO",
        "path | /admin | /admin/ | NO", "path | /a/{id} | /a/ | NO",
        "path | /a/{id} | /a/1 | YES", "path | /a/{id:\\d+} | /a/x | NO",
        "path | /{*p} | / | YES", "path | /x/{*p} | /x | YES",
        "path | /*.css | /a.css | YES", "path | /**/*.js | /a/b.js | YES",
        "path | /a/**/b | - | FAULT", "path | admin | /admin | NO",
        "path | /a/{id} | /a/1;x=2 | YES", "path | /resources/**/x.png | - | FAULT",
        "ant | /admin/** | /admin | YES", "ant | /admin/** | /admin/ | YES",
        "ant | /admin/* | /admin/ | YES", "ant | /admin/* | /admin | NO",
        "ant | /admin | /admin/ | NO", "ant | /a/{id} | /a/ | NO",
        "ant | /**/*.js | /a/b.js | YES", "ant | /a/**/b | /a/x/y/b | YES",
        "ant | admin | /admin | NO"})
    void parses(String parser, String pattern, String path, String expected) {
        for (String framework : List.of("6.2.19", "7.0.10")) {
            Dialect dialect = parser.equals("ant") ? Dialect.ant(Version.of(framework)) : Dialect.interceptor(Version.of(framework));
            UrlPattern read = UrlPattern.of(pattern, dialect);
            if (expected.equals("FAULT")) assertThat(read.fault()).as(framework).isPresent();
            // in a path of a request a parameter is cut off before
            else assertThat(read.matches(path.replaceAll(";[^/]*", ""), null)).as(framework).isEqualTo(Answer.valueOf(expected));
        }
    }

    private static Dialect dialect(String kind, String security, String framework) {
        Version version = Version.of(framework);
        return switch (kind) {
            case "ant" -> Dialect.ant(version);
            case "regex" -> Dialect.REGEX;
            case "interceptor" -> Dialect.interceptor(version);
            case "webflux" -> Dialect.webFlux(version);
            default -> Dialect.requestMatchers(Version.of(security), version);
        };
    }

    @Test void examplesOfWhatPasses() {
        Dialect seven = Dialect.requestMatchers(Version.of("7.1.2"), Version.of("7.0.10"));
        UrlPattern files = UrlPattern.of("/files/{name}", seven);
        assertThat(UrlPattern.of("/**/*.js", seven).common(files)).get().asString().startsWith("/files/").endsWith(".js");
        assertThat(UrlPattern.of("/admin", Dialect.REGEX).missed(UrlPattern.of("/admin", seven))).get().asString().startsWith("/admin?");
        assertThat(UrlPattern.of("/admin(\\?.*)?", Dialect.REGEX).covers(UrlPattern.of("/admin", seven))).isEqualTo(Answer.YES);
        assertThat(UrlPattern.of("/*/b", seven).common(UrlPattern.of("/a", seven))).as("a query is no part of a path").isEmpty();
        assertThat(UrlPattern.of("*.do", Dialect.SERVLET).matches("/a", "x.do")).isEqualTo(Answer.NO);
        assertThat(UrlPattern.of("/**", seven).takesAll()).isTrue();
        assertThat(UrlPattern.of("/*", seven).takesAll()).isFalse();
        assertThat(UrlPattern.of("^(?!/api).*", Dialect.REGEX).covers(files)).isEqualTo(Answer.UNKNOWN);
    }

    @Test void hostilePatternsEndSoon() {
        Dialect seven = Dialect.handler(Version.of("7.0.10"));
        Assertions.assertThatCode(() -> assertThat(java.util.concurrent.CompletableFuture.supplyAsync(() -> {
            UrlPattern.of("/" + "*a".repeat(3_000), seven).matches("/" + "a".repeat(100_000), null);
            UrlPattern.of("(a|aa)+".repeat(200) + "(".repeat(5_000), Dialect.REGEX).matches("/a", null);
            return UrlPattern.of("/.*a.{90}b", Dialect.REGEX).matches("/" + "a".repeat(10_000), null);
        })).succeedsWithin(Duration.ofSeconds(10))).doesNotThrowAnyException();
    }
}
