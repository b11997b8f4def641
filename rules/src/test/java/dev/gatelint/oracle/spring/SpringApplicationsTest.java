package dev.gatelint.oracle.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.oracle.spring.Scenarios.Scenario;
import dev.gatelint.stack.spring.Doors;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The applications of {@code applications.md}, compiled and started: gatelint lists their endpoints as their handler mappings do, and says
 * of every request what a real server answers to nobody, to a user and to an admin.
 */
class SpringApplicationsTest {
    private static Framework framework;

    @BeforeAll static void start() throws IOException {
        framework = new Framework(Boot.MAIN);
    }

    @AfterAll static void end() {
        if (framework != null) framework.close();
    }

    static List<Scenario> applications() {
        return Scenarios.of("applications.md");
    }

    @ParameterizedTest @MethodSource("applications") void isWhatWeSay(Scenario application) throws IOException {
        Map<String, String> files = application.files(Boot.MAIN);
        Doors doors = Doors.of(files);
        List<String> said = framework.start(application.title(), files);
        assertThat(said).as("it starts").noneMatch(line -> line.startsWith("FAILED"));
        assertThat(Endpoints.ours(doors)).containsExactlyInAnyOrderElementsOf(Endpoints.theirs(said)).hasSizeGreaterThan(3);
        Answers answers = Answers.ask(framework, Boot.MAIN, application, doors);
        assertThat(answers.differences(application, doors)).isEmpty();
    }
}
