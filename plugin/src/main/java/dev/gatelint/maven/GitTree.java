package dev.gatelint.maven;

import dev.gatelint.filter.ChangedLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What git says of a folder. Without git, or outside a repository, it says nothing. */
record GitTree(Path root) {
    private static final Pattern HUNK = Pattern.compile("@@ -\\S+ \\+(\\d+)(?:,(\\d+))? @@.*");

    /** Makes a new folder that git does not look at: where there is no POM, nobody has told it to leave out what a build writes. */
    static void ignore(Path output) throws IOException {
        if (Files.exists(output)) return;
        Files.writeString(Files.createDirectories(output).resolve(".gitignore"), "*\n");
    }

    /** True when something is changed and not committed; empty where git does not know: {@link #silence} says why. */
    Optional<Boolean> isDirty() throws IOException {
        return run("status", "--porcelain", "--", ".").map(out -> !out.isBlank());
    }

    /**
     * The lines that were added or changed since a commit, and all of files that git does not know; empty when it does not know the commit.
     */
    Optional<ChangedLines> changedSince(String commit) throws IOException {
        if (commit.startsWith("-")) return Optional.empty(); // an option, and no name of a commit
        Optional<String> base = run("merge-base", commit, "HEAD").map(String::strip);
        if (base.isEmpty()) return Optional.empty();
        Optional<String> diff = run("diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--no-prefix", "--relative",
            "--output-indicator-new=>", "--output-indicator-old=<", base.get(), "--", ".");
        Map<String, List<int[]>> bounds = new TreeMap<>();
        diff.ifPresent(text -> read(text, bounds));
        run("ls-files", "--others", "--exclude-standard").ifPresent(others -> others.lines()
            .forEach(file -> bounds.put(file, List.of(new int[] {1, Integer.MAX_VALUE}))));
        Map<String, ChangedLines.Ranges> ranges = new TreeMap<>();
        bounds.forEach((file, found) -> ranges.put(file, new ChangedLines.Ranges(found)));
        return diff.map(text -> new ChangedLines(ranges));
    }

    /** Why git does not answer, and what to do; empty when it does. */
    Optional<String> silence() throws IOException {
        if (run("--version").isEmpty()) return Optional.of("git cannot be run here; install it");
        if (run("rev-parse", "--git-dir").isPresent()) return Optional.empty();
        return Optional.of("git reads no repository here; check where this is, and who owns it");
    }

    /** Why {@link #changedSince} is empty, and what to do. */
    String whyNot() throws IOException {
        Optional<String> silence = silence();
        if (silence.isPresent()) return silence.get();
        return "git does not know that commit here; fetch it (fetch-depth: 0 in GitHub Actions), or name another";
    }

    private static void read(String diff, Map<String, List<int[]>> bounds) {
        List<int[]> current = new ArrayList<>();
        for (String line : diff.lines().toList()) {
            Matcher hunk = HUNK.matcher(line);
            if (line.startsWith("+++ ")) {
                current = bounds.computeIfAbsent(line.substring(4).strip(), file -> new ArrayList<>());
            } else if (hunk.matches()) {
                int first = Integer.parseInt(hunk.group(1));
                int count = hunk.group(2) == null ? 1 : Integer.parseInt(hunk.group(2));
                if (count > 0) current.add(new int[] {first, first + count - 1});
            }
        }
    }

    /** What git prints; empty when it fails or is not there. A repository's own configuration is not allowed to run programs. */
    private Optional<String> run(String... arguments) throws IOException {
        Stream<String> git = Stream.of("git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "-C", root.toString());
        List<String> command = Stream.concat(git, Stream.of(arguments)).toList();
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(out) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("git was interrupted", e);
        } catch (IOException e) {
            return Optional.empty(); // there is no git
        }
    }
}
