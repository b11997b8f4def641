package dev.gatelint.maven;

import dev.gatelint.fix.Fixer;
import dev.gatelint.source.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Repairs what can be repaired, in the sources. Files without findings are not touched, and nothing but the repaired place is. */
@Mojo(name = "fix", requiresProject = false, aggregator = true, threadSafe = true)
final class FixMojo extends AnalysisMojo {
    /** Writes the changes to gatelint.patch in the output directory, for git apply, and leaves the sources as they are. */
    @Parameter(property = "gatelint.dryRun", defaultValue = "false")
    private boolean dryRun;

    /** Changes sources although git has uncommitted changes, among which its own could not be told apart. */
    @Parameter(property = "gatelint.allowDirty", defaultValue = "false")
    private boolean allowDirty;

    /** Also applies repairs whose result a person must look at. */
    @Parameter(property = "gatelint.review", defaultValue = "false")
    private boolean review;

    @Override void execute(Analysis analysis) throws IOException, MojoFailureException {
        Path root = analysis.inputs().root();
        if (!dryRun && !allowDirty) refuseWhatCannotBeToldApart(root);
        Fixer.Result result = Fixer.fix(analysis.own().findings(), review, analysis.whole().workspace());
        Console console = new Console(getLog(), root);
        result.applied().forEach(applied -> console.say(analysis.whole(), applied.finding(), applied.fix().title()));
        result.conflicts().forEach(conflict -> console.say(analysis.whole(), conflict.finding(),
            "left alone, because another repair changes the same place; run again: " + conflict.fix().title()));
        result.problems().forEach(console::warn);
        if (!review) others(analysis, result);
        if (result.applied().isEmpty()) {
            Files.deleteIfExists(patchFile(analysis)); // one of an earlier run
            getLog().info("Nothing was repaired.");
            return;
        }
        String what = Count.of(result.applied().size(), "repair") + " in " + Count.of(result.files().size(), "file");
        if (dryRun) getLog().info(what + ". To apply them: git -C " + root + " apply " + patch(result, analysis));
        else write(result, analysis, console, what);
    }

    private void refuseWhatCannotBeToldApart(Path root) throws IOException, MojoFailureException {
        GitTree git = new GitTree(root);
        Optional<Boolean> dirty = git.isDirty();
        if (dirty.isEmpty()) {
            getLog().warn("Nothing keeps what gatelint changes apart from what was there, or takes it back, because "
                + git.silence().orElse("git does not answer") + ". -Dgatelint.dryRun writes a patch only.");
        } else if (dirty.get()) {
            throw new MojoFailureException("There are uncommitted changes in " + root
                + "; commit or stash them, so that what gatelint changes"
                + " can be told apart. -Dgatelint.allowDirty goes on nevertheless, -Dgatelint.dryRun writes a patch only.");
        }
    }

    /** Says how many repairs there are beside these. */
    private void others(Analysis analysis, Fixer.Result result) {
        int all = Fixer.fix(analysis.own().findings(), true, analysis.whole().workspace()).applied().size();
        int more = all - result.applied().size();
        if (more > 0) getLog().info(Count.of(more, "other repair")
            + " must be looked at by a person: -Dgatelint.review makes these as well.");
    }

    private static Path patch(Fixer.Result result, Analysis analysis) throws IOException {
        Files.createDirectories(analysis.output());
        return Files.writeString(patchFile(analysis), result.patch(), StandardCharsets.UTF_8);
    }

    private static Path patchFile(Analysis analysis) {
        return analysis.output().resolve("gatelint.patch");
    }

    private void write(Fixer.Result result, Analysis analysis, Console console, String what) throws IOException, MojoFailureException {
        List<Problem> left = result.write(analysis.inputs().root());
        analysis.forget();
        left.forEach(console::warn);
        if (!left.isEmpty()) throw new MojoFailureException(Count.of(left.size(), "file") + " could not be changed; run again.");
        getLog().info(what + ". Look at them before you commit.");
    }
}
