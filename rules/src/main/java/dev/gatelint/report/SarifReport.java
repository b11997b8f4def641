package dev.gatelint.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.gatelint.model.Evidence;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.RulePage;
import dev.gatelint.rule.Severity;
import dev.gatelint.rule.Verdict;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Problem;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * SARIF 2.1.0. What GitHub code scanning reads is there in the form in which it reads it: paths relative to the root, tight regions,
 * {@code security-severity}, CWE tags, help in Markdown, related places linked in the message, the line hash; what others read as well:
 * fixes, suppressions with their justification, the state against a baseline.
 */
public final class SarifReport {
    private static final String ROOT = "%SRCROOT%";
    private static final int MAX_DESCRIPTION = 1024;
    private static final int MAX_RELATED = 20;

    private SarifReport() {}

    /** The whole report as a SARIF log with one run. */
    public static String render(Report report) {
        Map<String, Rule> rules = new TreeMap<>();
        report.findings().forEach(verdict -> rules.put(verdict.finding().rule().id(), verdict.finding().rule()));
        List<String> order = new ArrayList<>(rules.keySet());
        Sources sources = new Sources(report.workspace());
        return Json.render(json -> {
            json.writeStartObject();
            json.writeStringField("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.writeStringField("version", "2.1.0");
            json.writeArrayFieldStart("runs");
            json.writeStartObject();
            json.writeObjectFieldStart("tool");
            json.writeObjectFieldStart("driver");
            json.writeStringField("name", "gatelint");
            json.writeStringField("version", report.version());
            json.writeArrayFieldStart("rules");
            for (Rule rule : rules.values()) rule(json, rule);
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
            json.writeStringField("columnKind", "utf16CodeUnits");
            json.writeObjectFieldStart("automationDetails");
            json.writeStringField("id", "gatelint/");
            json.writeEndObject();
            json.writeObjectFieldStart("originalUriBaseIds");
            json.writeObjectFieldStart(ROOT);
            text(json, "description", "The scanned root.");
            json.writeEndObject();
            json.writeEndObject();
            invocation(json, report);
            json.writeArrayFieldStart("results");
            for (Verdict verdict : report.findings()) result(json, report, verdict, order, sources);
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void rule(JsonGenerator json, Rule rule) throws IOException {
        RulePage page = RulePage.of(rule);
        json.writeStartObject();
        json.writeStringField("id", rule.id());
        json.writeStringField("name", rule.getClass().getSimpleName());
        text(json, "shortDescription", page.summary());
        text(json, "fullDescription", cut(page.prose().replace('\n', ' '), MAX_DESCRIPTION));
        json.writeObjectFieldStart("help");
        json.writeStringField("text", page.prose());
        json.writeStringField("markdown", page.markdown());
        json.writeEndObject();
        json.writeObjectFieldStart("defaultConfiguration");
        json.writeStringField("level", rule.severity().id());
        json.writeEndObject();
        json.writeObjectFieldStart("properties");
        json.writeArrayFieldStart("tags");
        json.writeString("security");
        json.writeString(rule.family().id());
        for (int cwe : rule.cwe()) json.writeString("external/cwe/cwe-%03d".formatted(cwe));
        json.writeEndArray();
        json.writeStringField("precision", rule.severity() == Severity.NOTE ? "medium" : "high");
        json.writeStringField("problem.severity", rule.severity() == Severity.NOTE ? "recommendation" : rule.severity().id());
        json.writeStringField("security-severity", securitySeverity(rule));
        json.writeEndObject();
        json.writeEndObject();
    }

    /** On the scale of CVSS, where GitHub calls 7 and more high, 4 and more medium. */
    private static String securitySeverity(Rule rule) {
        return switch (rule.severity()) {
            case ERROR -> switch (rule.family()) {
                case GUARDS -> "8.6";
                case SESSION -> "8.1";
                case SECRETS -> "7.5";
                case IMPORTS -> "7.1";
            };
            case WARNING -> "5.5";
            case NOTE -> "2.5";
        };
    }

    private static void invocation(JsonGenerator json, Report report) throws IOException {
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful", true);
        json.writeArrayFieldStart("toolExecutionNotifications");
        for (Problem problem : report.problems()) {
            json.writeStartObject();
            json.writeStringField("level", "warning");
            text(json, "message", problem.message());
            if (!problem.file().isEmpty()) {
                json.writeArrayFieldStart("locations");
                json.writeStartObject();
                json.writeObjectFieldStart("physicalLocation");
                artifact(json, problem.file());
                if (problem.line() > 0) {
                    json.writeObjectFieldStart("region");
                    json.writeNumberField("startLine", problem.line());
                    json.writeEndObject();
                }
                json.writeEndObject();
                json.writeEndObject();
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void result(JsonGenerator json, Report report, Verdict verdict, List<String> order, Sources sources) throws IOException {
        Finding finding = verdict.finding();
        Report.Location at = report.locate(finding.at());
        List<Evidence> related = finding.related().subList(0, Math.min(MAX_RELATED, finding.related().size()));
        json.writeStartObject();
        json.writeStringField("ruleId", finding.rule().id());
        json.writeNumberField("ruleIndex", order.indexOf(finding.rule().id()));
        json.writeStringField("level", finding.severity().id());
        text(json, "message", message(finding, related, report));
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        physical(json, report, finding.at());
        if (!finding.endpoint().isEmpty()) {
            json.writeArrayFieldStart("logicalLocations");
            json.writeStartObject();
            json.writeStringField("fullyQualifiedName", finding.endpoint());
            json.writeStringField("kind", "resource");
            json.writeEndObject();
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeEndArray();
        json.writeArrayFieldStart("relatedLocations");
        for (int i = 0; i < related.size(); i++) {
            json.writeStartObject();
            json.writeNumberField("id", i + 1);
            physical(json, report, related.get(i).at());
            text(json, "message", related.get(i).why());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField("primaryLocationLineHash", sources.hash(at.file(), at.line()));
        if (!verdict.fingerprint().isEmpty()) json.writeStringField("gatelint/v1", verdict.fingerprint());
        json.writeEndObject();
        if (verdict.state() == Verdict.State.SUPPRESSED) {
            json.writeArrayFieldStart("suppressions");
            json.writeStartObject();
            json.writeStringField("kind", verdict.inSource() ? "inSource" : "external");
            json.writeStringField("status", "accepted");
            json.writeStringField("justification", verdict.reason());
            json.writeEndObject();
            json.writeEndArray();
        }
        json.writeStringField("baselineState", verdict.state() == Verdict.State.BASELINED ? "unchanged" : "new");
        fixes(json, report, finding);
        json.writeEndObject();
    }

    /** GitHub shows a related place only where the message links it. */
    private static String message(Finding finding, List<Evidence> related, Report report) {
        StringBuilder out = new StringBuilder(finding.message());
        for (int i = 0; i < related.size(); i++) {
            Report.Location at = report.locate(related.get(i).at());
            String name = at.file().substring(at.file().lastIndexOf('/') + 1) + ":" + at.line();
            String link = name.replaceAll("[\\\\\\[\\]]", "\\\\$0");
            out.append(i == 0 ? "\nSee " : ", ").append('[').append(link).append("](").append(i + 1).append(')');
        }
        return out.toString();
    }

    private static void fixes(JsonGenerator json, Report report, Finding finding) throws IOException {
        List<Fix> fixes = finding.fixes().stream().filter(fix -> fix.safety() != Fix.Safety.SHOW && !fix.edits().isEmpty()).toList();
        if (fixes.isEmpty()) return;
        json.writeArrayFieldStart("fixes");
        for (Fix fix : fixes) {
            Map<String, List<TextEdit>> byFile = new TreeMap<>();
            for (TextEdit edit : fix.edits()) byFile.computeIfAbsent(edit.at().file(), key -> new ArrayList<>()).add(edit);
            json.writeStartObject();
            text(json, "description", fix.title());
            json.writeArrayFieldStart("artifactChanges");
            for (Map.Entry<String, List<TextEdit>> file : byFile.entrySet()) {
                json.writeStartObject();
                artifact(json, file.getKey());
                json.writeArrayFieldStart("replacements");
                for (TextEdit edit : file.getValue()) {
                    json.writeStartObject();
                    region(json, "deletedRegion", report.locate(edit.at()));
                    text(json, "insertedContent", edit.text());
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void physical(JsonGenerator json, Report report, Span span) throws IOException {
        Report.Location at = report.locate(span);
        json.writeObjectFieldStart("physicalLocation");
        artifact(json, at.file());
        // One line at most: GitHub annotates a change only when it holds the whole region. Without an end, a region is the rest of its
        // line.
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", at.line());
        json.writeNumberField("startColumn", at.column());
        if (at.endLine() == at.line()) {
            json.writeNumberField("endLine", at.endLine());
            json.writeNumberField("endColumn", at.endColumn());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void region(JsonGenerator json, String name, Report.Location at) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("startLine", at.line());
        json.writeNumberField("startColumn", at.column());
        json.writeNumberField("endLine", at.endLine());
        json.writeNumberField("endColumn", at.endColumn());
        json.writeEndObject();
    }

    private static void artifact(JsonGenerator json, String path) throws IOException {
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", Uris.of(path));
        json.writeStringField("uriBaseId", ROOT);
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, String text) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
