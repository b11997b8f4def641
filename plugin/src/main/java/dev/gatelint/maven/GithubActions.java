package dev.gatelint.maven;

import dev.gatelint.report.MarkdownReport;
import dev.gatelint.report.Report;
import dev.gatelint.report.WorkflowCommands;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * Shows findings where GitHub Actions shows them: as annotations, and as the summary of the step. Does nothing anywhere else.
 *
 * @param environment of the process
 * @param out         what the step prints; a logger would put its level before the commands
 */
record GithubActions(Map<String, String> environment, PrintStream out) {
    /** GitHub throws away the whole summary of a step when it is larger than one MiB. */
    private static final long MAX_SUMMARY = 1_000_000;

    void show(Report report) throws IOException {
        if (!"true".equals(environment.get("GITHUB_ACTIONS"))) return;
        WorkflowCommands.of(report).forEach(out::println);
        String summary = environment.get("GITHUB_STEP_SUMMARY");
        if (summary == null || report.findings().isEmpty() && report.endpoints().isEmpty()) return;
        byte[] text = MarkdownReport.render(report).getBytes(StandardCharsets.UTF_8);
        Path file = Path.of(summary);
        if ((Files.exists(file) ? Files.size(file) : 0) + text.length > MAX_SUMMARY) return;
        Files.write(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
