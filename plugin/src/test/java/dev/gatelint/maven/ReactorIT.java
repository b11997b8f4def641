package dev.gatelint.maven;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One analysis for all modules of a reactor, however Maven comes to run it. */
class ReactorIT {
    private final Ran reactor = Ran.of("cases/reactor");

    @ParameterizedTest
    @ValueSource(strings = {"", "security/", "web/", "frontend/"})
    void theOrderOfModulesDoesNotMatter(String module) throws Exception {
        assertThat(reactor.report(module + "target/parallel")).isEqualTo(reactor.report(module + "target/serial"));
    }

    @Test void siblingsCountThoughTheyAreNotBuilt() throws Exception {
        String alone = reactor.report("web/target/alone");
        assertThat(alone).isEqualTo(reactor.report("web/target/serial"));
        assertThat(alone).contains("\"file\": \"security/src/main/java/com/example/portal/security/PortalSecurity.java\"")
            .contains("\"id\": \"GET /admin/orders\"").doesNotContain("frontend/");
    }

    @Test void theRootHoldsAll() throws Exception {
        assertThat(reactor.report("target/serial")).contains("\"id\": \"GET /admin/orders\"").contains("\"id\": \"PUT /api/preferences\"")
            .isEqualTo(reactor.report("target/called"));
    }
}
