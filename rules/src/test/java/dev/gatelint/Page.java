package dev.gatelint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.model.Endpoint;
import dev.gatelint.report.Report;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Verdict;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Lines;
import dev.gatelint.source.MemoryWorkspace;
import dev.gatelint.source.TextEdit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page is documentation and test at once: sections of fenced files with whole-line markers above the lines they speak of. Strip the
 * markers and the {@code Fixed:} blocks, look at what is left, write both back, and the page must not have changed.
 *
 * <p>Files that stand before the first {@code ##} belong to every section; a section's own file of the same path takes their place.
 */
final class Page {
    private static final String FENCED = "`(?<path>[^`\n]+)`\n\n(?<fence>```+)(?<lang>[\\w.-]*)\n(?<code>(?s:.*?))^\\k<fence>\n";
    private static final Pattern FILE = Pattern.compile("(?m)^" + FENCED + "(?<fixed>(\nFixed:\n\n```+[\\w.-]*\n(?s:.*?)^```+\n)?)");
    private static final Pattern MARKER = Pattern.compile("(?m)^[ \t]*(//|#|<!--) (finding|endpoint): [^\n]*\n");
    private final String text;

    Page(String text) {
        this.text = text;
    }

    /** The page as a rule sees it: its findings and fixes written back. */
    String withFindings(Rule rule) {
        return rendered(files -> {
            Report report = run(files, List.of(rule));
            List<Finding> findings = report.findings().stream().map(Verdict::finding).toList();
            Map<String, String> fixed = fixed(files, findings);
            if (!fixed.equals(files)) {
                List<Verdict> left = run(fixed, List.of(rule)).findings().stream()
                    .filter(verdict -> verdict.finding().fixes().stream().anyMatch(Page::applied)).toList();
                assertThat(left).as("findings that a fix leaves behind:\n" + fixed).isEmpty();
            }
            return new Shown(fixed, findings.stream().map(f -> new Mark(f.at().file(), report.locate(f.at()).line(),
                "finding: " + f.rule().name() + (f.severity() == f.rule().severity() ? "" : " " + f.severity().id()) + " \"" + f.message()
                + "\""))
                .toList());
        });
    }

    /** The page as a stack sees it: its endpoints written back. */
    String withEndpoints() {
        return rendered(files -> {
            Report report = run(files, List.of());
            return new Shown(files, report.endpoints().stream().sorted(Comparator.comparing(Endpoint::at)).map(e -> new Mark(e.at().file(),
                report.locate(e.at()).line(), "endpoint: " + e.id() + " " + e.access().id())).toList());
        });
    }

    private record Mark(String file, int line, String text) {}

    private record Shown(Map<String, String> fixed, List<Mark> marks) {}

    private interface Look {
        Shown at(Map<String, String> files);
    }

    private String rendered(Look look) {
        StringBuilder out = new StringBuilder();
        Map<String, String> shared = new LinkedHashMap<>();
        for (String section : text.split("(?m)(?=^## )")) {
            Map<String, String> own = files(section);
            if (!section.startsWith("## ")) {
                shared.putAll(own);
                out.append(section);
                continue;
            }
            Map<String, String> files = new LinkedHashMap<>(shared);
            files.putAll(own);
            out.append(own.isEmpty() ? section : render(section, files, look.at(files)));
        }
        return out.toString();
    }

    /** The files of each section that has any, together with those that belong to every section. */
    List<Map<String, String>> workspaces() {
        List<Map<String, String>> workspaces = new ArrayList<>();
        rendered(files -> {
            workspaces.add(files);
            return new Shown(files, List.of());
        });
        return workspaces;
    }

    private static Map<String, String> files(String section) {
        Map<String, String> files = new LinkedHashMap<>();
        FILE.matcher(section).results().forEach(m -> files.put(m.group(1), MARKER.matcher(m.group(4)).replaceAll("")));
        return files;
    }

    private static String render(String section, Map<String, String> files, Shown shown) {
        return FILE.matcher(section).replaceAll((MatchResult m) -> {
            String path = m.group(1);
            String fence = m.group(2);
            String before = files.get(path);
            String after = shown.fixed.get(path);
            String block = "`%s`\n\n%s%s\n%s%s\n".formatted(path, fence, m.group(3), annotated(path, before, shown.marks), fence);
            if (!before.equals(after)) block += "\nFixed:\n\n%s%s\n%s%s\n".formatted(fence, m.group(3), after, fence);
            return Matcher.quoteReplacement(block);
        });
    }

    private static String annotated(String path, String text, List<Mark> marks) {
        StringBuilder out = new StringBuilder();
        int number = 0;
        for (String line : text.split("(?<=\n)")) {
            number++;
            for (Mark mark : marks) {
                if (mark.file.equals(path) && mark.line == number) {
                    out.append(line, 0, line.length() - line.stripLeading().length()).append(commented(path, mark.text)).append('\n');
                }
            }
            out.append(line);
        }
        return out.toString();
    }

    private static String commented(String path, String text) {
        if (path.endsWith(".xml") || path.endsWith(".html")) return "<!-- " + text + " -->";
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean hash = name.startsWith(".env") || name.startsWith("Dockerfile") || name.matches(".*\\.(properties|ya?ml|toml|env)");
        return (hash ? "# " : "// ") + text;
    }

    private static boolean applied(Fix fix) {
        return fix.safety() != Fix.Safety.SHOW;
    }

    /** Every file after the first applicable fix of each finding. */
    private static Map<String, String> fixed(Map<String, String> files, List<Finding> findings) {
        List<TextEdit> edits = findings.stream().flatMap(f -> f.fixes().stream().filter(Page::applied).limit(1))
            .flatMap(f -> f.edits().stream())
            .distinct().sorted(Comparator.comparing(TextEdit::at)).toList();
        Map<String, String> out = new LinkedHashMap<>(files);
        List<TextEdit> last = new ArrayList<>(edits);
        for (int i = last.size() - 1; i >= 0; i--) {
            TextEdit edit = last.get(i);
            out.computeIfPresent(edit.at().file(), (path, text) -> text.substring(0, edit.at().start()) + edit.text()
                + text.substring(edit.at().end()));
        }
        return out;
    }

    private static Report run(Map<String, String> files, List<Rule> rules) {
        try {
            return Gatelint.run(Options.of(new MemoryWorkspace(files)).withRules(rules));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True when the page holds at least one expected marker of this kind. */
    boolean expects(String marker) {
        return Pattern.compile("(?m)^[ \t]*(//|#|<!--) " + Pattern.quote(marker)).matcher(text).find();
    }

    /** Lines for a message: where two texts first differ. */
    static String difference(String expected, String actual) {
        Lines lines = Lines.of(expected);
        int i = 0;
        while (i < Math.min(expected.length(), actual.length()) && expected.charAt(i) == actual.charAt(i)) i++;
        return "first difference at line " + lines.line(i);
    }
}
