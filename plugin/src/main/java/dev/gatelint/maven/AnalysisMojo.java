package dev.gatelint.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;

/** What every goal that looks at sources can be told. Maven fills fields of a goal's own class and of its base classes only: hence one. */
abstract class AnalysisMojo extends AbstractMojo {
    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    @Inject
    private RepositorySystem repositories;

    /** Does nothing at all. */
    @Parameter(property = "gatelint.skip", defaultValue = "false")
    private boolean skip;

    /** Globs of files to report on, relative to the scanned folder; all are looked at, because they decide what these mean. */
    @Parameter(property = "gatelint.includes")
    private List<String> includes = List.of();

    /** Globs of files to leave out, relative to the scanned folder, beside those that gatelint.yml excludes. */
    @Parameter(property = "gatelint.excludes")
    private List<String> excludes = List.of();

    /** Looks at test sources as well. */
    @Parameter(property = "gatelint.includeTests", defaultValue = "false")
    private boolean includeTests;

    /** Larger files are not read, and that is said; in bytes. */
    @Parameter(property = "gatelint.maxFileBytes", defaultValue = "2000000")
    private long maxFileBytes;

    /** What the project says about itself; gatelint.yml in the scanned folder unless set. */
    @Parameter(property = "gatelint.configFile")
    private File configFile;

    /** Findings that are known already; gatelint-baseline.json in the scanned folder unless set. */
    @Parameter(property = "gatelint.baselineFile")
    private File baselineFile;

    /** A commit, such as origin/main: only findings in lines that are new since then count. */
    @Parameter(property = "gatelint.ratchetFrom")
    private String ratchetFrom;

    /** Where reports go; target/gatelint unless set. */
    @Parameter(property = "gatelint.outputDirectory")
    private File outputDirectory;

    /** Keeps what was read of unchanged files from one run to the next, in facts.cache in the output directory. */
    @Parameter(property = "gatelint.cache", defaultValue = "true")
    private boolean cache;

    /** Looks at the goal's own parameters, before the time that an analysis takes. */
    void prepare() throws MojoFailureException {}

    /** The goal's own part. */
    abstract void execute(Analysis analysis) throws IOException, MojoExecutionException, MojoFailureException;

    @Override public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) getLog().info("gatelint is skipped.");
        else Guarded.run(getLog(), this::look);
    }

    private void look() throws IOException, MojoExecutionException, MojoFailureException {
        prepare();
        ClassPath classPath = ClassPath.of(repositories, session.getRepositorySession());
        Reactor reactor = Reactor.of(session, classPath::of);
        Inputs inputs = new Inputs(reactor.root(), includes, excludes, includeTests, maxFileBytes, configFile, baselineFile, ratchetFrom);
        Path output = outputDirectory == null ? reactor.output(session.getCurrentProject()).resolve("gatelint") : outputDirectory.toPath();
        execute(Analysis.of(session, execution, inputs, reactor, output, cache));
    }
}
