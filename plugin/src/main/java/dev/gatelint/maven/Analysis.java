package dev.gatelint.maven;

import dev.gatelint.Gatelint;
import dev.gatelint.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.SessionData;

/**
 * What a goal looks at.
 *
 * @param whole   the report of the whole reactor, the same object for every module
 * @param project the module that the goal runs for
 * @param output  where this module's reports go
 */
record Analysis(Inputs inputs, Reactor reactor, MavenProject project, Path output, Report whole) {
    /** Runs the analysis, unless another module of this Maven run has run the same already. */
    static Analysis of(MavenSession session, MavenProject project, Reactor reactor, Inputs inputs, Path output, Optional<Path> cache)
        throws IOException {
        // the class is the key: another class loader's analyses are not ours
        SessionData data = session.getRepositorySession().getData();
        data.set(Analysis.class, null, new Runs());
        return new Analysis(inputs, reactor, project, output, ((Runs) data.get(Analysis.class)).report(inputs, reactor, cache));
    }

    /** The part of the report that this module answers for. */
    Report own() {
        String folder = reactor.folder(project);
        Predicate<String> mine = file -> reactor.owner(file).equals(folder);
        return new Report(whole.version(), whole.endpoints().stream().filter(endpoint -> mine.test(endpoint.at().file())).toList(),
            whole.findings().stream().filter(verdict -> mine.test(verdict.finding().at().file())).toList(),
            whole.problems().stream().filter(problem -> mine.test(problem.file())).toList(), whole.stats(), whole.lines(), whole.workspace());
    }

    /** What this module writes: the root writes what was found in all of them. */
    Report toWrite() {
        return reactor.folder(project).isEmpty() ? whole : own();
    }

    /** How this goal's neighbour is called on this project's command line. */
    String command(String goal) {
        boolean named = project.getPlugin("dev.gatelint:gatelint-maven-plugin") != null;
        return "mvn " + (named ? "gatelint" : "dev.gatelint:gatelint-maven-plugin:" + whole.version()) + ":" + goal;
    }

    /** Later goals of this Maven run must look again, because the sources have changed. */
    static void forget(MavenSession session) {
        session.getRepositorySession().getData().set(Analysis.class, new Runs());
    }

    /** The analyses of one Maven run. With {@code -T} the first module analyses and the others wait for it. */
    private static final class Runs {
        private final Map<Inputs, Report> reports = new HashMap<>();

        synchronized Report report(Inputs inputs, Reactor reactor, Optional<Path> cache) throws IOException {
            Report known = reports.get(inputs);
            if (known != null) return known;
            Report report = Gatelint.run(inputs.options(reactor.modules(), cache));
            reports.put(inputs, report);
            return report;
        }
    }
}
