package dev.gatelint;

import dev.gatelint.cache.KeptValue;
import dev.gatelint.model.Endpoint;
import dev.gatelint.model.Evidence;
import dev.gatelint.report.Report;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Verdict;
import dev.gatelint.source.Lines;
import dev.gatelint.source.Problem;
import dev.gatelint.source.Span;
import dev.gatelint.source.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The report of the last run, which is the report of this one when nothing has changed that it was made from: no path, size or time stamp
 * of any file, no option, and not gatelint itself.
 */
final class Replay {
    /** A file may change twice within the reach of its time stamp: a tree that has just changed is not vouched for. */
    private static final long RACY_NANOS = 2_000_000_000L;
    private final Options options;
    private final Path file;
    private final byte[] key;
    private final int files;

    /** What is kept; {@code lines} of the files that the report names. */
    private record Kept(List<Endpoint> endpoints, List<Verdict> findings, List<Problem> problems, Map<String, Lines> lines, int read) {}

    private Replay(Options options, Path file, byte[] key, int files) {
        this.options = options;
        this.file = file;
        this.key = key;
        this.files = files;
    }

    /** Empty without a cache, when the answer comes from git as well, and for files without a reliable time stamp. */
    static Optional<Replay> of(Options options, List<Workspace.Entry> entries) {
        if (options.cacheFile().isEmpty() || options.known().changed().isPresent()) return Optional.empty();
        long newest = System.currentTimeMillis() * 1_000_000 - RACY_NANOS;
        if (entries.stream().anyMatch(entry -> entry.modified() == 0 || entry.modified() > newest)) return Optional.empty();
        byte[] key = KeptValue.key(List.of(tree(entries), options.modules(), options.rules().stream().map(Rule::id).toList(),
            options.settings(), options.settingsProblems(), options.known().baseline(), options.includeTests(), options.maxFileBytes()));
        return Optional.of(new Replay(options, options.cacheFile().get().resolveSibling("report.cache"), key, entries.size()));
    }

    /** As one text, which costs a fraction of what as many records would. */
    private static String tree(List<Workspace.Entry> entries) {
        StringBuilder tree = new StringBuilder(entries.size() * 80);
        for (Workspace.Entry entry : entries) {
            tree.append(entry.path()).append('\0').append(entry.bytes()).append(' ').append(entry.modified()).append('\n');
        }
        return tree.toString();
    }

    /** The report of an earlier run on the same; empty when there was none. */
    Optional<Report> report(long startNanos) {
        return KeptValue.read(file, Gatelint.build(), key).filter(Kept.class::isInstance).map(Kept.class::cast)
            .map(kept -> new Report(Gatelint.version(), kept.endpoints, kept.findings, kept.problems,
                new Report.Stats(files, 0, 0, kept.read, (System.nanoTime() - startNanos) / 1_000_000), kept.lines, options.workspace()));
    }

    /** Keeps the report of this run; a disk that does not take it costs nothing but time. */
    void keep(Report report) {
        Map<String, Lines> lines = new TreeMap<>();
        named(report).map(Span::file).distinct().filter(report.lines()::containsKey)
            .forEach(path -> lines.put(path, report.lines().get(path)));
        try {
            KeptValue.write(file, Gatelint.build(), key, new Kept(report.endpoints(), report.findings(), report.problems(), lines,
                report.stats().parsed() + report.stats().cached()));
        } catch (IOException e) {
            // the next run looks again
        }
    }

    /** Every place whose line a report shows. */
    private static Stream<Span> named(Report report) {
        Stream<Span> endpoints = report.endpoints().stream()
            .flatMap(endpoint -> Stream.concat(Stream.of(endpoint.at()), endpoint.evidence().stream().map(Evidence::at)));
        Stream<Span> findings = report.findings().stream().map(Verdict::finding)
            .flatMap(finding -> Stream.concat(Stream.of(finding.at()), finding.related().stream().map(Evidence::at)));
        return Stream.concat(endpoints, findings);
    }
}
