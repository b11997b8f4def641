package dev.gatelint;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ast.CompilationUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The arrows between the rooms point one way, checked on our own sources with the parser that we ship. */
class ArchitectureTest {
    private static final Path ROOT = Path.of("src/main/java/dev/gatelint");
    private static final Map<String, Set<String>> MAY_USE = Map.of(
        "source", Set.of(),
        "syntax", Set.of("source"),
        "model", Set.of("source"),
        "stack", Set.of("source", "syntax", "model"),
        "rule", Set.of("source", "model"),
        "rules", Set.of("source", "model", "rule"),
        "filter", Set.of("source", "syntax", "model", "rule"),
        "fix", Set.of("source", "model", "rule"),
        "report", Set.of("source", "model", "rule"),
        "cache", Set.of("source", "model", "stack"));

    @Test void arrowsPointOneWay() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : sources()) {
            String from = room(file);
            for (String name : imports(file)) {
                if (name.startsWith("com.github.javaparser") && !file.startsWith(ROOT.resolve("syntax/java"))) wrong.add(file + " -> "
                    + name);
                if (name.startsWith("org.apache.maven")) wrong.add(file + " -> " + name);
                if (from.isEmpty() || !name.startsWith("dev.gatelint.")) continue;
                String to = name.split("\\.")[2];
                if (!to.equals(from) && !MAY_USE.getOrDefault(from, Set.of()).contains(to)) wrong.add(file + " -> " + name);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test void everyRoomIsNamedHere() throws IOException {
        assertThat(sources().stream().map(ArchitectureTest::room).filter(room -> !room.isEmpty())).allMatch(MAY_USE::containsKey);
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.filter(path -> path.toString().endsWith(".java")).sorted().toList();
        }
    }

    /** The first folder below the root package; empty for the root package itself. */
    private static String room(Path file) {
        Path inside = ROOT.relativize(file);
        return inside.getNameCount() == 1 ? "" : inside.getName(0).toString();
    }

    private static List<String> imports(Path file) throws IOException {
        ParserConfiguration raw = new ParserConfiguration().setLanguageLevel(ParserConfiguration.LanguageLevel.RAW);
        CompilationUnit unit = new JavaParser(raw).parse(file).getResult().orElseThrow(() -> new AssertionError("does not parse: " + file));
        return unit.getImports().stream().map(i -> i.getNameAsString()).toList();
    }
}
