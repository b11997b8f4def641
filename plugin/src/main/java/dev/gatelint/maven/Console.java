package dev.gatelint.maven;

import dev.gatelint.model.Access;
import dev.gatelint.report.Report;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import dev.gatelint.rule.Verdict;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Problem;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.logging.Log;

/**
 * Findings as lines that begin with {@code /path/File.java:[12,5]}, as the compiler's do: IDEs and terminals make them clickable. On a CI
 * server, where nothing can be clicked, paths are relative.
 */
record Console(Log log, Path root, boolean relative) {
    /** So many findings can be counted at a glance. */
    private static final int MANY = 10;

    Console(Log log, Path root) {
        this(log, root, System.getenv("CI") != null);
    }

    void print(Report report) {
        report.problems().forEach(this::warn);
        for (Verdict verdict : report.findings()) {
            if (verdict.state() == Verdict.State.NEW) print(report, verdict.finding());
        }
    }

    void warn(Problem problem) {
        String line = problem.line() > 0 ? ":[" + problem.line() + ",1]" : "";
        log.warn(clean((path(problem.file()) + line + " " + problem.message()).strip()));
    }

    /** A line about a finding, at its place. */
    void say(Report report, Finding finding, String what) {
        log.info(line(report, finding, what));
    }

    private void print(Report report, Finding finding) {
        String line = line(report, finding, finding.message() + (fixable(finding) ? " (fix available)" : ""));
        switch (finding.severity()) {
            case ERROR -> log.error(line);
            case WARNING -> log.warn(line);
            case NOTE -> log.info(line);
        }
    }

    private static boolean fixable(Finding finding) {
        return finding.fixes().stream().anyMatch(fix -> fix.safety() != Fix.Safety.SHOW);
    }

    private String line(Report report, Finding finding, String what) {
        Report.Location at = report.locate(finding.at());
        Rule rule = finding.rule();
        return clean(path(at.file()) + ":[" + at.line() + "," + at.column() + "] " + rule.id() + " " + rule.name() + ": " + what);
    }

    void summary(String title, Report report, ReportFiles written) {
        log.info(title + ": " + counts(report));
        List<Finding> findings = report.findings().stream().filter(of -> of.state() == Verdict.State.NEW).map(Verdict::finding).toList();
        if (findings.size() > MANY) byRule(findings).forEach(log::info);
        written.files().forEach(file -> log.info("  " + file));
    }

    /** How often each rule speaks, the worst and the most frequent first. */
    static List<String> byRule(List<Finding> findings) {
        record Kind(Severity severity, Rule rule) {}
        Map<Kind, Long> counts = findings.stream()
            .collect(Collectors.groupingBy(finding -> new Kind(finding.severity(), finding.rule()), Collectors.counting()));
        return counts.entrySet().stream().sorted(Comparator.<Map.Entry<Kind, Long>, Severity>comparing(kind -> kind.getKey().severity)
                .thenComparing(Map.Entry.comparingByValue(Comparator.reverseOrder())).thenComparing(kind -> kind.getKey().rule.id()))
            .map(of -> "%6d %-8s %s %s".formatted(of.getValue(), of.getKey().severity.id(), of.getKey().rule.id(), of.getKey().rule.name()))
            .toList();
    }

    private static String counts(Report report) {
        Map<Verdict.State, Long> states = report.findings().stream().collect(Collectors.groupingBy(Verdict::state, Collectors.counting()));
        long open = report.endpoints().stream().filter(endpoint -> endpoint.access() == Access.PUBLIC).count();
        Stream<String> parts = Stream.of(Count.of(report.endpoints().size(), "endpoint") + " (" + open + " open to anyone)",
            Stream.of(Severity.values()).map(severity -> Count.of(of(report, severity), severity.id())).collect(Collectors.joining(", ")),
            states.containsKey(Verdict.State.BASELINED) ? states.get(Verdict.State.BASELINED) + " known before" : "",
            states.containsKey(Verdict.State.SUPPRESSED) ? states.get(Verdict.State.SUPPRESSED) + " suppressed" : "",
            report.problems().isEmpty() ? "" : Count.of(report.problems().size(), "thing") + " not understood");
        return parts.filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
    }

    private static long of(Report report, Severity severity) {
        return report.findings().stream().filter(v -> v.state() == Verdict.State.NEW && v.finding().severity() == severity).count();
    }

    /** A line from a stranger's source, without anything that steers a terminal or begins a line of its own. */
    static String clean(String line) {
        return line.replaceAll("\\p{Cntrl}|[\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]", "\uFFFD");
    }

    private String path(String file) {
        return relative || file.isEmpty() ? file : root.resolve(file).toString();
    }
}
