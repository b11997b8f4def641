package dev.gatelint.report;

import dev.gatelint.model.Access;
import dev.gatelint.model.Endpoint;
import dev.gatelint.model.Evidence;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Severity;
import dev.gatelint.rule.Verdict;
import dev.gatelint.source.Problem;
import dev.gatelint.source.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A summary in GitHub's Markdown, for a step summary or a comment: what is wrong, then what was not understood; notes and the list of
 * endpoints are folded, and findings that say the same of several places are one row. GitHub refuses a step summary of more than one MiB,
 * so what does not fit in 900,000 bytes is left out and counted.
 */
public final class MarkdownReport {
    private static final int MAX_BYTES = 900_000;
    /** How many places a row shows that all have the same fault. */
    private static final int MAX_PLACES = 5;
    /** What a reviewer wants to see first comes first. */
    private static final List<Access> SHOWN = List.of(Access.PUBLIC, Access.UNKNOWN, Access.OPAQUE, Access.AUTHENTICATED, Access.RESTRICTED,
        Access.DENIED);
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
        List<Finding> counted = report.findings().stream().filter(verdict -> verdict.state() == Verdict.State.NEW).map(Verdict::finding)
            .sorted(Comparator.comparing(Finding::severity)).toList();
        add("## gatelint\n\n" + summary(report, counted) + "\n");
        List<Cause> causes = causes(counted);
        String head = "| | rule | where | what |\n|---|---|---|---|\n";
        title("Findings", causes);
        table(head, causes.stream().filter(cause -> cause.first().severity() != Severity.NOTE).toList(), cause -> finding(report, cause));
        List<Cause> notes = causes.stream().filter(cause -> cause.first().severity() == Severity.NOTE).toList();
        folded(count(number(counted, Severity.NOTE), "note"), head, notes, cause -> finding(report, cause));
        List<String> unclear = new ArrayList<>(report.problems().stream().map(MarkdownReport::problem).toList());
        unclear.addAll(unknown(report));
        title("Not understood", unclear);
        table("| where | what |\n|---|---|\n", unclear, row -> row);
        List<Endpoint> doors = report.endpoints().stream().sorted(Comparator.comparing(endpoint -> SHOWN.indexOf(endpoint.access())))
            .toList();
        title("Endpoints", doors);
        folded(access(report), "| who may call | endpoint | where | decided by |\n|---|---|---|---|\n", doors,
            endpoint -> endpoint(report, endpoint));
        List<Verdict> others = report.findings().stream().filter(verdict -> verdict.state() != Verdict.State.NEW).toList();
        title("Known and suppressed", others);
        table("| | rule | where | why |\n|---|---|---|---|\n", others, verdict -> row(verdict.state().id(),
            verdict.finding().rule().id() + " " + verdict.finding().rule()
                .name(), place(report, verdict.finding()), text(verdict.reason())));
    }

    private static String summary(Report report, List<Finding> counted) {
        StringBuilder head = new StringBuilder();
        for (Severity severity : Severity.values()) {
            long number = number(counted, severity);
            head.append("**").append(number).append("** ").append(severity.id()).append(number == 1 ? "" : "s").append(" · ");
        }
        head.append(report.endpoints().size()).append(" endpoints, ").append(number(report, Access.PUBLIC)).append(" open to anyone");
        long unknown = number(report, Access.UNKNOWN);
        if (unknown > 0) head.append(", ").append(unknown).append(" not known");
        if (!report.problems().isEmpty()) head.append(" · ").append(count(report.problems().size(), "thing")).append(" not understood");
        return head.toString();
    }

    private static String access(Report report) {
        return count(report.endpoints().size(), "endpoint") + ": " + SHOWN.stream().filter(access -> number(report, access) > 0)
            .map(access -> number(report, access) + " " + access.id()).collect(Collectors.joining(", "));
    }

    private static long number(List<Finding> findings, Severity severity) {
        return findings.stream().filter(finding -> finding.severity() == severity).count();
    }

    private static long number(Report report, Access access) {
        return report.endpoints().stream().filter(endpoint -> endpoint.access() == access).count();
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** Findings that say the same of several places. */
    private record Cause(List<Finding> findings) {
        Finding first() {
            return findings.get(0);
        }
    }

    private static List<Cause> causes(List<Finding> findings) {
        record Said(Severity severity, String rule, String message) {}
        Map<Said, List<Finding>> same = findings.stream().collect(Collectors.groupingBy(finding ->
            new Said(finding.severity(), finding.rule().id(), finding.message()), LinkedHashMap::new, Collectors.toList()));
        return same.values().stream().map(Cause::new).toList();
    }

    private interface Row<T> {
        String of(T item);
    }

    private void title(String title, List<?> items) {
        if (!items.isEmpty()) add("\n### " + title + "\n");
    }

    /** A table that is only seen when somebody wants to. */
    private <T> void folded(String summary, String head, List<T> items, Row<T> row) {
        if (items.isEmpty() || !add("\n<details><summary>" + summary + "</summary>\n")) return;
        table(head, items, row);
        out.append("\n</details>\n");
    }

    private <T> void table(String head, List<T> items, Row<T> row) {
        if (items.isEmpty() || !add("\n" + head)) return;
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

    private static String finding(Report report, Cause cause) {
        Finding finding = cause.first();
        List<Finding> all = cause.findings();
        String where = all.stream().limit(MAX_PLACES).map(one -> place(report, one)).collect(Collectors.joining("<br>"))
            + (all.size() > MAX_PLACES ? "<br>and " + (all.size() - MAX_PLACES) + " more" : "");
        return row(finding.severity().id(), finding.rule().id() + " " + finding.rule().name(), where, inline(finding.message())
            + (finding.fixes().isEmpty() ? "" : " *Fix: " + text(finding.fixes().get(0).title()) + "*"));
    }

    private static String endpoint(Report report, Endpoint endpoint) {
        String why = endpoint.evidence().isEmpty() ? "" : text(endpoint.evidence().get(endpoint.evidence().size() - 1).why());
        return row(endpoint.access().id(), code(endpoint.id()), place(report, endpoint.at()), why);
    }

    private static String problem(Problem problem) {
        return row(code(problem.file() + (problem.line() > 0 ? ":" + problem.line() : "")), text(problem.message()));
    }

    /** Why the access of endpoints is not known, with how many: the most frequent reason first. */
    private static List<String> unknown(Report report) {
        Map<Evidence, Long> reasons = report.endpoints().stream().filter(endpoint -> endpoint.access() == Access.UNKNOWN)
            .filter(endpoint -> !endpoint.evidence().isEmpty()).collect(Collectors.groupingBy(endpoint ->
                endpoint.evidence().get(endpoint.evidence().size() - 1), LinkedHashMap::new, Collectors.counting()));
        return reasons.entrySet().stream().sorted(Map.Entry.comparingByValue(Comparator.reverseOrder())).map(of -> row(
            place(report, of.getKey().at()), "who may call " + count(of.getValue(), "endpoint") + ": " + text(of.getKey().why()))).toList();
    }

    private static String place(Report report, Finding finding) {
        return place(report, finding.at());
    }

    private static String place(Report report, Span span) {
        Report.Location at = report.locate(span);
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
