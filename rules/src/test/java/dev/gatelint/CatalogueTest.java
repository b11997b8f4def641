package dev.gatelint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.rule.Rule;
import dev.gatelint.rules.Rules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/catalogue.md} says of the pages what is in them. */
class CatalogueTest {
    private static final Pattern SECTION = Pattern.compile("(?ms)^## ([^\\n]+)\\n(.*?)(?=^## |\\z)");

    /** One line of the table. */
    private record Row(String entry, Rule rule, List<String> found, List<String> silent, boolean repaired) {}

    private static List<Row> rows() throws IOException {
        Map<String, Rule> rules = Rules.ALL.stream().collect(Collectors.toMap(rule -> rule.id() + " " + rule.name(), rule -> rule));
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("../docs/catalogue.md"))) {
            if (!line.matches("\\| [A-Z]+\\d+ \\|.*")) continue;
            String[] cells = line.split("\\|", -1);
            rows.add(new Row(cells[1].strip(), rules.get(cells[3].strip()), titles(cells[4]), titles(cells[5]), cells[6].strip().equals("yes")));
            assertThat(rows.get(rows.size() - 1).rule()).as(line).isNotNull();
        }
        return rows;
    }

    private static List<String> titles(String cell) {
        return Stream.of(cell.split("<br>")).map(String::strip).filter(title -> !title.isEmpty()).toList();
    }

    private static Map<String, String> sections(Rule rule) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (InputStream in = rule.getClass().getResourceAsStream(rule.getClass().getSimpleName() + ".md")) {
            Matcher section = SECTION.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            while (section.find()) found.put(section.group(1).strip(), section.group(2));
        }
        return found;
    }

    @Test void everySectionIsThereAndFindsOrIsSilent() throws IOException {
        for (Row row : rows()) {
            Map<String, String> sections = sections(row.rule());
            String finding = "finding: " + row.rule().name();
            assertThat(row.found()).as(row.entry()).isNotEmpty().allSatisfy(title -> assertThat(sections.get(title)).as(title).contains(finding));
            assertThat(row.silent()).as(row.entry()).allSatisfy(title -> assertThat(sections.get(title)).as(title).isNotNull()
                .doesNotContain(finding));
            boolean repaired = row.found().stream().anyMatch(title -> sections.get(title).contains("\nFixed:"));
            assertThat(row.repaired()).as(row.entry() + " " + row.rule().id()).isEqualTo(repaired);
        }
    }

    @Test void everyEntryHasARow() throws IOException {
        Map<String, Integer> families = Map.of("A", 14, "B", 12, "C", 12, "D", 21);
        List<String> wanted = families.entrySet().stream().flatMap(family -> IntStream.rangeClosed(1, family.getValue())
            .mapToObj(number -> family.getKey() + (number < 10 ? "0" : "") + number)).toList();
        assertThat(rows()).extracting(Row::entry).containsAll(wanted);
    }
}
