package dev.gatelint.maven;

import dev.gatelint.filter.Baseline;
import dev.gatelint.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Writes down the findings of today, so that from now on only new ones count. The file belongs into version control. */
@Mojo(name = "baseline", requiresProject = false, aggregator = true, threadSafe = true)
final class BaselineMojo extends AnalysisMojo {
    /** What to do: create a new one, update it to what is found now (reasons are kept), or only prune what is no longer found. */
    @Parameter(property = "gatelint.baseline", defaultValue = "create")
    private String baseline;

    @Override void prepare() throws MojoFailureException {
        if (List.of("create", "update", "prune").contains(baseline)) return;
        throw new MojoFailureException("gatelint.baseline is " + baseline + ", which is not one of create, update, prune.");
    }

    @Override void execute(Analysis analysis) throws IOException, MojoFailureException {
        Path file = analysis.inputs().baselinePath();
        boolean there = Files.exists(file);
        Baseline before = there ? Baseline.read(new SourceFile(file.toString(), Files.readString(file))).baseline() : Baseline.EMPTY;
        Baseline after = switch (baseline) {
            case "create" -> {
                if (there) throw new MojoFailureException(file + " is there already; -Dgatelint.baseline=update or prune changes it.");
                yield before.updated(analysis.whole().findings());
            }
            case "update" -> before.updated(analysis.whole().findings());
            default -> before.pruned(analysis.whole().findings());
        };
        Files.writeString(file, after.render(), StandardCharsets.UTF_8);
        getLog().info(Count.of(after.known().size(), "finding") + " in " + file + " (" + before.known().size() + " before).");
    }
}
