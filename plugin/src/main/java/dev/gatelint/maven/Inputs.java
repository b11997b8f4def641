package dev.gatelint.maven;

import dev.gatelint.Options;
import dev.gatelint.filter.Known;
import dev.gatelint.model.Settings;
import dev.gatelint.rules.Rules;
import dev.gatelint.source.FolderWorkspace;
import dev.gatelint.source.Globs;
import dev.gatelint.stack.Project.Module;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** All that decides what an analysis finds, apart from the files themselves: equal inputs share one analysis in a Maven run. */
record Inputs(Path root, List<String> includes, List<String> excludes, boolean includeTests, long maxFileBytes, File configFile,
              File baselineFile) {
    Inputs {
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
    }

    /** What gatelint is asked to do. */
    Options options(List<Module> modules, Optional<Path> cacheFile) {
        Settings settings = Settings.NONE;
        Predicate<String> out = Globs.any(excludes).or(Globs.any(settings.exclude()));
        if (!includes.isEmpty()) {
            Predicate<String> in = Globs.any(includes);
            out = out.or(path -> !path.endsWith("/") && !in.test(path));
        }
        return new Options(new FolderWorkspace(root, out), modules, Rules.ALL, settings, List.of(), Known.NOTHING, includeTests,
            maxFileBytes, cacheFile);
    }
}
