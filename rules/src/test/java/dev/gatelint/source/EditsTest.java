package dev.gatelint.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.PatchFailedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EditsTest {
    private static TextEdit edit(int start, int end, String text) {
        return new TextEdit(new Span("f", start, end), text);
    }

    @Test void editsAreAppliedAtTheirPlaces() {
        assertThat(Edits.apply("abcdef", List.of(edit(4, 6, ""), edit(0, 0, "x"), edit(1, 3, "yz!"), edit(1, 1, "-"), edit(3, 3, "+"))))
            .isEqualTo("xa-yz!+d");
        assertThat(Edits.apply("", List.of(edit(0, 0, "a\n")))).isEqualTo("a\n");
        assertThat(Edits.apply("ab", List.of(edit(1, 1, "x"), edit(1, 1, "x")))).isEqualTo("axb");
    }

    @Test void whatIsInsertedTakesTheLineEndingOfItsPlace() {
        assertThat(Edits.apply("a\r\nb\r\n", List.of(edit(3, 3, "x\ny\n"), edit(6, 6, "z\n")))).isEqualTo("a\r\nx\r\ny\r\nb\r\nz\r\n");
        assertThat(Edits.apply("a\nb\r\nc\n", List.of(edit(0, 0, "1\n"), edit(2, 2, "2\n"), edit(5, 5, "3\r\n"))))
            .isEqualTo("1\na\n2\r\nb\r\n3\nc\n");
        assertThat(Edits.apply("a", List.of(edit(0, 0, "1\n")))).isEqualTo("1\na");
    }

    @Test void nothingGoesBeforeAByteOrderMark() {
        assertThat(Edits.apply("\uFEFFa", List.of(edit(0, 0, "x")))).isEqualTo("\uFEFFxa");
        assertThat(Edits.apply("\uFEFFab", List.of(edit(0, 2, "x")))).isEqualTo("\uFEFFxb");
    }

    @Test void editsThatExcludeEachOtherAreRefused() {
        for (List<TextEdit> pair : List.of(List.of(edit(0, 3, "x"), edit(2, 4, "y")), List.of(edit(1, 1, "x"), edit(1, 1, "y")),
            List.of(edit(0, 4, "x"), edit(2, 2, "y")), List.of(edit(1, 2, "x"), edit(1, 2, "y")), List.of(edit(0, 4, "x"),
                edit(1, 2, "y")))) {
            assertThatThrownBy(() -> Edits.apply("abcdef", pair)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Edits.apply("abcdef", List.of(pair.get(1), pair.get(0)))).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Edits.apply("a", List.of(edit(1, 2, "")))).isInstanceOf(IllegalArgumentException.class);
    }

    /** Against the plainest implementation: look at all pairs; apply from behind. */
    @Test void anyEditsInAnyOrder() {
        Random random = new Random(3);
        for (int run = 0; run < 5_000; run++) {
            String text = "0123456789\n".repeat(1 + random.nextInt(3));
            Edits edits = new Edits(text);
            List<TextEdit> taken = new ArrayList<>();
            for (int n = random.nextInt(12); n > 0; n--) {
                int start = random.nextInt(text.length());
                TextEdit next = edit(start, Math.min(text.length(), start + Math.max(0, random.nextInt(6) - 2)),
                    "ab\n".substring(random.nextInt(3)));
                Optional<TextEdit> inTheWay = taken.stream().filter(other -> overlap(other, next)).findFirst();
                assertThat(edits.conflict(next).isPresent()).as(taken + " and " + next).isEqualTo(inTheWay.isPresent());
                if (inTheWay.isEmpty()) {
                    edits.add(next);
                    if (!taken.contains(next)) taken.add(next);
                }
            }
            StringBuilder expected = new StringBuilder(text);
            taken.stream().sorted((a, b) -> b.at().compareTo(a.at())).forEach(e ->
                expected.replace(e.at().start(), e.at().end(), e.text()));
            assertThat(edits.applied()).isEqualTo(expected.toString());
        }
    }

    private static boolean overlap(TextEdit a, TextEdit b) {
        if (a.at().equals(b.at())) return !a.text().equals(b.text());
        return Math.max(a.at().start(), b.at().start()) < Math.min(a.at().end(), b.at().end())
            || inside(a.at(), b.at()) || inside(b.at(), a.at());
    }

    private static boolean inside(Span point, Span other) {
        return point.start() == point.end() && other.start() < point.start() && point.start() < other.end();
    }

    @Test void diffsAreWhatPatchReads() throws PatchFailedException {
        assertThat(UnifiedDiff.of("a b.txt", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n")).isEqualTo("""
            --- a/a b.txt
            +++ b/a b.txt
            @@ -2,7 +2,7 @@
             2
             3
             4
            -5
            +x
             6
             7
             8
            """);
        assertThat(UnifiedDiff.of("f", "a", "b\n")).isEqualTo("--- a/f\n+++ b/f\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+b\n");
        assertThat(UnifiedDiff.of("a\n\"b", "", "x\n")).startsWith("--- \"a/a\\012\\\"b\"\n");
        assertThat(UnifiedDiff.of("f", "a\r\n", "b\r\n")).contains("-a\r\n+b\r\n");
        assertThat(UnifiedDiff.of("f", "a", "a")).isEmpty();
        Random random = new Random(5);
        for (int run = 0; run < 500; run++) {
            String before = text(random);
            String after = text(random);
            String diff = UnifiedDiff.of("f", before, after);
            if (diff.isEmpty()) continue;
            var patch = UnifiedDiffUtils.parseUnifiedDiff(Arrays.asList(diff.split("\n")));
            assertThat(String.join("\n", patch.applyTo(before.lines().toList()))).isEqualTo(after.stripTrailing());
        }
    }

    private static String text(Random random) {
        StringBuilder out = new StringBuilder();
        for (int n = 1 + random.nextInt(20); n > 0; n--) out.append((char) ('a' + random.nextInt(4))).append('\n');
        return out.toString();
    }
}
