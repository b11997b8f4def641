package dev.gatelint.report;

import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Severity;
import dev.gatelint.rule.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checkstyle's XML, which almost every build server, reviewer and IDE reads. Only findings that count are in it. */
public final class CheckstyleReport {
    private CheckstyleReport() {}

    /** The findings as Checkstyle would write them. */
    public static String render(Report report) {
        Map<String, List<Finding>> byFile = new TreeMap<>();
        for (Verdict verdict : report.findings()) {
            if (verdict.state() != Verdict.State.NEW) continue;
            byFile.computeIfAbsent(verdict.finding().at().file(), key -> new ArrayList<>()).add(verdict.finding());
        }
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"10.0\">\n");
        byFile.forEach((file, findings) -> {
            out.append("  <file name=\"").append(Xml.attribute(file)).append("\">\n");
            for (Finding finding : findings) {
                Report.Location at = report.locate(finding.at());
                out.append("    <error line=\"").append(at.line()).append("\" column=\"").append(at.column()).append("\" severity=\"")
                    .append(finding.severity() == Severity.NOTE ? "info" : finding.severity().id()).append("\" message=\"")
                    .append(Xml.attribute(finding.message())).append("\" source=\"gatelint.").append(finding.rule().id()).append('.')
                    .append(finding.rule().name()).append("\"/>\n");
            }
            out.append("  </file>\n");
        });
        return out.append("</checkstyle>\n").toString();
    }
}
