package dev.gatelint.stack.next;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JsRegexTest {
    private static boolean test(String pattern, String input) {
        JsRegex.Result result = JsRegex.compile(pattern, false);
        assertThat(result).as(pattern).isInstanceOf(JsRegex.Understood.class);
        return ((JsRegex.Understood) result).regex().test(input);
    }

    @Test void aPatternThatBacktracksForEverElsewhereIsDoneAtOnce() {
        String input = "a".repeat(3000) + "!";
        for (String evil : List.of("^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "^(?:a*)*b$", "^(?=(a+)+$)(?!b)", "^(.*)*(.*)*(.*)*x$",
            "(?<=(a+)+)b")) {
            assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertThat(test(evil, input)).as(evil).isFalse());
        }
    }

    @Test void theEndIsTheEndAndNotTheLastLine() {
        assertThat(test("^a$", "a\n")).isFalse();
        assertThat(test("^a.b$", "a\u0085b")).isTrue();
        assertThat(test("^a.b$", "a\u2028b")).isFalse();
    }

    @Test void bracketsAreReadAsJavaScriptReadsThem() {
        assertThat(test("^[[a]$", "[")).isTrue();
        assertThat(test("^[a&&b]$", "&")).isTrue();
        assertThat(test("^[^]$", "\n")).isTrue();
        assertThat(test("[]", "")).isFalse();
        assertThat(test("^[\\d-x]+$", "1-x")).isTrue();
        assertThat(test("^a{,2}$", "a{,2}")).isTrue();
        assertThat(test("^\\Qa\\E$", "QaE")).isTrue();
    }

    @Test void lookaroundsNest() {
        String notApi = "^(?:\\/((?!api(?!-docs)).*))$";
        assertThat(test(notApi, "/api/x")).isFalse();
        assertThat(test(notApi, "/api-docs")).isTrue();
        assertThat(test("(?<!x)y", "xy")).isFalse();
        assertThat(test("(?<=a(?=b))b", "ab")).isTrue();
        assertThat(test("^(?:(?!\\.\\.)[a.])*$", "a.a.")).isTrue();
        assertThat(test("^(?:(?!\\.\\.)[a.])*$", "a..a")).isFalse();
    }

    @Test void repeatsCount() {
        assertThat(test("^a{2,3}$", "a")).isFalse();
        assertThat(test("^a{2,3}$", "aaa")).isTrue();
        assertThat(test("^a{2,3}$", "aaaa")).isFalse();
        assertThat(test("^(?:){99999999}a$", "a")).isTrue();
        assertThat(test("^(?:ab|c)+?$", "abcab")).isTrue();
    }

    @Test void whatIsNotUnderstoodIsSaid() {
        assertThat(JsRegex.compile("(a)\\1", false)).isInstanceOf(JsRegex.Beyond.class);
        assertThat(JsRegex.compile("(?:a{1000}){1000}", false)).isInstanceOf(JsRegex.Beyond.class);
        assertThat(JsRegex.compile("(".repeat(4000), false)).isInstanceOf(JsRegex.Beyond.class);
        assertThat(JsRegex.compile("a++", false)).isEqualTo(new JsRegex.Refused("Nothing to repeat"));
        assertThat(JsRegex.compile("(?<1>a)", false)).isEqualTo(new JsRegex.Refused("Invalid capture group name"));
    }

    /** The first lines of {@code regexes.tsv} say where its answers come from. */
    @Test void matchesAsV8Does() throws IOException {
        List<String> inputs = List.of();
        List<String> differences = new ArrayList<>();
        int compared = 0;
        String text;
        try (InputStream in = getClass().getResourceAsStream("regexes.tsv")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (String line : text.split("\n")) {
            String[] fields = line.split("\t", -1);
            if (line.startsWith("#inputs")) inputs = List.of(fields).subList(1, fields.length).stream().map(f -> f.replace("\\n", "\n"))
                .toList();
            if (line.startsWith("#")) continue;
            String pattern = fields[0].replace("\\\\", "\\");
            JsRegex.Result result = JsRegex.compile(pattern, false);
            if (result instanceof JsRegex.Beyond) continue;
            compared++;
            String seen = result instanceof JsRegex.Understood understood
                ? inputs.stream().map(input -> understood.regex().test(input) ? "1" : "0").collect(Collectors.joining())
                : "!" + ((JsRegex.Refused) result).message();
            if (!seen.equals(fields[1])) differences.add("\n" + pattern + " v8 " + fields[1] + " here " + seen);
        }
        assertThat(differences).as("%d of %d", differences.size(), compared).isEmpty();
        assertThat(compared).isGreaterThan(1000);
    }

    @Test void caseIsIgnoredWhenAsked() {
        JsRegex regex = ((JsRegex.Understood) JsRegex.compile("^/[^b]min$", true)).regex();
        assertThat(regex.test("/DMIN")).isTrue();
        assertThat(regex.test("/Bmin")).isFalse();
    }
}
