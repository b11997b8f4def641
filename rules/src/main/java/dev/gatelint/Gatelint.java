package dev.gatelint;

import dev.gatelint.filter.Verdicts;
import dev.gatelint.model.Endpoint;
import dev.gatelint.model.Model;
import dev.gatelint.model.Suppression;
import dev.gatelint.report.Report;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import dev.gatelint.rules.Rules;
import dev.gatelint.source.Lines;
import dev.gatelint.source.Problem;
import dev.gatelint.source.Workspace;
import dev.gatelint.stack.FileFacts;
import dev.gatelint.stack.Project;
import dev.gatelint.stack.Stack;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The line: discover, extract, link, check, filter. Reports and fixes are made from what it returns. */
public final class Gatelint {
    /** Classes that do not come from a jar may be new ones in the next process. */
    private static final String CLASSES = ProcessHandle.current().pid() + "@" + System.nanoTime();

    private Gatelint() {}

    /**
     * Looks at a workspace.
     *
     * @throws IOException when the workspace itself cannot be listed; a single file that cannot be read is a problem in the report
     */
    public static Report run(Options options) throws IOException {
        return run(options, Stacks.ALL, true);
    }

    /** {@code prefilter} false reads every file, to show that the prefilter loses nothing. */
    static Report run(Options options, List<Stack> stacks, boolean prefilter) throws IOException {
        return RoomyThread.call(() -> analyze(options, stacks, prefilter));
    }

    private static Report analyze(Options options, List<Stack> stacks, boolean prefilter) throws IOException {
        long start = System.nanoTime();
        List<Workspace.Entry> entries = options.workspace().files();
        Optional<Replay> replay = Replay.of(options, entries);
        Optional<Report> known = replay.flatMap(last -> last.report(start));
        if (known.isPresent()) return known.get();
        Extraction extraction = new Extraction(options, stacks, prefilter);
        TreeMap<String, FileFacts> facts = extraction.of(entries);
        List<Problem> faults = new ArrayList<>();
        Model model = link(options, stacks, entries, facts, faults);
        List<Finding> findings = check(options, model, faults);
        Map<String, Lines> lines = new HashMap<>();
        facts.forEach((path, of) -> lines.put(path, of.lines()));
        List<Suppression> suppressions = facts.values().stream().flatMap(of -> of.suppressions().stream()).toList();
        Verdicts verdicts = Verdicts.of(findings, checked(options), Rules.ALL, suppressions, options.settings(), options.known(),
            options.workspace(),
            lines);
        List<Problem> inFiles = facts.values().stream().flatMap(of -> of.problems().stream()).toList();
        List<Problem> problems = Stream.of(options.settingsProblems(), verdicts.problems(), inFiles,
            extraction.problems(), model.problems(), faults).flatMap(List::stream).distinct().sorted().toList();
        List<Endpoint> endpoints = model.all(Endpoint.class)
            .sorted(Comparator.comparing(Endpoint::path).thenComparing(e -> e.methods().toString()).thenComparing(Endpoint::at)).toList();
        Report report = new Report(version(), endpoints, verdicts.findings(), problems, extraction.stats(start), lines,
            options.workspace());
        if (extraction.isSaved()) replay.ifPresent(last -> last.keep(report));
        return report;
    }

    private static Model link(Options options, List<Stack> stacks, List<Workspace.Entry> entries, TreeMap<String, FileFacts> facts,
                              List<Problem> faults) {
        Set<String> paths = entries.stream().map(Workspace.Entry::path).collect(Collectors.toUnmodifiableSet());
        Project project = new Project(facts, paths, options.modules(), options.settings());
        Model.Builder model = new Model.Builder();
        for (Stack stack : stacks) {
            Attempt.at(() -> {
                Model.Builder own = new Model.Builder();
                stack.link(project, own);
                return own;
            }, where -> faults.add(new Problem("", 0, "the " + stack.name() + " stack could not put together what the files say (" + where
                + "), and all that it knows is missing; please report this to gatelint"))).ifPresent(model::add);
        }
        return model.build(options.settings());
    }

    private static String level(Options options, Rule rule) {
        Map<String, String> configured = options.settings().rules();
        return configured.getOrDefault(rule.name(), configured.getOrDefault(rule.id(), ""));
    }

    private static List<Rule> checked(Options options) {
        return options.rules().stream().filter(rule -> !level(options, rule).equals("off")).toList();
    }

    private static List<Finding> check(Options options, Model model, List<Problem> faults) {
        List<Finding> findings = new ArrayList<>();
        for (Rule rule : checked(options)) {
            String level = level(options, rule);
            Attempt.at(() -> rule.check(model).toList(), where -> faults.add(new Problem("", 0, "the rule " + rule.name() + " failed ("
                + where
                + "), and what it finds is missing; please report this to gatelint"))).orElse(List.of()).stream()
                .map(finding -> level.isEmpty() ? finding : with(finding, Severity.valueOf(level.toUpperCase(Locale.ROOT))))
                .forEach(findings::add);
        }
        findings.sort(Comparator.comparing(Finding::at).thenComparing(f -> f.rule().id()).thenComparing(Finding::message));
        return findings.stream().distinct().toList();
    }

    private static Finding with(Finding finding, Severity severity) {
        return new Finding(finding.rule(), severity, finding.at(), finding.message(), finding.endpoint(), finding.related(),
            finding.fixes());
    }

    /** The version of gatelint, {@code dev} when it does not run from its jar. */
    public static String version() {
        String version = Gatelint.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }

    /** Names this very build, so that facts of another one are not taken for its own. */
    static String build() {
        try {
            Path code = Path.of(Gatelint.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (!Files.isRegularFile(code)) return version() + " " + CLASSES;
            // a release is always the same, whenever it was downloaded
            return version().endsWith("-SNAPSHOT") ? version() + " " + Files.size(code) + " " + Files.getLastModifiedTime(code) : version();
        } catch (IOException | URISyntaxException | SecurityException e) {
            return version() + " " + CLASSES;
        }
    }
}
