package dev.gatelint.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample projects. {@code -Dbless} writes what gatelint says now: read the diff beside each sample's README before you commit it. */
class SamplesIT {
    @ParameterizedTest
    @ValueSource(strings = {"mixed-reactor", "nextjs-app-router", "nextjs-pages-api", "spring-boot-legacy", "spring-boot-web"})
    void theReportIsTheExpectedOne(String sample) throws Exception {
        Path expected = Path.of("../sample-projects", sample, "expected-report.json");
        String report = Ran.of("broken/" + sample).report("target/gatelint");
        if (System.getProperty("bless") != null) Files.writeString(expected, report);
        assertThat(report).isEqualTo(Files.readString(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mixed-reactor", "nextjs-app-router", "nextjs-pages-api", "spring-boot-legacy", "spring-boot-web"})
    void nothingIsFoundWhenItIsRepaired(String sample) throws Exception {
        String report = Ran.of("fixed/" + sample).report("target/gatelint");
        assertThat(report).contains("\"endpoints\": [\n").contains("\"findings\": []").contains("\"problems\": []");
    }
}
