package dev.gatelint.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatelint.model.Model;
import dev.gatelint.report.Report;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import dev.gatelint.rule.Verdict;
import dev.gatelint.source.Lines;
import dev.gatelint.source.MemoryWorkspace;
import dev.gatelint.source.Problem;
import dev.gatelint.source.Span;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private final List<String> lines = new ArrayList<>();

    @Test void aFindingStandsAtAnAddressThatCanBeClicked() {
        console(false).print(report(Severity.WARNING, "is open"));
        assertThat(lines).containsExactly("warning /project/src/A.java:[2,3] GL499 open: is open");
    }

    @Test void onAServerPathsAreRelative() {
        console(true).print(report(Severity.ERROR, "is open"));
        assertThat(lines).containsExactly("error src/A.java:[2,3] GL499 open: is open");
    }

    @Test void whatASourceSaysCannotSteerTheTerminal() {
        console(true).print(report(Severity.NOTE, "\u001b[2J\r\n::error::x \u202Ey"));
        assertThat(lines).containsExactly("info src/A.java:[2,3] GL499 open: \uFFFD[2J\uFFFD\uFFFD::error::x \uFFFDy");
    }

    @Test void aProblemOfAWholeFileHasNoLine() {
        console(true).warn(new Problem("a.ts", 0, "is not text"));
        console(true).warn(new Problem("a.ts", 7, "does not parse"));
        assertThat(lines).containsExactly("warning a.ts is not text", "warning a.ts:[7,1] does not parse");
    }

    @Test void theThresholdCountsWhatIsBadEnough() throws MojoFailureException {
        Report report = report(Severity.WARNING, "is open");
        assertThat(Threshold.of("error", 0, false).isExceeded(report)).isFalse();
        assertThat(Threshold.of("Warning", 0, false).isExceeded(report)).isTrue();
        assertThat(Threshold.of("note", 1, false).isExceeded(report)).isFalse();
        assertThat(Threshold.of("error", 0, true).isExceeded(report)).isFalse();
        assertThat(Threshold.of("error", 0, true).isExceeded(new Report("1", List.of(), List.of(), List.of(new Problem("a", 0, "b")),
            report.stats(), Map.of(), report.workspace()))).isTrue();
        assertThatThrownBy(() -> Threshold.of("severe", 0, false))
            .hasMessage("gatelint.failOn is severe, which is not one of error, warning, note.");
    }

    @Test void aMistakeInTheSettingsIsNotLetThrough() throws MojoFailureException {
        Report sound = report(Severity.NOTE, "is open");
        Report mistaken = new Report("1", List.of(), sound.findings(), List.of(new Problem("gatelint.yml", 3, "unknown key 'protect'")),
            sound.stats(), Map.of(), sound.workspace());
        Threshold threshold = Threshold.of("error", 0, false);
        assertThat(threshold.exceeded(analysis(sound), new ReportFiles(List.of()))).isEmpty();
        assertThat(threshold.exceeded(analysis(mistaken), new ReportFiles(List.of()))).get().asString()
            .startsWith("1 mistake in gatelint.yml, named above");
    }

    private static Analysis analysis(Report report) {
        Inputs inputs = new Inputs(Path.of("/project"), List.of(), List.of(), false, 1, null, null, null);
        return new Analysis(inputs, new Reactor(inputs.root(), List.of()), Set.of(""), Path.of("target"), "mvn gatelint:", report, null);
    }

    @Test void findingsAreCountedByRuleTheWorstFirst() {
        Finding open = report(Severity.ERROR, "is open").findings().get(0).finding();
        Finding ajar = report(Severity.NOTE, "is ajar").findings().get(0).finding();
        assertThat(Console.byRule(List.of(ajar, open, ajar))).containsExactly("     1 error    GL499 open", "     2 note     GL499 open");
    }

    @Test void whatIsWrongWithAFileIsSaidWithoutTheNameOfAClass() {
        assertThat(Guarded.said(new NoSuchFileException("/a.yml"))).isEqualTo("there is no file /a.yml");
        assertThat(Guarded.said(new AccessDeniedException("/out"))).isEqualTo("/out may not be read or written");
        assertThat(Guarded.said(new FileSystemException("/out", null, "Read-only file system"))).isEqualTo("/out: Read-only file system");
        assertThat(Guarded.said(new FileAlreadyExistsException("/target"))).isEqualTo("/target is in the way, because it is not a folder");
        assertThat(Guarded.said(new IOException())).isEqualTo("a file cannot be read or written");
    }

    private record Open(Severity severity) implements Rule {
        @Override public String id() {
            return "GL499";
        }

        @Override public int[] cwe() {
            return new int[] {862};
        }

        @Override public Stream<Finding> check(Model model) {
            return Stream.of();
        }
    }

    private static Report report(Severity severity, String message) {
        Finding finding = new Finding(new Open(severity), severity, new Span("src/A.java", 4, 6), message, "", List.of(), List.of());
        return new Report("1", List.of(), List.of(new Verdict(finding, "", Verdict.State.NEW, "", false)), List.of(),
            new Report.Stats(1, 1, 1, 0, 1),
            Map.of("src/A.java", Lines.of("a\n  class")), new MemoryWorkspace(Map.of()));
    }

    private Console console(boolean relative) {
        return new Console(new SystemStreamLog() {
            @Override public void info(CharSequence line) {
                lines.add("info " + line);
            }

            @Override public void warn(CharSequence line) {
                lines.add("warning " + line);
            }

            @Override public void error(CharSequence line) {
                lines.add("error " + line);
            }
        }, Path.of("/project"), relative);
    }
}
