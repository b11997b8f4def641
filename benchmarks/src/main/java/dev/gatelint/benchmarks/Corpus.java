package dev.gatelint.benchmarks;

import dev.gatelint.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files that are parsed: every TypeScript and JavaScript file of a folder, in the order of their paths; of many every n-th. */
final class Corpus {
    private Corpus() {}

    static List<SourceFile> read(String folder, int everyNth) throws IOException {
        List<SourceFile> files = new ArrayList<>();
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(Path.of(folder))) {
            paths = walk.filter(path -> path.toString().matches(".*\\.[mc]?[jt]sx?") && Files.isRegularFile(path)).sorted().toList();
        }
        for (int i = 0; i < paths.size(); i += everyNth) files.add(new SourceFile(paths.get(i).toString(), Files.readString(paths.get(i))));
        return files;
    }

    static double megabytes(List<SourceFile> files) {
        return files.stream().mapToLong(file -> file.text().length()).sum() / 1e6;
    }
}
