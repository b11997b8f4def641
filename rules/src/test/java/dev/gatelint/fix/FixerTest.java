package dev.gatelint.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import dev.gatelint.rule.Verdict;
import dev.gatelint.rule.Verdict.State;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Fix.Safety;
import dev.gatelint.source.FolderWorkspace;
import dev.gatelint.source.MemoryWorkspace;
import dev.gatelint.source.Problem;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixerTest {
    record OpenDoor() implements Rule {
        @Override public String id() {
            return "GL499";
        }

        @Override public Severity severity() {
            return Severity.ERROR;
        }

        @Override public int[] cwe() {
            return new int[] {306};
        }

        @Override public Stream<Finding> check(Model model) {
            return Stream.empty();
        }
    }

    private static TextEdit edit(String file, int start, int end, String text) {
        return new TextEdit(new Span(file, start, end), text);
    }

    private static Fix fix(Safety safety, TextEdit... edits) {
        return new Fix("fix it", safety, List.of(edits));
    }

    private static Verdict found(State state, Fix... fixes) {
        return new Verdict(new Finding(new OpenDoor(), Severity.ERROR, new Span("a", 0, 1), "m", "", List.of(), List.of(fixes)), "", state,
            "", false);
    }

    private static Map<String, String> fixed(Map<String, String> files, boolean review, Verdict... verdicts) {
        Map<String, String> out = new java.util.TreeMap<>();
        Fixer.fix(Arrays.asList(verdicts), review, new MemoryWorkspace(files)).files()
            .forEach((path, file) -> out.put(path, new String(file.after(), StandardCharsets.UTF_8)));
        return out;
    }

    @Test void equalEditsOfSeveralFixesAreOne() {
        TextEdit shared = edit("a", 0, 0, "import x\n");
        assertThat(fixed(Map.of("a", "f(1); f(2);"), false, found(State.NEW, fix(Safety.SAFE, shared, edit("a", 2, 3, "one"))),
            found(State.NEW, fix(Safety.SAFE, shared, edit("a", 8, 9, "two"))))).containsEntry("a", "import x\nf(one); f(two);");
    }

    @Test void allEditsOfAFixOrNone() {
        Verdict first = found(State.NEW, fix(Safety.SAFE, edit("a", 0, 2, "x")));
        Verdict second = found(State.NEW, fix(Safety.SAFE, edit("b", 0, 0, "y"), edit("a", 1, 3, "z")));
        Fixer.Result result = Fixer.fix(List.of(first, second), false, new MemoryWorkspace(Map.of("a", "abcd", "b", "b")));
        assertThat(result.files()).containsOnlyKeys("a");
        assertThat(result.applied()).hasSize(1);
        assertThat(result.conflicts()).singleElement().satisfies(conflict -> {
            assertThat(conflict.finding()).isSameAs(second.finding());
            assertThat(conflict.with()).isEqualTo(edit("a", 0, 2, "x"));
        });
        assertThat(result.patch()).startsWith("--- a/a\n+++ b/a\n");
    }

    @Test void onlyWhatMayBeAppliedIsApplied() {
        Fix shown = fix(Safety.SHOW, edit("a", 0, 1, "show"));
        Fix review = fix(Safety.REVIEW, edit("a", 0, 1, "review"));
        Fix safe = fix(Safety.SAFE, edit("a", 0, 1, "safe"));
        Map<String, String> files = Map.of("a", "a");
        assertThat(fixed(files, false, found(State.NEW, shown, review, safe))).containsEntry("a", "safe");
        assertThat(fixed(files, true, found(State.NEW, shown, review, safe))).containsEntry("a", "review");
        assertThat(fixed(files, true, found(State.NEW, shown))).isEmpty();
        assertThat(fixed(files, true, found(State.SUPPRESSED, safe), found(State.BASELINED, safe))).isEmpty();
    }

    @Test void whatCannotBeFixedIsSaid() {
        Fixer.Result result = Fixer.fix(List.of(found(State.NEW, fix(Safety.SAFE, edit("gone", 0, 0, "x"))),
            found(State.NEW, fix(Safety.SAFE, edit("a", 5, 6, "x"))),
            found(State.NEW, fix(Safety.SAFE, edit("a", 0, 2, "x"), edit("a", 1, 2, "y")))), false, new MemoryWorkspace(Map.of("a", "ab")));
        assertThat(result.files()).isEmpty();
        assertThat(result.problems()).extracting(Problem::file).containsExactly("a", "gone");
        assertThat(result.conflicts()).hasSize(1);
    }

    @Test void bytesOutsideTheEditsStay(@TempDir Path folder) throws IOException {
        byte[] windows = "\uFEFFa\r\n\uD83D\uDE00 b \t\r\nc".getBytes(StandardCharsets.UTF_8);
        byte[] latin = "k=\u00e4\r\nl=1".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("a.ts"), windows);
        Files.write(folder.resolve("b.properties"), latin);
        Files.write(folder.resolve("c.ts"), latin);
        Fixer.Result result = Fixer.fix(List.of(found(State.NEW, fix(Safety.SAFE, edit("a.ts", 1, 1, "import x\n"),
            edit("a.ts", 7, 8, "bb"))),
            found(State.NEW, fix(Safety.SAFE, edit("b.properties", 7, 8, "2"))), found(State.NEW,
                fix(Safety.SAFE, edit("c.ts", 0, 1, "2")))),
            false, new FolderWorkspace(folder, path -> false));
        assertThat(result.problems()).extracting(Problem::file).containsExactly("c.ts");
        assertThat(Files.readAllBytes(folder.resolve("a.ts"))).isEqualTo(windows);
        assertThat(result.write(folder)).isEmpty();
        assertThat(Files.readString(folder.resolve("a.ts"))).isEqualTo("\uFEFFimport x\r\na\r\n\uD83D\uDE00 bb \t\r\nc");
        assertThat(Files.readAllBytes(folder.resolve("b.properties"))).isEqualTo("k=\u00e4\r\nl=2".getBytes(StandardCharsets.ISO_8859_1));
        // written once, the files are no longer what was analysed
        assertThat(result.write(folder)).extracting(Problem::file).containsExactly("a.ts", "b.properties");
    }

    @Test void linksAreNotFollowed(@TempDir Path folder, @TempDir Path outside) throws IOException {
        Files.writeString(outside.resolve("x"), "a");
        Files.createSymbolicLink(folder.resolve("a"), outside.resolve("x"));
        Files.createSymbolicLink(folder.resolve("dir"), outside);
        Fixer.Result result = Fixer.fix(List.of(found(State.NEW, fix(Safety.SAFE, edit("a", 0, 1, "evil"))),
            found(State.NEW, fix(Safety.SAFE, edit("dir/x", 0, 1, "evil")))), false, new FolderWorkspace(folder, path -> false));
        assertThat(result.write(folder)).hasSize(2);
        assertThat(Files.readString(outside.resolve("x"))).isEqualTo("a");
    }
}
