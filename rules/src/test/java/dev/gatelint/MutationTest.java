package dev.gatelint;

import static org.assertj.core.api.Assertions.fail;

import dev.gatelint.report.HtmlReport;
import dev.gatelint.report.Report;
import dev.gatelint.report.SarifReport;
import dev.gatelint.source.FolderWorkspace;
import dev.gatelint.source.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Files that someone is in the middle of writing, or that a tool has cut: the whole line goes through them without a fault of its own. */
class MutationTest {
    /** {@code -Dmutations=100000} for a night. */
    private static final int RUNS = Integer.getInteger("mutations", 600);
    private static final String[] TYPED = {"(", ")", "{", "}", "[", "]", ";", ",", ".", "=", "'", "\"", "`", "<", ">", "/", " ", "=>", "?",
        ":", "*",
        "&", "!", "@", "#", "\\", "/*", "\0", "\r", "\n", "${", "...", "null", "\uFEFF", "\uD83D\uDE00", "\u0085"};

    private record Bytes(Map<String, byte[]> contents) implements Workspace {
        @Override public List<Entry> files() {
            return contents.entrySet().stream().map(file -> new Entry(file.getKey(), file.getValue().length, 0)).toList();
        }

        @Override public byte[] read(String path) {
            return contents.get(path);
        }
    }

    @Test void noChangeOfAFileIsAFault() throws IOException {
        List<TreeMap<String, byte[]>> projects = projects();
        Random random = new Random(Long.getLong("seed", 20261125));
        for (int run = 0; run < RUNS; run++) {
            TreeMap<String, byte[]> files = new TreeMap<>(projects.get(random.nextInt(projects.size())));
            StringBuilder done = new StringBuilder("run " + run);
            for (int change = 1 + random.nextInt(3); change > 0; change--) {
                String path = List.copyOf(files.keySet()).get(random.nextInt(files.size()));
                byte[] after = changed(files.get(path), random);
                files.put(path, after);
                done.append("\n=== ").append(path).append('\n').append(new String(after, StandardCharsets.UTF_8));
            }
            try {
                Report report = Gatelint.run(Options.of(new Bytes(files)));
                SarifReport.render(report);
                HtmlReport.render(report);
                boolean fault = report.problems().stream().anyMatch(problem -> problem.message().contains("please report"));
                if (fault) fail(report.problems() + " in " + done);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(done.toString(), e);
            }
        }
    }

    private static byte[] changed(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length + 1);
        int length = Math.min(bytes.length - at, random.nextInt(4) == 0 ? random.nextInt(200) : 1 + random.nextInt(8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        switch (random.nextInt(6)) {
            case 0 -> { } // cut
            case 1 -> out.write(bytes, at + length, bytes.length - at - length);
            case 2 -> {
                out.writeBytes(TYPED[random.nextInt(TYPED.length)].getBytes(StandardCharsets.UTF_8));
                out.write(bytes, at, bytes.length - at);
            }
            case 3 -> { // written twice
                out.write(bytes, at, length);
                out.write(bytes, at, bytes.length - at);
            }
            case 4 -> { // moved
                int from = random.nextInt(bytes.length + 1);
                out.write(bytes, from, Math.min(bytes.length - from, length));
                out.write(bytes, at, bytes.length - at);
            }
            default -> {
                out.write(random.nextInt(256));
                out.write(bytes, at, bytes.length - at);
            }
        }
        return out.toByteArray();
    }

    /** The samples, each application by itself, and the files of every section of every page. */
    private static List<TreeMap<String, byte[]>> projects() throws IOException {
        List<TreeMap<String, byte[]>> projects = new ArrayList<>();
        for (String sample : List.of("nextjs-pages-api", "nextjs-app-router", "spring-boot-web", "spring-boot-legacy", "mixed-reactor")) {
            FolderWorkspace folder = new FolderWorkspace(Path.of("../sample-projects", sample), path -> false);
            TreeMap<String, byte[]> files = new TreeMap<>();
            for (Workspace.Entry entry : folder.files()) files.put(entry.path(), folder.read(entry.path()));
            projects.add(files);
        }
        List<Path> pages;
        try (var found = Files.walk(Path.of("src/main/java"))) {
            pages = found.filter(path -> path.toString().endsWith(".md")).sorted().toList();
        }
        for (Path page : pages) {
            for (Map<String, String> files : new Page(Files.readString(page)).workspaces()) {
                TreeMap<String, byte[]> project = new TreeMap<>();
                files.forEach((path, text) -> project.put(path, text.getBytes(StandardCharsets.UTF_8)));
                projects.add(project);
            }
        }
        return projects;
    }
}
