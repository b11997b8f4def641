package dev.gatelint.oracle.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.oracle.spring.Scenarios.Scenario;
import dev.gatelint.stack.spring.Doors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Every scenario on every version that it is written for, started on a real server: the endpoints that gatelint lists are those of the
 * handler mappings, and the answers are the recorded ones, which {@link RecordedAnswersTest} compares with what gatelint says. {@code
 * -Dbless}
 * records
 * them; {@code -Doracle.spring=6.5} asks one version only, {@code -Doracle.scenario=Boot} the scenarios whose title has a match.
 */
@Tag("oracle")
class SpringOracleTest {
    private static final Pattern ASKED = Pattern.compile(System.getProperty("oracle.scenario", ""));
    private static final Path RECORDED = Path.of("src/test/resources/truth/spring");

    @TestFactory Stream<DynamicTest> everyVersion() {
        return Boot.ALL.stream().filter(boot -> boot.label().startsWith(System.getProperty("oracle.spring", "")))
            .map(boot -> DynamicTest.dynamicTest(boot.name(), () -> ask(boot)));
    }

    private static void ask(Boot boot) throws IOException {
        Map<String, Answers> all = new LinkedHashMap<>();
        Map<String, Answers> recorded = Answers.recorded(boot);
        Predicate<Scenario> asked = scenario -> ASKED.matcher(scenario.title()).find();
        Map<String, String> wrong = new TreeMap<>();
        if (Scenarios.on(boot).stream().noneMatch(asked)) return;
        try (Framework framework = new Framework(boot)) {
            for (Scenario scenario : Scenarios.on(boot)) {
                if (!asked.test(scenario)) {
                    Optional.ofNullable(recorded.get(scenario.title())).ifPresent(answers -> all.put(scenario.title(), answers));
                    continue;
                }
                Map<String, String> files = scenario.files(boot);
                Doors doors = Doors.of(files);
                List<String> said = framework.start(scenario.title(), files);
                if (said.get(0).startsWith("FAILED")) {
                    all.put(scenario.title(), new Answers(said.get(0).replaceFirst("FAILED ", ""), Map.of()));
                    continue;
                }
                if (!Endpoints.ours(doors).equals(Endpoints.theirs(said))) {
                    wrong.put(scenario.title(), "lists " + Endpoints.theirs(said) + ", we " + Endpoints.ours(doors));
                }
                all.put(scenario.title(), Answers.ask(framework, boot, scenario, doors));
            }
        }
        String text = Answers.text(boot, all);
        Path file = RECORDED.resolve(boot.name() + ".tsv");
        if (System.getProperty("bless") != null) Files.writeString(file, text);
        else assertThat(text).isEqualTo(Files.readString(file));
        assertThat(wrong).isEmpty();
        assertThat(all.values()).filteredOn(answers -> answers.failure().startsWith("does not compile")).isEmpty();
    }
}
