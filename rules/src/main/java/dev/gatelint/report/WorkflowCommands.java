package dev.gatelint.report;

import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Severity;
import dev.gatelint.rule.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines that GitHub Actions turns into annotations when a step prints them. It shows ten of each level a step, so no more are given, and
 * what is left out is counted.
 */
public final class WorkflowCommands {
    private static final int MAX = 10;

    private WorkflowCommands() {}

    /** The lines to print, without line ends; only findings that count, the worst first. */
    public static List<String> of(Report report) {
        List<String> lines = new ArrayList<>();
        int left = 0;
        for (Severity severity : Severity.values()) {
            List<Finding> findings = report.findings().stream().filter(verdict -> verdict.state() == Verdict.State.NEW)
                .map(Verdict::finding)
                .filter(finding -> finding.severity() == severity).toList();
            findings.stream().limit(MAX).forEach(finding -> lines.add(command(report, finding)));
            left += Math.max(0, findings.size() - MAX);
        }
        if (left > 0) lines.add(left + " more findings are in the report; GitHub shows " + MAX + " of each level.");
        return lines;
    }

    private static String command(Report report, Finding finding) {
        Report.Location at = report.locate(finding.at());
        String level = finding.severity() == Severity.NOTE ? "notice" : finding.severity().id();
        String end = at.endLine() == at.line() ? ",endColumn=" + at.endColumn() : "";
        return "::" + level + " file=" + property(at.file()) + ",line=" + at.line() + ",col=" + at.column() + end + ",title="
            + property(finding.rule().id() + " " + finding.rule().name()) + "::" + data(finding.message());
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
