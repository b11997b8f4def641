package dev.gatelint.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Severity;
import dev.gatelint.rule.Verdict;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Lines;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reviewdog's diagnostic format. Its columns count bytes of UTF-8, 1-based, end exclusive. A fix that stays in the file of its finding
 * becomes suggestions. Only findings that count are in it.
 */
public final class RdjsonReport {
    private RdjsonReport() {}

    /** The findings as reviewdog reads them. */
    public static String render(Report report) {
        Sources sources = new Sources(report.workspace());
        return Json.render(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("source");
            json.writeStringField("name", "gatelint");
            json.writeEndObject();
            json.writeArrayFieldStart("diagnostics");
            for (Verdict verdict : report.findings()) {
                if (verdict.state() == Verdict.State.NEW) diagnostic(json, verdict.finding(), sources);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void diagnostic(JsonGenerator json, Finding finding, Sources sources) throws IOException {
        json.writeStartObject();
        json.writeStringField("message", finding.message());
        json.writeObjectFieldStart("location");
        json.writeStringField("path", finding.at().file());
        range(json, finding.at(), sources);
        json.writeEndObject();
        json.writeStringField("severity", finding.severity() == Severity.NOTE ? "INFO" : finding.severity().name());
        json.writeObjectFieldStart("code");
        json.writeStringField("value", finding.rule().id());
        json.writeEndObject();
        Fix fix = finding.fixes().stream().filter(one -> one.safety() != Fix.Safety.SHOW
            && one.edits().stream().allMatch(edit -> edit.at().file().equals(finding.at().file()))).findFirst().orElse(null);
        if (fix != null) {
            json.writeArrayFieldStart("suggestions");
            for (TextEdit edit : fix.edits()) {
                json.writeStartObject();
                range(json, edit.at(), sources);
                json.writeStringField("text", edit.text());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void range(JsonGenerator json, Span span, Sources sources) throws IOException {
        json.writeObjectFieldStart("range");
        position(json, "start", span.file(), span.start(), sources);
        position(json, "end", span.file(), span.end(), sources);
        json.writeEndObject();
    }

    private static void position(JsonGenerator json, String name, String file, int offset, Sources sources) throws IOException {
        Lines lines = sources.lines(file);
        String text = sources.text(file);
        int line = lines.line(offset);
        int start = Math.min(lines.start(line), text.length());
        String before = text.substring(start, Math.max(start, Math.min(offset, text.length())));
        json.writeObjectFieldStart(name);
        json.writeNumberField("line", line);
        json.writeNumberField("column", before.getBytes(StandardCharsets.UTF_8).length + 1);
        json.writeEndObject();
    }
}
