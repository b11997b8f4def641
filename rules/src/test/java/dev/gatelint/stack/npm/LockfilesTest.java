package dev.gatelint.stack.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.stack.Projects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One workspace as each package manager installed it: nested and hoisted packages, aliases of the same and of another package, catalogs,
 * overrides, folders in the place of packages. Recorded from the tools in {@code src/test/resources/locks}.
 */
class LockfilesTest {
    private static final Pattern FILE = Pattern.compile("(?m)^`([^`\n]+)`\n\n```\\w*\n((?s:.*?))^```\n");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+) \\| ([^|]+) \\| (.+)@([^@|]+) \\|$");

    @ParameterizedTest
    @ValueSource(strings = {"npm6", "npm8", "npm10", "pnpm7", "pnpm8", "pnpm10", "yarn1", "berry4", "bun1"})
    void eachPackageGetsWhatStandsInNodeModules(String tool) throws IOException {
        String page = Files.readString(Path.of("src/test/resources/locks", tool + ".md"));
        Map<String, String> files = new TreeMap<>();
        FILE.matcher(page).results().forEach(file -> files.put(file.group(1), file.group(2)));
        Packages packages = Packages.of(Projects.of(files, new Npm()));
        List<MatchResult> rows = ROW.matcher(page).results().toList();
        assertThat(rows).hasSizeGreaterThan(3);
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> seen = new TreeMap<>();
        for (MatchResult row : rows) {
            String folder = row.group(1).equals(".") ? "" : row.group(1);
            String name = row.group(2);
            Optional<Installed> installed = packages.installed(folder, name);
            boolean declared = packages.in(folder).orElseThrow().dependencies().containsKey(name);
            // what nobody asks for and lies there all the same
            if (installed.isEmpty() && !declared) continue;
            expected.put(folder + " " + name, row.group(3).equals(name) ? row.group(4) : "of another package");
            seen.put(folder + " " + name, installed.map(of -> of.exact().map(Object::toString)
                .orElse(of.range().isEmpty() ? "of another package" : "unknown")).orElse("not seen"));
        }
        assertThat(seen).isEqualTo(expected);
    }
}
