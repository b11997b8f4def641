package dev.gatelint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.rules.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every section that the catalogue of Spring names stands on its page. */
class SpringCatalogueTest {
    private static final Pattern NAMED = Pattern.compile("([\\w-]+) § (.+?)(?=<br>| \\|)");

    @Test void everySectionThatIsNamedExists() throws IOException {
        Map<String, Path> pages = pages();
        List<String> absent = new ArrayList<>();
        Matcher named = NAMED.matcher(Files.readString(Path.of("../docs/catalogue-spring.md")));
        int found = 0;
        while (named.find()) {
            Path page = pages.get(named.group(1));
            if (page == null || !Files.readAllLines(page).contains("## " + named.group(2))) absent.add(named.group());
            found++;
        }
        assertThat(absent).isEmpty();
        assertThat(found).isGreaterThan(100);
    }

    /** By the name of the rule, or by the name of a stack's page. */
    private static Map<String, Path> pages() throws IOException {
        Map<String, Path> pages = new TreeMap<>();
        Path root = Path.of("src/main/java");
        Rules.ALL.forEach(rule -> pages.put(rule.name(), root.resolve(rule.getClass().getName().replace('.', '/') + ".md")));
        try (var files = Files.list(root.resolve("dev/gatelint/stack/spring"))) {
            files.filter(file -> file.toString().endsWith(".md"))
                .forEach(file -> pages.put(file.getFileName().toString().replace(".md", ""), file));
        }
        return pages;
    }
}
