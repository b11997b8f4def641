package dev.gatelint.report;

import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Verdict;

/** The code quality report that GitLab shows in merge requests. Only findings that count are in it. */
public final class GitlabReport {
    private GitlabReport() {}

    /** The findings as GitLab reads them; equal fingerprints would be dropped there, ours all differ. */
    public static String render(Report report) {
        return Json.render(json -> {
            json.writeStartArray();
            for (Verdict verdict : report.findings()) {
                if (verdict.state() != Verdict.State.NEW) continue;
                Finding finding = verdict.finding();
                Report.Location at = report.locate(finding.at());
                json.writeStartObject();
                json.writeStringField("description", finding.message());
                json.writeStringField("check_name", finding.rule().id() + " " + finding.rule().name());
                json.writeStringField("fingerprint", verdict.fingerprint());
                json.writeStringField("severity", switch (finding.severity()) {
                    case ERROR -> "critical";
                    case WARNING -> "major";
                    case NOTE -> "info";
                });
                json.writeObjectFieldStart("location");
                json.writeStringField("path", at.file());
                json.writeObjectFieldStart("lines");
                json.writeNumberField("begin", at.line());
                json.writeEndObject();
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
