package dev.gatelint.maven;

import dev.gatelint.report.Report;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Looks for open doors, writes the reports and fails the build when there are findings. In a reactor each module answers for its own
 * files, and the root writes what was found in all of them. Runs in a folder without a POM as well.
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true,
    requiresDependencyResolution = ResolutionScope.NONE)
final class CheckMojo extends AnalysisMojo {
    /** Fails the build when there are more findings than are allowed. */
    @Parameter(property = "gatelint.failOnViolation", defaultValue = "true")
    private boolean failOnViolation;

    /** The mildest severity that counts as a violation: error, warning or note. */
    @Parameter(property = "gatelint.failOn", defaultValue = "error")
    private String failOn;

    /** As many violations are let through in each module. */
    @Parameter(property = "gatelint.maxAllowedViolations", defaultValue = "0")
    private int maxAllowedViolations;

    /** Fails the build when something was not understood or could not be read. */
    @Parameter(property = "gatelint.failOnIncomplete", defaultValue = "false")
    private boolean failOnIncomplete;

    /** The reports to write: json, sarif, html, markdown, checkstyle, junit, gitlab, rdjson. */
    @Parameter(property = "gatelint.formats", defaultValue = "json,sarif,html")
    private List<String> formats = List.of();

    /** Prints each finding, at an address that terminals and IDEs make clickable. */
    @Parameter(property = "gatelint.consoleOutput", defaultValue = "true")
    private boolean consoleOutput;

    /** Set in Eclipse, where a build that fails at every save helps no one. */
    @Parameter(defaultValue = "${m2e.version}", readonly = true)
    private String eclipse;

    @Override void prepare() throws MojoFailureException {
        ReportFiles.check(formats);
        threshold();
    }

    private Threshold threshold() throws MojoFailureException {
        return Threshold.of(failOn, maxAllowedViolations, failOnIncomplete);
    }

    @Override void execute(Analysis analysis) throws IOException, MojoFailureException {
        Report report = analysis.toWrite();
        ReportFiles written = ReportFiles.write(report, formats, analysis.output());
        Console console = new Console(getLog(), analysis.inputs().root());
        if (consoleOutput) console.print(analysis.own());
        if (analysis.isWorthALine()) console.summary(analysis.title(), report, written);
        new GithubActions(System.getenv(), System.out).show(analysis.own());
        Optional<String> message = threshold().exceeded(analysis, written);
        if (message.isEmpty()) return;
        if (!failOnViolation || eclipse != null) getLog().warn(message.get());
        else throw new MojoFailureException(message.get());
    }
}
