package dev.gatelint.report;

import dev.gatelint.model.Access;
import dev.gatelint.model.Endpoint;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Severity;
import dev.gatelint.rule.Verdict;
import dev.gatelint.source.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * A summary in GitHub's Markdown, for a step summary or a comment. GitHub refuses a step summary of more than one MiB, so what does not fit
 * in 900,000 bytes is left out and counted.
 */
public final class MarkdownReport {
    private static final int MAX_BYTES = 900_000;
    private final StringBuilder out = new StringBuilder();
    private int bytes;

    private MarkdownReport() {}

    /** The report as Markdown. */
    public static String render(Report report) {
        MarkdownReport markdown = new MarkdownReport();
        markdown.write(report);
        return markdown.out.toString();
    }

    private void write(Report report) {
        List<Verdict> counted = report.findings().stream().filter(verdict -> verdict.state() == Verdict.State.NEW)
            .sorted(Comparator.comparing(verdict -> verdict.finding().severity())).toList();
        StringBuilder head = new StringBuilder("## gatelint\n\n");
        for (Severity severity : Severity.values()) {
            long number = counted.stream().filter(verdict -> verdict.finding().severity() == severity).count();
            head.append("**").append(number).append("** ").append(severity.id()).append(number == 1 ? "" : "s").append(" · ");
        }
        long open = report.endpoints().stream().filter(endpoint -> endpoint.access() == Access.PUBLIC).count();
        head.append(report.endpoints().size()).append(" endpoints, ").append(open).append(" open to anyone");
        add(head.append('\n').toString());
        table("Findings", "| | rule | where | what |\n|---|---|---|---|\n", counted, verdict -> finding(report, verdict.finding()));
        List<Endpoint> doors = report.endpoints().stream().sorted(Comparator.comparing(Endpoint::access)).toList();
        table("Endpoints", "| who may call | endpoint | where | decided by |\n|---|---|---|---|\n", doors,
            endpoint -> endpoint(report, endpoint));
        List<Verdict> others = report.findings().stream().filter(verdict -> verdict.state() != Verdict.State.NEW).toList();
        table("Known and suppressed", "| | rule | where | why |\n|---|---|---|---|\n", others, verdict -> row(verdict.state().id(),
            verdict.finding().rule().id() + " " + verdict.finding().rule()
                .name(), place(report, verdict.finding()), text(verdict.reason())));
        table("Not understood", "| where | what |\n|---|---|\n", report.problems(), MarkdownReport::problem);
    }

    private interface Row<T> {
        String of(T item);
    }

    private <T> void table(String title, String head, List<T> items, Row<T> row) {
        if (items.isEmpty() || !add("\n### " + title + "\n\n" + head)) return;
        int written = 0;
        for (T item : items) {
            if (!add(row.of(item))) break;
            written++;
        }
        if (written < items.size()) out.append("\n… and ").append(items.size() - written).append(" more; report.json has all of them.\n");
    }

    private boolean add(String text) {
        int size = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes + size > MAX_BYTES) return false;
        bytes += size;
        out.append(text);
        return true;
    }

    private static String finding(Report report, Finding finding) {
        return row(finding.severity().id(), finding.rule().id() + " " + finding.rule().name(), place(report, finding),
            inline(finding.message())
            + (finding.fixes().isEmpty() ? "" : " *Fix: " + text(finding.fixes().get(0).title()) + "*"));
    }

    private static String endpoint(Report report, Endpoint endpoint) {
        Report.Location at = report.locate(endpoint.at());
        String why = endpoint.evidence().isEmpty() ? "" : text(endpoint.evidence().get(endpoint.evidence().size() - 1).why());
        return row(endpoint.access().id(), code(endpoint.id()), code(at.file() + ":" + at.line()), why);
    }

    private static String problem(Problem problem) {
        return row(code(problem.file() + (problem.line() > 0 ? ":" + problem.line() : "")), text(problem.message()));
    }

    private static String place(Report report, Finding finding) {
        Report.Location at = report.locate(finding.at());
        return code(at.file() + ":" + at.line());
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String inline(String message) {
        StringBuilder out = new StringBuilder();
        Inline.of(message).forEach(piece -> out.append(piece.code() ? code(piece.text()) : text(piece.text())));
        return out.toString();
    }

    /** Plain text in a cell: nothing in it is Markdown, HTML, a mention or a link. */
    static String text(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) out.append(' ');
            else if ("\\`*_{}[]<>()#+!|~&@:$^=\"'".indexOf(c) >= 0) out.append("&#").append(c).append(';');
            else out.appendCodePoint(c);
        });
        return out.toString();
    }

    /** Code in a cell, in HTML because a cell cannot quote its own bars in Markdown's code. */
    private static String code(String text) {
        return "<code>" + text(text) + "</code>";
    }
}
