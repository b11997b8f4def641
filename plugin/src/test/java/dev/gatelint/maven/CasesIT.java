package dev.gatelint.maven;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CasesIT {
    @Test void skipComesFirst() throws Exception {
        Ran skip = Ran.of("cases/skip");
        assertThat(skip.log()).contains("gatelint is skipped.").contains("BUILD SUCCESS");
        assertThat(skip.folder().resolve("target")).doesNotExist();
    }

    @Test void aFindingFailsTheBuildAndSaysWhatToDoNext() throws Exception {
        Ran bound = Ran.of("cases/bound");
        assertThat(bound.log()).contains("gatelint found 1 violation. Report: ").contains("report.json")
            .contains("mvn gatelint:explain -Dgatelint.rule=").contains("BUILD FAILURE").doesNotContain("\tat ");
        assertThat(bound.log()).containsPattern("\\[ERROR] \\S+me\\.js:\\[4,\\d+] GL1\\d\\d ");
    }
}
