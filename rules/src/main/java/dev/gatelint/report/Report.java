package dev.gatelint.report;

import dev.gatelint.model.Endpoint;
import dev.gatelint.rule.Verdict;
import dev.gatelint.source.Lines;
import dev.gatelint.source.Problem;
import dev.gatelint.source.Span;
import dev.gatelint.source.Workspace;
import java.util.List;
import java.util.Map;

/**
 * Everything that one run found out, in a fixed order: equal input gives an equal report, {@code stats} aside.
 *
 * @param version   of gatelint
 * @param lines     by path, for every file that was read
 * @param workspace to read excerpts of the few files that have findings
 */
public record Report(String version, List<Endpoint> endpoints, List<Verdict> findings, List<Problem> problems, Stats stats,
                     Map<String, Lines> lines, Workspace workspace) {
    private static final Lines NO_LINES = Lines.of("");

    public Report {
        endpoints = List.copyOf(endpoints);
        findings = List.copyOf(findings);
        problems = List.copyOf(problems);
    }

    /** What a run cost; the only part of a report that may differ between two runs. */
    public record Stats(int files, long bytes, int parsed, int cached, long milliseconds) {}

    /** 1-based lines and columns; {@code endColumn} is exclusive; columns in UTF-16 units. */
    public record Location(String file, int line, int column, int endLine, int endColumn) {}

    /** The lines and columns of a span. */
    public Location locate(Span span) {
        Lines of = lines.getOrDefault(span.file(), NO_LINES);
        return new Location(span.file(), of.line(span.start()), of.column(span.start()), of.line(span.end()), of.column(span.end()));
    }
}
