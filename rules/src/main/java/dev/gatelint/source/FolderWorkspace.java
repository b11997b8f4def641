package dev.gatelint.source;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A folder on disk, walked once. Links are not followed. Folders that hold what was built or downloaded are left out; generated sources
 * under {@code target} and {@code build} stay.
 *
 * @param root    the folder
 * @param exclude paths relative to the root that are left out beside those
 */
public record FolderWorkspace(Path root, Predicate<String> exclude) implements Workspace {
    private static final Set<String> SKIPPED = Set.of(".git", ".hg", ".svn", "node_modules", ".next", ".turbo", ".vercel", ".netlify",
        ".cache",
        ".idea", ".gradle", ".m2", ".yarn", ".pnpm-store", "bower_components", "__pycache__", ".venv", ".terraform");
    private static final Set<String> OUTPUT = Set.of("target", "build", "out", "dist", "coverage");
    private static final List<String> BUILD_FILES = List.of("pom.xml", "build.gradle", "build.gradle.kts", "package.json");

    @Override public List<Entry> files() throws IOException {
        List<Entry> found = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                if (folder.equals(root)) return FileVisitResult.CONTINUE;
                String name = folder.getFileName().toString();
                if (SKIPPED.contains(name) || isOutput(folder, name)) return FileVisitResult.SKIP_SUBTREE;
                return exclude.test(relative(folder) + "/") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!attributes.isRegularFile()) return FileVisitResult.CONTINUE;
                String path = relative(file);
                if (!exclude.test(path)) {
                    found.add(new Entry(path, attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override public FileVisitResult visitFileFailed(Path file, IOException reason) {
                if (!file.equals(root)) found.add(new Entry(relative(file), 0, 0)); // reading it says why
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort(Comparator.comparing(Entry::path));
        return found;
    }

    /** What a build wrote: an output folder beside a build file. Its generated sources stay, for the endpoints in them. */
    private static boolean isOutput(Path folder, String name) {
        Path parent = folder.getParent();
        if (isBuilt(parent, name)) {
            return !Files.isDirectory(folder.resolve("generated-sources")) && !Files.isDirectory(folder.resolve("generated"));
        }
        Path grandparent = parent.getParent();
        return grandparent != null && !name.startsWith("generated") && isBuilt(grandparent, parent.getFileName().toString());
    }

    private static boolean isBuilt(Path parent, String name) {
        return OUTPUT.contains(name) && BUILD_FILES.stream().anyMatch(file -> Files.exists(parent.resolve(file)));
    }

    @Override public byte[] read(String path) throws IOException {
        Path file = root.resolve(path).normalize();
        if (!file.startsWith(root.normalize())) throw new IOException("outside the scanned folder");
        return Files.readAllBytes(file);
    }

    /** Everything that the walk meets begins as the root does; cutting that off takes half the time of relativizing. */
    private String relative(Path path) {
        String below = path.toString().substring(root.toString().length()).replace('\\', '/');
        return below.startsWith("/") ? below.substring(1) : below;
    }
}
