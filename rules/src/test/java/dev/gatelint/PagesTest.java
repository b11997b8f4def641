package dev.gatelint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.rule.Rule;
import dev.gatelint.rules.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every page is run. {@code -Dbless} writes what gatelint says now into the pages: read the diff before you commit it. */
class PagesTest {
    private static final Path ROOT = Path.of("src/main/java");

    @TestFactory Stream<DynamicTest> rulePages() {
        return Rules.ALL.stream().map(rule -> {
            Path file = pageOf(rule);
            return DynamicTest.dynamicTest(rule.name(), () -> {
                String text = Files.readString(file);
                assertThat(text).as("the title of " + file).startsWith("# %s (%s)\n\n".formatted(rule.name(), rule.id()));
                check(file, text, page -> new Page(page).withFindings(rule));
                assertThat(new Page(Files.readString(file)).expects("finding: " + rule.name())).as("a finding in " + file).isTrue();
            });
        });
    }

    @TestFactory Stream<DynamicTest> stackPages() throws IOException {
        return pages(ROOT.resolve("dev/gatelint/stack")).stream().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(),
            () -> check(file, Files.readString(file), page -> new Page(page).withEndpoints())));
    }

    @Test void everyPageStandsBesideItsRule() throws IOException {
        List<Path> ruled = Rules.ALL.stream().map(PagesTest::pageOf).sorted().toList();
        assertThat(pages(ROOT.resolve("dev/gatelint/rules"))).isEqualTo(ruled);
        assertThat(Rules.ALL.stream().map(Rule::id)).doesNotHaveDuplicates().isSorted();
    }

    private static void check(Path file, String text, UnaryOperator<String> look) throws IOException {
        String seen = look.apply(text);
        if (System.getProperty("bless") != null) Files.writeString(file, seen);
        else assertThat(seen).as(file + ", " + Page.difference(text, seen)).isEqualTo(text);
    }

    private static Path pageOf(Rule rule) {
        return ROOT.resolve(rule.getClass().getName().replace('.', '/') + ".md");
    }

    private static List<Path> pages(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(path -> path.toString().endsWith(".md")).sorted().toList();
        }
    }
}
