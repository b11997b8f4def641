package dev.gatelint.maven;

import dev.gatelint.Options;
import dev.gatelint.SettingsFile;
import dev.gatelint.filter.Baseline;
import dev.gatelint.filter.ChangedLines;
import dev.gatelint.filter.Known;
import dev.gatelint.model.Settings;
import dev.gatelint.rules.Rules;
import dev.gatelint.source.FolderWorkspace;
import dev.gatelint.source.Globs;
import dev.gatelint.source.Problem;
import dev.gatelint.source.SourceFile;
import dev.gatelint.stack.Project.Module;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All that decides what an analysis finds, apart from the files themselves: equal inputs share one analysis in a Maven run.
 *
 * @param configFile   null for gatelint.yml in the root
 * @param baselineFile null for gatelint-baseline.json in the root
 * @param ratchetFrom  a commit: what was there before does not count; null when everything counts
 */
record Inputs(Path root, List<String> includes, List<String> excludes, boolean includeTests, long maxFileBytes, File configFile,
              File baselineFile, String ratchetFrom) {
    Inputs {
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
    }

    /** What gatelint is asked to do. */
    Options options(List<Module> modules, Optional<Path> cacheFile) throws IOException {
        List<Problem> problems = new ArrayList<>();
        Settings settings = Settings.NONE;
        Optional<SourceFile> config = read(configFile, root.resolve("gatelint.yml"));
        if (config.isPresent()) {
            SettingsFile.Read read = SettingsFile.read(config.get());
            settings = read.settings();
            problems.addAll(read.problems());
        }
        Optional<Baseline.Read> baseline = read(baselineFile, baselinePath()).map(Baseline::read);
        baseline.ifPresent(read -> problems.addAll(read.problems()));
        Known known = new Known(baseline.map(Baseline.Read::baseline), changed(problems));
        FolderWorkspace files = new FolderWorkspace(root, Globs.any(excludes).or(Globs.any(settings.exclude())));
        return new Options(files, modules, Rules.ALL, settings, problems, known, includeTests, maxFileBytes, cacheFile);
    }

    /** The file in which a project says something about itself, as it is named in problems. */
    String settingsName() {
        return name(configFile == null ? root.resolve("gatelint.yml") : configFile.toPath());
    }

    /** Where the findings that are known already are kept. */
    Path baselinePath() {
        return baselineFile == null ? root.resolve("gatelint-baseline.json") : baselineFile.toPath();
    }

    /** The files whose findings are asked for. All others are looked at as well, because they decide what these mean. */
    Predicate<String> reported() {
        return includes.isEmpty() ? file -> true : Globs.any(includes);
    }

    private Optional<ChangedLines> changed(List<Problem> problems) throws IOException {
        if (ratchetFrom == null) return Optional.empty();
        GitTree git = new GitTree(root);
        Optional<ChangedLines> changed = git.changedSince(ratchetFrom);
        if (changed.isEmpty()) {
            problems.add(new Problem("", 0, "gatelint.ratchetFrom is " + ratchetFrom + ", and every finding counts all the same, because "
                + git.whyNot()));
        }
        return changed;
    }

    /** The file that was asked for, which must be there, or the usual one, if it is there. */
    private Optional<SourceFile> read(File asked, Path usual) throws IOException {
        Path file = asked == null ? usual : asked.toPath();
        if (asked == null && !Files.exists(file)) return Optional.empty();
        if (!Files.isRegularFile(file)) throw new NoSuchFileException(file.toString());
        return Optional.of(new SourceFile(name(file), new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
    }

    private String name(Path file) {
        Path path = file.toAbsolutePath().normalize();
        return (path.startsWith(root) ? root.relativize(path) : path).toString().replace('\\', '/');
    }
}
