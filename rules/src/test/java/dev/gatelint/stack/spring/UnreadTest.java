package dev.gatelint.stack.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class UnreadTest {
    private static final String MAIN = "package a;\nimport org.springframework.boot.autoconfigure.SpringBootApplication;\n"
        + "@SpringBootApplication class Main {}\n";

    private static Doors doors(Map<String, String> more) {
        Map<String, String> files = new TreeMap<>(more);
        files.put("src/main/java/a/Main.java", MAIN);
        return Doors.of(files);
    }

    @Test void anApplicationHasOneProblemForAllFilesThatConfigureSecurity() {
        assertThat(doors(Map.of("src/main/kotlin/a/One.kt", "fun chain(): SecurityFilterChain",
            "src/main/groovy/a/Two.groovy", "@EnableMethodSecurity class Two {}",
            "src/main/resources/three.xml", "<beans xmlns:s=\"http://www.springframework.org/schema/security\"/>")).problems())
            .singleElement().asString().contains("src/main/groovy/a/Two.groovy", "the security configuration in Groovy, "
            + "like that in 2 more files, is not read: the access of its endpoints is unknown");
    }

    @Test void endpointsInGroovyAreMissing() {
        assertThat(doors(Map.of("src/main/groovy/a/Orders.groovy", "@RestController class Orders {}")).problems())
            .singleElement().asString().contains("the code in Groovy is not read: the endpoints in it are missing");
    }

    @Test void otherFilesSayNothing() {
        assertThat(doors(Map.of("src/main/kotlin/a/Money.kt", "data class Money(val cents: Long)",
            "src/main/resources/mapper.xml", "<mapper/>")).problems()).isEmpty();
    }
}
