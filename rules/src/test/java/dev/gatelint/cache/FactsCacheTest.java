package dev.gatelint.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.model.Suppression;
import dev.gatelint.source.Lines;
import dev.gatelint.source.Problem;
import dev.gatelint.source.Span;
import dev.gatelint.source.Workspace;
import dev.gatelint.stack.FileFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactsCacheTest {
    private static final byte[] CONTENT = "one\ntwo".getBytes(StandardCharsets.UTF_8);
    private static final FileFacts FACTS = new FileFacts("a/b.ts", Lines.of("one\ntwo"), Map.of("next", new Seen("x \uD800 😀", 7, true,
        Optional.of(new Span("a/b.ts", 0, 3)), List.of("x \uD800 😀", "y"), Set.of(Kind.ONE), Map.of("k", 1L), 'c', 0.5)),
        List.of(new Suppression(new Span("a/b.ts", 0, 3), "r", "why", 1, 2)), List.of(new Problem("a/b.ts", 1, "odd")));
    @TempDir Path folder;

    enum Kind { ONE }

    record Seen(String text, int number, boolean truth, Optional<Span> place, List<String> list, Set<Kind> set, Map<String, Long> map,
        char c,
                double d) {}

    @Test void givesBackWhatWasPut() throws IOException {
        Path file = folder.resolve("sub/facts");
        Workspace.Entry entry = new Workspace.Entry("a/b.ts", CONTENT.length, 5);
        FactsCache first = FactsCache.open(file, "1");
        assertThat(first.unchanged(entry, "next")).isEmpty();
        first.put(entry, "next", CONTENT, FACTS);
        first.save();

        FactsCache second = FactsCache.open(file, "1");
        assertThat(second.unchanged(entry, "next")).contains(FACTS);
        assertThat(second.unchanged(new Workspace.Entry("a/b.ts", CONTENT.length, 6), "next")).isEmpty();
        assertThat(second.same(new Workspace.Entry("a/b.ts", CONTENT.length, 6), "next", CONTENT)).contains(FACTS);
        assertThat(second.same(entry, "next", "other".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(second.unchanged(entry, "next spring")).isEmpty();
        assertThat(FactsCache.open(file, "2").unchanged(entry, "next")).isEmpty();
    }

    @Test void doesNotTrustATimeStampThatIsAsYoungAsTheCache() throws IOException {
        Path file = folder.resolve("facts");
        Workspace.Entry entry = new Workspace.Entry("a/b.ts", CONTENT.length, System.currentTimeMillis() * 1_000_000);
        FactsCache first = FactsCache.open(file, "1");
        first.put(entry, "next", CONTENT, FACTS);
        first.save();
        assertThat(FactsCache.open(file, "1").unchanged(entry, "next")).isEmpty();
        assertThat(FactsCache.open(file, "1").same(entry, "next", CONTENT)).contains(FACTS);
    }

    @Test void forgetsWhatTheLastRunDidNotUse() throws IOException {
        Path file = folder.resolve("facts");
        FactsCache first = FactsCache.open(file, "1");
        Workspace.Entry entry = new Workspace.Entry("a/b.ts", CONTENT.length, 5);
        first.put(entry, "next", CONTENT, FACTS);
        first.save();
        FactsCache.open(file, "1").save();
        assertThat(FactsCache.open(file, "1").unchanged(entry, "next")).isEmpty();
    }

    @Test void aBrokenFileIsAnEmptyCache() throws IOException {
        Path file = folder.resolve("facts");
        Workspace.Entry entry = new Workspace.Entry("a/b.ts", CONTENT.length, 5);
        FactsCache first = FactsCache.open(file, "1");
        first.put(entry, "next", CONTENT, FACTS);
        first.save();
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 0x55;
            Files.write(file, bad);
            FactsCache broken = FactsCache.open(file, "1");
            broken.unchanged(entry, "next").ifPresent(facts -> assertThat(facts.path()).isEqualTo("a/b.ts"));
            Files.write(file, java.util.Arrays.copyOf(good, i));
            assertThat(FactsCache.open(file, "1").unchanged(entry, "next")).isEmpty();
        }
    }
}
