package dev.gatelint.syntax.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.source.SourceFile;
import dev.gatelint.syntax.config.ConfigNode.Kind;
import dev.gatelint.syntax.config.ConfigNode.Mapping;
import dev.gatelint.syntax.config.ConfigNode.Sequence;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DotenvReaderTest {
    /** next-env.json says what the npm package @next/env made of each text; its origin stands in it. */
    @Test
    void readsAsNextDoes() throws Exception {
        String json = new String(getClass().getResourceAsStream("next-env.json").readAllBytes(), StandardCharsets.UTF_8);
        Config recorded = Config.read(new SourceFile("next-env.json", json)).orElseThrow();
        int compared = 0;
        for (ConfigNode one : ((Sequence) recorded.documents().get(0).at("cases").orElseThrow()).items()) {
            String text = one.text("file").orElseThrow();
            Config config = ConfigTest.read(".env", text);
            if (one.at("values").orElseThrow() instanceof Mapping values) {
                Map<String, String> expected = new LinkedHashMap<>();
                values.entries().forEach(entry -> expected.put(entry.key(), ((ConfigNode.Scalar) entry.value()).text()));
                Map<String, String> ours = new LinkedHashMap<>();
                config.flat().forEach(property -> ours.put(property.key(), property.value()));
                assertThat(ours).as("of the file <%s>", text).isEqualTo(expected);
                assertThat(config.problems()).isEmpty();
            } else {
                assertThat(config.problems()).as("of the file <%s>", text).isNotEmpty();
            }
            compared++;
        }
        assertThat(compared).isGreaterThan(450);
    }

    @Test
    void aNameThatTheFileDoesNotDefineIsLeftToTheEnvironment() {
        assertThat(ConfigTest.read(".env", "A=$X\nB=${X:-d}\nC='a$b'\nD=\\$x\nE=$A\n").flat()).extracting(Property::kind)
            .containsExactly(Kind.UNRESOLVED, Kind.STRING, Kind.UNRESOLVED, Kind.STRING, Kind.UNRESOLVED);
    }

    @Test
    void hostileTextIsBounded() {
        StringBuilder laughs = new StringBuilder("A0=xxxxxxxxxx\n");
        for (int i = 1; i < 40; i++) laughs.append("A").append(i).append("='").append(("$A" + (i - 1)).repeat(10)).append("'\n");
        assertThat(ConfigTest.read(".env", laughs.toString()).flat()).hasSize(40);
        assertThat(ConfigTest.read(".env", "\n".repeat(2_000_000)).flat()).isEmpty();
        assertThat(ConfigTest.read(".env", "A=\"\n".repeat(200_000) + "B").flat()).isNotEmpty();
        assertThat(ConfigTest.read(".env", "A='" + "\\'".repeat(1_000_000)).flat()).hasSize(1);
        assertThat(ConfigTest.read(".env", "A='" + "\\' ".repeat(1_000_000) + " ".repeat(1_000_000) + "x").flat()).hasSize(1);
    }
}
