package dev.gatelint.stack.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.model.Version;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SemverRangeTest {
    /** The first lines of {@code ranges.tsv} say where its answers come from. */
    @Test void takesWhatNpmTakes() throws IOException {
        List<Version> versions = List.of();
        List<String> differences = new ArrayList<>();
        String text;
        try (InputStream in = getClass().getResourceAsStream("ranges.tsv")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        int compared = 0;
        for (String line : text.split("\n")) {
            String[] fields = line.split("\t", -1);
            if (line.startsWith("#versions")) versions = List.of(fields).subList(1, fields.length).stream().map(Version::of).toList();
            if (line.startsWith("#")) continue;
            compared++;
            List<Version> all = versions;
            String seen = SemverRange.parse(fields[0]).map(range -> all.stream().map(v -> range.takes(v) ? "1" : "0")
                .collect(Collectors.joining()))
                .orElse("!");
            if (!seen.equals(fields[1])) differences.add("\n" + fields[0] + "\nnpm  " + fields[1] + "\nhere " + seen);
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(50);
    }

    @Test void boundsAreKnown() {
        SemverRange four = SemverRange.parse("^4.24.5").orElseThrow();
        assertThat(four.surelyAtLeast(Version.of("4.24.5"))).isTrue();
        assertThat(four.surelyAtLeast(Version.of("4.24.10"))).isFalse();
        assertThat(four.surelyBefore(Version.of("5.0.0-0"))).isTrue();
        assertThat(four.surelyBefore(Version.of("4.99.0"))).isFalse();
        SemverRange any = SemverRange.parse("*").orElseThrow();
        assertThat(any.lowest()).isEmpty();
        assertThat(any.surelyBefore(Version.of("99.0.0"))).isFalse();
        assertThat(SemverRange.parse("^14 || ^13.4.0").orElseThrow().lowest()).contains(Version.of("13.4.0"));
    }
}
