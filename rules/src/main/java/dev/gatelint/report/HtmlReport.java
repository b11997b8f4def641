package dev.gatelint.report;

import dev.gatelint.model.Access;
import dev.gatelint.model.Endpoint;
import dev.gatelint.model.Evidence;
import dev.gatelint.rule.Family;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.RulePage;
import dev.gatelint.rule.Severity;
import dev.gatelint.rule.Verdict;
import dev.gatelint.source.Edits;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Problem;
import dev.gatelint.source.TextEdit;
import dev.gatelint.source.UnifiedDiff;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One page of HTML that needs nothing beside it: findings with their code and fixes, endpoints with their access, what was not understood.
 * The template {@code report.jte} escapes by context; a content security policy lets only our own script run.
 */
public final class HtmlReport {
    private static final int CONTEXT = 2;
    private static final int MAX_EXCERPT = 6;
    private static final int MAX_LINE = 400;
    /** A browser shows a page of so many findings without delay; a person reads fewer. */
    private static final int MAX_ITEMS = 2_000;

    private HtmlReport() {}

    /** What the template shows; every text is plain and still to be escaped. {@code left} findings are only in report.json. */
    record Page(String version, String verdict, List<Count> counts, List<Item> findings, List<Item> others, int left,
                List<Door> endpoints, List<Count> access, List<Kind> kinds, List<Problem> problems, List<Help> rules, String style,
                    String script,
                String policy) {}

    /** A number with a name; {@code kind} is the name of a colour, {@code filter} what shows these only. */
    record Count(long number, String name, String kind, String filter) {}

    /** How often a rule speaks, with its worst severity. */
    record Kind(long number, String id, String name, String severity) {}

    /** A finding. {@code search} is what the filter box looks in. */
    record Item(String id, String rule, String name, String severity, String state, String reason, List<Inline> message, String endpoint,
                String place, List<CodeLine> code, List<Place> related, List<Repair> fixes, String search) {}

    record Place(String place, String why) {}

    /** A line of an excerpt in three parts, of which the middle one is marked. */
    record CodeLine(int number, String before, String marked, String after) {}

    record Repair(String title, String safety, List<DiffLine> diff) {}

    /** {@code kind} is add, del, hunk or same. */
    record DiffLine(String kind, String text) {}

    /** {@code handler} without its package or folder, which stand in {@code place} as well. */
    record Door(String methods, String path, String access, String handler, String fullHandler, String place, List<Place> evidence,
                String search) {}

    record Help(String id, String name, String summary, List<List<Inline>> paragraphs) {}

    /** The whole report as a page. */
    public static String render(Report report) {
        Sources sources = new Sources(report.workspace());
        List<Item> findings = new ArrayList<>();
        List<Item> others = new ArrayList<>();
        Map<String, Help> rules = new TreeMap<>();
        List<Verdict> worstFirst = report.findings().stream()
            .sorted(Comparator.comparing(Verdict::state).thenComparing(verdict -> verdict.finding().severity())).toList();
        for (Verdict verdict : worstFirst.subList(0, Math.min(MAX_ITEMS, worstFirst.size()))) {
            Rule rule = verdict.finding().rule();
            Item item = item(report, verdict, sources);
            (verdict.state() == Verdict.State.NEW ? findings : others).add(item);
            rules.computeIfAbsent(rule.id(), id -> help(rule));
        }
        List<Door> endpoints = report.endpoints().stream().sorted(Comparator.comparing(Endpoint::access)).map(door -> door(report, door))
            .toList();
        String script = resource("report.js");
        int left = worstFirst.size() - findings.size() - others.size();
        Page page = new Page(report.version(), verdict(report), counts(report), findings, others, left, endpoints, access(report),
            kinds(findings), report.problems(), List.copyOf(rules.values()), resource("report.css"), script,
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-" + sha256(script) + "'");
        StringOutput out = new StringOutput();
        TemplateEngine.createPrecompiled(null, ContentType.Html, HtmlReport.class.getClassLoader(), HtmlReport.class.getPackageName())
            .render("report.jte", page, out);
        return out.toString();
    }

    private static String verdict(Report report) {
        long errors = count(report, Severity.ERROR);
        long open = report.endpoints().stream().filter(endpoint -> endpoint.access() == Access.PUBLIC).count();
        String doors = report.endpoints().isEmpty() ? "No endpoint was found."
            : report.endpoints().size() + " endpoints, of which anyone may call " + open + ".";
        if (errors > 0) return (errors == 1 ? "One thing is certainly wrong. " : errors + " things are certainly wrong. ") + doors;
        boolean clean = report.findings().stream().noneMatch(verdict -> verdict.state() == Verdict.State.NEW);
        return (clean ? "Nothing was found. " : "Nothing is certainly wrong; some things are worth a look. ") + doors;
    }

    private static List<Count> counts(Report report) {
        List<Count> counts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            long number = count(report, severity);
            counts.add(new Count(number, severity.id() + (number == 1 ? "" : "s"), severity.id(), "is:" + severity.id()));
        }
        for (Verdict.State state : List.of(Verdict.State.BASELINED, Verdict.State.SUPPRESSED)) {
            long number = report.findings().stream().filter(verdict -> verdict.state() == state).count();
            counts.add(new Count(number, state.id(), "quiet", "is:" + state.id()));
        }
        counts.add(new Count(report.problems().size(), "not understood", "quiet", "is:problem"));
        return counts;
    }

    private static long count(Report report, Severity severity) {
        return report.findings().stream().filter(v -> v.state() == Verdict.State.NEW && v.finding().severity() == severity).count();
    }

    private static List<Count> access(Report report) {
        List<Count> counts = new ArrayList<>();
        for (Access access : Access.values()) {
            long number = report.endpoints().stream().filter(endpoint -> endpoint.access() == access).count();
            if (number > 0) counts.add(new Count(number, access.id(), access.id(), "is:" + access.id()));
        }
        return counts;
    }

    /** The rules that speak, the worst first; of one severity, those that speak most. */
    private static List<Kind> kinds(List<Item> findings) {
        Map<String, List<Item>> byRule = findings.stream()
            .collect(Collectors.groupingBy(Item::rule, LinkedHashMap::new, Collectors.toList()));
        Comparator<List<Item>> worst = Comparator.comparing(of -> Severity.valueOf(of.get(0).severity().toUpperCase(Locale.ROOT)));
        return byRule.values().stream().sorted(worst.thenComparing(of -> -of.size()))
            .map(of -> new Kind(of.size(), of.get(0).rule(), of.get(0).name(), of.get(0).severity())).toList();
    }

    private static Item item(Report report, Verdict verdict, Sources sources) {
        Finding finding = verdict.finding();
        Report.Location at = report.locate(finding.at());
        boolean secret = finding.rule().family() == Family.SECRETS;
        List<Repair> fixes = finding.fixes().stream().map(fix -> repair(fix, sources, secret)).toList();
        String place = at.file() + ":" + at.line();
        return new Item("f-" + verdict.fingerprint(), finding.rule().id(), finding.rule().name(), finding.severity().id(), verdict.state()
            .id(),
            verdict.reason(), Inline.of(finding.message()), finding.endpoint(), place, excerpt(at, sources, secret),
            places(report, finding.related()), fixes,
            search(finding.rule().id(), finding.rule().name(), "is:" + (verdict.state() == Verdict.State.NEW ? finding.severity().id()
                : verdict.state().id()), finding.message(), finding.endpoint(), place));
    }

    private static List<CodeLine> excerpt(Report.Location at, Sources sources, boolean secret) {
        List<CodeLine> lines = new ArrayList<>();
        int count = sources.lines(at.file()).count();
        if (sources.text(at.file()).isEmpty()) return lines;
        int last = Math.min(at.endLine(), at.line() + MAX_EXCERPT);
        for (int line = Math.max(1, at.line() - CONTEXT); line <= Math.min(count, last + CONTEXT); line++) {
            String text = sources.line(at.file(), line);
            boolean marked = line >= at.line() && line <= last;
            int from = !marked ? text.length() : Math.min(text.length(), line == at.line() ? at.column() - 1 : 0);
            int to = !marked ? text.length() : Math.min(text.length(), line == at.endLine() ? at.endColumn() - 1 : text.length());
            String shown = masked(text, at.file(), secret);
            // Where something is blotted out, columns are no longer what they were: the whole line is marked.
            if (!shown.equals(text)) lines.add(marked ? new CodeLine(line, "", cut(shown), "") : new CodeLine(line, cut(shown), "", ""));
            else if (text.length() > MAX_LINE) lines.add(new CodeLine(line, "…", marked ? cut(text.substring(from)) : cut(text), ""));
            else lines.add(new CodeLine(line, text.substring(0, from), text.substring(from, Math.max(from, to)),
                text.substring(Math.max(from, to))));
        }
        return lines;
    }

    private static Repair repair(Fix fix, Sources sources, boolean secret) {
        Map<String, List<TextEdit>> byFile = new TreeMap<>();
        for (TextEdit edit : fix.edits()) byFile.computeIfAbsent(edit.at().file(), key -> new ArrayList<>()).add(edit);
        List<DiffLine> diff = new ArrayList<>();
        byFile.forEach((path, edits) -> {
            String before = sources.text(path);
            try {
                UnifiedDiff.of(path, before, Edits.apply(before, edits)).lines().forEach(line -> diff.add(diffLine(line, path, secret)));
            } catch (IllegalArgumentException e) {
                diff.add(new DiffLine("hunk", "the file has changed since it was analysed"));
            }
        });
        return new Repair(fix.title(), fix.safety().id(), diff);
    }

    private static DiffLine diffLine(String line, String path, boolean secret) {
        if (line.startsWith("@@") || line.startsWith("---") || line.startsWith("+++")) return new DiffLine("hunk", cut(line));
        String kind = line.startsWith("+") ? "add" : line.startsWith("-") ? "del" : "same";
        String sign = line.isEmpty() ? "" : line.substring(0, 1);
        return new DiffLine(kind, cut(sign + masked(line.substring(sign.length()), path, secret)));
    }

    private static String masked(String line, String path, boolean secret) {
        return secret ? Masked.secretLine(line, Masked.isConfig(path)) : Masked.line(line, Masked.isConfig(path));
    }

    private static String cut(String line) {
        return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE) + "…";
    }

    private static Door door(Report report, Endpoint endpoint) {
        Report.Location at = report.locate(endpoint.at());
        String methods = endpoint.methods().isEmpty() ? "any" : String.join(" ", endpoint.methods());
        String place = at.file() + ":" + at.line();
        String handler = endpoint.handler();
        int name = handler.indexOf('#') < 0 ? handler.length() : handler.indexOf('#');
        int from = Math.max(handler.lastIndexOf('/', name), handler.startsWith(at.file()) ? -1 : handler.lastIndexOf('.', name)) + 1;
        return new Door(methods, endpoint.path(), endpoint.access().id(), handler.substring(from), handler, place,
            places(report, endpoint.evidence()), search(endpoint.id(), "is:" + endpoint.access().id(), handler, place, endpoint.stack()));
    }

    private static List<Place> places(Report report, List<Evidence> evidence) {
        return evidence.stream().map(e -> new Place(e.at().file() + ":" + report.locate(e.at()).line(), e.why())).toList();
    }

    private static Help help(Rule rule) {
        RulePage page = RulePage.of(rule);
        List<List<Inline>> paragraphs = Arrays.stream(page.prose().split("\n\n")).skip(1).map(Inline::of).toList();
        return new Help(rule.id(), rule.name(), page.summary(), paragraphs);
    }

    private static String search(String... words) {
        return String.join(" ", words).toLowerCase(Locale.ROOT);
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " is in our own jar", e);
        }
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
