package dev.gatelint.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.model.Access;
import dev.gatelint.model.Endpoint;
import dev.gatelint.report.Report;
import dev.gatelint.source.MemoryWorkspace;
import dev.gatelint.source.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GithubActionsTest {
    private static Report report(int endpoints) {
        Endpoint endpoint = new Endpoint(new Span("A.java", 0, 1), "spring-mvc", List.of("GET"), "/a", "A#a", Access.PUBLIC, List.of(),
            Set.of(), List.of(),
            List.of());
        return new Report("1", java.util.Collections.nCopies(endpoints, endpoint), List.of(), List.of(), new Report.Stats(1, 1, 1, 0, 1),
            Map.of(),
            new MemoryWorkspace(Map.of()));
    }

    private static String printed(Report report, Map<String, String> environment) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new GithubActions(environment, new PrintStream(out, true, StandardCharsets.UTF_8)).show(report);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test void theSummaryGrowsUpToItsLimit(@TempDir Path folder) throws IOException {
        Path summary = folder.resolve("summary.md");
        Map<String, String> environment = Map.of("GITHUB_ACTIONS", "true", "GITHUB_STEP_SUMMARY", summary.toString());
        printed(report(1), environment);
        printed(report(1), environment);
        assertThat(Files.readString(summary)).contains("## gatelint").matches("(?s).*## gatelint.*## gatelint.*");
        long size = Files.size(summary);
        Files.writeString(summary, "x".repeat(999_999));
        printed(report(1), environment);
        assertThat(Files.size(summary)).isEqualTo(999_999).isGreaterThan(size);
    }

    @Test void elsewhereNothingHappens(@TempDir Path folder) throws IOException {
        Path summary = folder.resolve("summary.md");
        assertThat(printed(report(1), Map.of("GITHUB_STEP_SUMMARY", summary.toString()))).isEmpty();
        assertThat(printed(report(0), Map.of("GITHUB_ACTIONS", "true", "GITHUB_STEP_SUMMARY", summary.toString()))).isEmpty();
        assertThat(summary).doesNotExist();
    }
}
