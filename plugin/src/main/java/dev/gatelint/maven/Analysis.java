package dev.gatelint.maven;

import dev.gatelint.Gatelint;
import dev.gatelint.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.SessionData;

/**
 * What a goal looks at.
 *
 * @param whole   the report of the whole reactor, the same object for every module
 * @param folders of the modules that this goal answers for: its own when it runs in a module's build; all that Maven was asked to build
 * when
 *                it is called on the command line, where Maven runs it once
 * @param output  where this goal's reports go
 * @param prefix  what the user types before the name of a goal of this plugin
 * @param shared  what the goals of one Maven run share
 */
record Analysis(Inputs inputs, Reactor reactor, Set<String> folders, Path output, String prefix, Report whole, SessionData shared) {
    /** Looks at the whole reactor, unless another module of this Maven run has done so already. */
    static Analysis of(MavenSession session, MojoExecution execution, Inputs inputs, Reactor reactor, Path output, boolean cache)
        throws IOException {
        // the class is the key: another class loader's analyses are not ours
        if (reactor.modules().isEmpty()) GitTree.ignore(output);
        SessionData data = session.getRepositorySession().getData();
        data.set(Analysis.class, null, new Runs());
        Optional<Path> facts = cache ? Optional.of(output.resolve("facts.cache")) : Optional.empty();
        Report whole = ((Runs) data.get(Analysis.class)).report(inputs, reactor, facts);
        MavenProject project = session.getCurrentProject();
        boolean alone = execution.getSource() == MojoExecution.Source.LIFECYCLE;
        Stream<MavenProject> answered = alone ? Stream.of(project) : session.getProjects().stream();
        String key = execution.getGroupId() + ":" + execution.getArtifactId();
        String prefix = "mvn " + (project.getPlugin(key) == null ? key + ":" + execution.getVersion() : "gatelint") + ":";
        return new Analysis(inputs, reactor, answered.map(reactor::folder).collect(Collectors.toSet()), output, prefix, whole, data);
    }

    /** What this goal answers for. */
    Report own() {
        return part(whole, file -> folders.contains(reactor.owner(file)));
    }

    /** What this goal writes: the root writes what was found in all modules. */
    Report toWrite() {
        return folders.contains("") ? whole : own();
    }

    /** False for a module without anything that gatelint knows: a line about it would only hide the others. */
    boolean isWorthALine() {
        Report own = own();
        return folders.contains("") || !own.endpoints().isEmpty() || !own.findings().isEmpty() || !own.problems().isEmpty();
    }

    /** What the summary is about. */
    String title() {
        return folders.contains("") && folders.size() < reactor.modules().size() ? "gatelint, all modules" : "gatelint";
    }

    private static Report part(Report of, Predicate<String> file) {
        return new Report(of.version(), of.endpoints().stream().filter(endpoint -> file.test(endpoint.at().file())).toList(),
            of.findings().stream().filter(verdict -> file.test(verdict.finding().at().file())).toList(),
            of.problems().stream().filter(problem -> file.test(problem.file())).toList(), of.stats(), of.lines(), of.workspace());
    }

    /** Later goals of this Maven run must look again, because the sources have changed. */
    void forget() {
        shared.set(Analysis.class, new Runs());
    }

    /** The analyses of one Maven run. With {@code -T} the first module analyses and the others wait for it. */
    private static final class Runs {
        private final Map<Inputs, Report> reports = new HashMap<>();

        synchronized Report report(Inputs inputs, Reactor reactor, Optional<Path> cache) throws IOException {
            Report known = reports.get(inputs);
            if (known != null) return known;
            Report report = part(Gatelint.run(inputs.options(reactor.modules(), cache)), inputs.reported());
            reports.put(inputs, report);
            return report;
        }
    }
}
