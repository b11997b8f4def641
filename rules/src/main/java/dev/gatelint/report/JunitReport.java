package dev.gatelint.report;

import dev.gatelint.model.Endpoint;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Severity;
import dev.gatelint.rule.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JUnit's XML: each endpoint is a test case that passes when no finding of severity error counts against it; findings without an endpoint
 * are test cases of their own.
 */
public final class JunitReport {
    private JunitReport() {}

    private record Case(String group, String name, List<Finding> failures) {}

    /** The report as one test suite. */
    public static String render(Report report) {
        Map<String, Case> cases = new LinkedHashMap<>();
        for (Endpoint endpoint : report.endpoints()) {
            cases.computeIfAbsent(endpoint.id(), id -> new Case(endpoint.stack(), id + " is " + endpoint.access().id(), new ArrayList<>()));
        }
        for (Verdict verdict : report.findings()) {
            Finding finding = verdict.finding();
            if (verdict.state() != Verdict.State.NEW || finding.severity() != Severity.ERROR) continue;
            String key = cases.containsKey(finding.endpoint()) ? finding.endpoint() : finding.rule().id() + ' ' + finding.at().file();
            String name = finding.rule().name() + " in " + finding.at().file();
            cases.computeIfAbsent(key, id -> new Case(finding.rule().family().id(), name, new ArrayList<>())).failures.add(finding);
        }
        long failed = cases.values().stream().filter(one -> !one.failures.isEmpty()).count();
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.append("<testsuite name=\"gatelint\" tests=\"").append(cases.size()).append("\" failures=\"").append(failed)
            .append("\" errors=\"0\" skipped=\"0\">\n");
        for (Case one : cases.values()) {
            out.append("  <testcase classname=\"gatelint.").append(Xml.attribute(one.group)).append("\" name=\"")
                .append(Xml.attribute(one.name)).append('"');
            if (one.failures.isEmpty()) {
                out.append("/>\n");
                continue;
            }
            Finding first = one.failures.get(0);
            out.append(">\n    <failure type=\"").append(first.rule().id()).append("\" message=\"").append(Xml.attribute(first.message()))
                .append("\">");
            for (Finding finding : one.failures) {
                Report.Location at = report.locate(finding.at());
                String place = at.file() + ":" + at.line() + ":" + at.column();
                out.append(Xml.attribute(place + " " + finding.rule().id() + " " + finding.message())).append('\n');
            }
            out.append("</failure>\n  </testcase>\n");
        }
        return out.append("</testsuite>\n").toString();
    }
}
