package dev.gatelint.oracle.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.oracle.spring.Scenarios.Scenario;
import dev.gatelint.stack.spring.Doors;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What gatelint says of each request is what the applications answered when they were recorded, on all versions; {@link SpringOracleTest}
 * records.
 */
class RecordedAnswersTest {
    @TestFactory Stream<DynamicNode> everyVersion() {
        return Boot.ALL.stream().map(boot -> {
            Map<String, Answers> recorded = Answers.recorded(boot);
            return DynamicContainer.dynamicContainer(boot.name(), Scenarios.on(boot).stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.title(), () -> {
                assertThat(recorded).as("recorded with -Poracle -Dbless").containsKey(scenario.title());
                agrees(boot, scenario, recorded.get(scenario.title()));
            })));
        });
    }

    private static void agrees(Boot boot, Scenario scenario, Answers answers) {
        Doors doors = Doors.of(scenario.files(boot));
        assertThat(answers.failure().isEmpty()).as("it starts, or there are no answers").isEqualTo(!answers.statuses().isEmpty());
        if (answers.failure().isEmpty()) assertThat(answers.differences(scenario, doors)).as(boot + ": " + scenario).isEmpty();
    }
}
