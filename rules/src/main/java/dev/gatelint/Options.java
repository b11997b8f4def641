package dev.gatelint;

import dev.gatelint.filter.Known;
import dev.gatelint.model.Settings;
import dev.gatelint.rule.Rule;
import dev.gatelint.rules.Rules;
import dev.gatelint.source.Problem;
import dev.gatelint.source.Workspace;
import dev.gatelint.stack.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What one run is asked to do.
 *
 * @param workspace       the files
 * @param modules         what the build tool knows of its modules; empty outside a build
 * @param rules           the rules to check
 * @param settings        what the project says about itself
 * @param settingsProblems what was wrong with its settings
 * @param known           findings that do not count
 * @param includeTests    also look at test sources
 * @param maxFileBytes    larger files are not parsed, and said
 * @param cacheFile       where facts are kept from one run to the next
 */
public record Options(Workspace workspace, List<Project.Module> modules, List<Rule> rules, Settings settings,
    List<Problem> settingsProblems,
                      Known known, boolean includeTests, long maxFileBytes, Optional<Path> cacheFile) {
    /** The limit that holds unless another is asked for, in bytes. */
    public static final long DEFAULT_MAX_FILE_BYTES = 2_000_000;

    /** Everything with defaults, on these files. */
    public static Options of(Workspace workspace) {
        return new Options(workspace, List.of(), Rules.ALL, Settings.NONE, List.of(), Known.NOTHING, false, DEFAULT_MAX_FILE_BYTES,
            Optional.empty());
    }

    /** The same with these rules only. */
    public Options withRules(List<Rule> only) {
        return new Options(workspace, modules, only, settings, settingsProblems, known, includeTests, maxFileBytes, cacheFile);
    }

    /** The same with facts kept in this file. */
    public Options withCache(Path file) {
        return new Options(workspace, modules, rules, settings, settingsProblems, known, includeTests, maxFileBytes, Optional.of(file));
    }
}
