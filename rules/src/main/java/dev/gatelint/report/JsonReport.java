package dev.gatelint.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.gatelint.model.Endpoint;
import dev.gatelint.model.Evidence;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Verdict;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Problem;
import dev.gatelint.source.TextEdit;
import java.io.IOException;
import java.util.List;

/** {@code report.json}, the contract for programs; {@code report.schema.json} beside this class describes it. */
public final class JsonReport {
    private static final int SCHEMA = 1;

    private JsonReport() {}

    /** The whole report as JSON. */
    public static String render(Report report) {
        return Json.render(json -> {
            json.writeStartObject();
            json.writeNumberField("schema", SCHEMA);
            json.writeObjectFieldStart("tool");
            json.writeStringField("name", "gatelint");
            json.writeStringField("version", report.version());
            json.writeEndObject();
            json.writeArrayFieldStart("endpoints");
            for (Endpoint endpoint : report.endpoints()) endpoint(json, report, endpoint);
            json.writeEndArray();
            json.writeArrayFieldStart("findings");
            for (Verdict verdict : report.findings()) finding(json, report, verdict);
            json.writeEndArray();
            json.writeArrayFieldStart("problems");
            for (Problem problem : report.problems()) {
                json.writeStartObject();
                json.writeStringField("file", problem.file());
                json.writeNumberField("line", problem.line());
                json.writeStringField("message", problem.message());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeObjectFieldStart("stats");
            json.writeNumberField("files", report.stats().files());
            json.writeNumberField("bytes", report.stats().bytes());
            json.writeNumberField("parsed", report.stats().parsed());
            json.writeNumberField("cached", report.stats().cached());
            json.writeNumberField("milliseconds", report.stats().milliseconds());
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static void endpoint(JsonGenerator json, Report report, Endpoint endpoint) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", endpoint.id());
        json.writeStringField("stack", endpoint.stack());
        json.writeFieldName("methods");
        json.writeArray(endpoint.methods().toArray(String[]::new), 0, endpoint.methods().size());
        json.writeStringField("path", endpoint.path());
        json.writeStringField("handler", endpoint.handler());
        json.writeStringField("file", endpoint.at().file());
        json.writeNumberField("line", report.locate(endpoint.at()).line());
        json.writeStringField("access", endpoint.access().id());
        places(json, "evidence", report, endpoint.evidence());
        json.writeEndObject();
    }

    private static void finding(JsonGenerator json, Report report, Verdict verdict) throws IOException {
        Finding finding = verdict.finding();
        Report.Location at = report.locate(finding.at());
        json.writeStartObject();
        json.writeStringField("rule", finding.rule().id());
        json.writeStringField("name", finding.rule().name());
        json.writeStringField("family", finding.rule().family().id());
        json.writeStringField("severity", finding.severity().id());
        json.writeStringField("file", at.file());
        json.writeNumberField("line", at.line());
        json.writeNumberField("column", at.column());
        json.writeNumberField("endLine", at.endLine());
        json.writeNumberField("endColumn", at.endColumn());
        json.writeStringField("message", finding.message());
        json.writeStringField("endpoint", finding.endpoint());
        json.writeStringField("fingerprint", verdict.fingerprint());
        json.writeStringField("state", verdict.state().id());
        json.writeStringField("reason", verdict.reason().isEmpty() ? null : verdict.reason());
        places(json, "related", report, finding.related());
        json.writeArrayFieldStart("fixes");
        for (Fix fix : finding.fixes()) {
            json.writeStartObject();
            json.writeStringField("title", fix.title());
            json.writeStringField("safety", fix.safety().id());
            json.writeArrayFieldStart("edits");
            for (TextEdit edit : fix.edits()) {
                json.writeStartObject();
                json.writeStringField("file", edit.at().file());
                json.writeNumberField("start", edit.at().start());
                json.writeNumberField("end", edit.at().end());
                json.writeStringField("text", edit.text());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void places(JsonGenerator json, String name, Report report, List<Evidence> places) throws IOException {
        json.writeArrayFieldStart(name);
        for (Evidence place : places) {
            json.writeStartObject();
            json.writeStringField("file", place.at().file());
            json.writeNumberField("line", report.locate(place.at()).line());
            json.writeStringField("why", place.why());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
