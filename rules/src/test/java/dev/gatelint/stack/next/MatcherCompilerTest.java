package dev.gatelint.stack.next;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.model.Version;
import dev.gatelint.stack.next.MatcherCompiler.Compiled;
import dev.gatelint.stack.next.MatcherCompiler.Pattern;
import dev.gatelint.stack.next.MatcherCompiler.Rejected;
import dev.gatelint.stack.next.MatcherCompiler.Unclear;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The framework's own answers are the truth; see the first lines of each file in {@code matchers/}. */
class MatcherCompilerTest {
    @ParameterizedTest
    @ValueSource(strings = {"12.3.4", "14.2.35", "15.1.0", "15.5.9", "16.4.6"})
    void compilesAsNextDoes(String version) throws IOException {
        MatcherCompiler compiler = MatcherCompiler.of(Version.of(version));
        List<String> differences = new ArrayList<>();
        List<String> paths = List.of();
        int unclear = 0;
        int compared = 0;
        for (String line : lines("matchers/next-" + version + ".tsv")) {
            if (line.startsWith("# ")) continue;
            List<String> fields = Stream.of(line.split("\t", -1)).map(MatcherCompilerTest::unescape).toList();
            if (fields.get(0).equals("#paths")) {
                paths = fields.subList(1, fields.size());
                continue;
            }
            Compiled compiled = compile(compiler, fields.get(0), fields.get(1));
            compared++;
            if (compiled instanceof Unclear) {
                unclear++;
                continue;
            }
            List<String> seen = new ArrayList<>(fields.subList(0, 2));
            if (compiled instanceof Rejected rejected) {
                seen.add("!");
                seen.add(rejected.message());
            } else {
                Pattern pattern = (Pattern) compiled;
                seen.add("=");
                seen.add(pattern.source());
                seen.add(paths.stream().map(path -> pattern.matches(path) ? "1" : "0").collect(Collectors.joining()));
            }
            if (!seen.equals(fields)) differences.add("\nnext: " + fields + "\nhere: " + seen);
        }
        assertThat(differences).as("%d of %d", differences.size(), compared).isEmpty();
        assertThat(compared).isGreaterThan(400);
        assertThat(unclear).as("back references").isLessThanOrEqualTo(3);
    }

    private static Compiled compile(MatcherCompiler compiler, String kind, String source) {
        if (kind.equals("rewrite")) return compiler.rewrite(source);
        if (kind.equals("redirect")) return compiler.redirect(source);
        Matcher matcher = new Matcher(source, !kind.contains("+unlocalized"), List.of(), List.of());
        return compiler.middleware(matcher, kind.contains("+base") ? "/docs" : "", kind.contains("+i18n"));
    }

    private static List<String> lines(String name) throws IOException {
        try (InputStream in = MatcherCompilerTest.class.getResourceAsStream(name)) {
            return List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
        }
    }

    private static String unescape(String field) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c != '\\') out.append(c);
            else switch (field.charAt(++i)) {
                case 't' -> out.append('\t');
                case 'n' -> out.append('\n');
                default -> out.append(field.charAt(i));
            }
        }
        return out.toString();
    }

    @Test void aLastPlainParameterMeansOneLevelOnlyFrom1503On() {
        Matcher matcher = Matcher.of("/admin/:id");
        assertThat(takes("15.0.2", matcher, "/admin/7")).isFalse();
        assertThat(takes("15.0.3", matcher, "/admin/7")).isTrue();
        assertThat(takes("15.0.3", matcher, "/admin/7/edit")).isFalse();
    }

    @Test void transportFormsAreTakenFrom15516And1625On() {
        Matcher matcher = Matcher.of("/admin");
        assertThat(takes("15.5.15", matcher, "/admin.rsc")).isFalse();
        assertThat(takes("15.5.16", matcher, "/admin.rsc")).isTrue();
        assertThat(takes("16.2.4", matcher, "/admin.rsc")).isFalse();
        assertThat(takes("16.2.5", matcher, "/admin.rsc")).isTrue();
    }

    private static boolean takes(String version, Matcher matcher, String path) {
        return ((Pattern) MatcherCompiler.of(Version.of(version)).middleware(matcher, "", false)).matches(path);
    }

    @Test void anySourceGetsAnAnswer() {
        for (MatcherCompiler compiler : MatcherCompiler.all()) {
            for (String source : List.of("", "/", "/" + "(".repeat(5000), "/" + "((?:".repeat(2000) + "a" + "))".repeat(2000),
                "/:".repeat(3000),
                "/(" + "a{1000}".repeat(500) + ")", "/\\", "/\ud800", "/(\ud800|[\udfff])", "/" + "a".repeat(5000))) {
                assertThat(compiler.middleware(Matcher.of(source), "", true)).isNotNull();
                assertThat(compiler.redirect(source)).isNotNull();
            }
        }
    }
}
