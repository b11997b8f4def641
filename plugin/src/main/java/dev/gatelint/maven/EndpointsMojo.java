package dev.gatelint.maven;

import dev.gatelint.model.Endpoint;
import dev.gatelint.report.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;

/** Prints and writes who may call what: every endpoint, its access, its handler and the place that decided it. */
@Mojo(name = "endpoints", requiresProject = false, aggregator = true, threadSafe = true)
final class EndpointsMojo extends AnalysisMojo {
    @Override void execute(Analysis analysis) throws IOException {
        List<String> table = table(analysis.whole());
        getLog().info("Who may call what:");
        table.forEach(getLog()::info);
        Path file = Files.createDirectories(analysis.output()).resolve("endpoints.txt");
        Files.writeString(file, String.join("\n", table) + "\n", StandardCharsets.UTF_8);
        getLog().info(Count.of(analysis.whole().endpoints().size(), "endpoint") + ", written to " + file);
    }

    private static List<String> table(Report report) {
        int id = width(report.endpoints().stream().map(Endpoint::id).toList());
        int access = width(report.endpoints().stream().map(endpoint -> endpoint.access().id()).toList());
        return report.endpoints().stream().map(endpoint -> ("%-" + access + "s  %-" + id + "s  %s:%d%s").formatted(endpoint.access().id(),
            endpoint.id(), endpoint.at().file(), report.locate(endpoint.at()).line(), why(endpoint))).map(Console::clean).toList();
    }

    private static int width(List<String> column) {
        return Math.max(1, Math.min(60, column.stream().mapToInt(String::length).max().orElse(1)));
    }

    private static String why(Endpoint endpoint) {
        return endpoint.evidence().isEmpty() ? "" : "  " + endpoint.evidence().get(endpoint.evidence().size() - 1).why();
    }
}
