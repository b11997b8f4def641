package dev.gatelint.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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

    @Test void everyGoalDoesItsPart() throws Exception {
        Ran goals = Ran.of("cases/goals");
        String log = goals.log();
        assertThat(log).contains("gatelint:explain").contains("# missing-request-context (GL101)").contains("Who may call what:")
            .contains("To apply them: git -C").contains("Look at them before you commit.").doesNotContain("\tat ");
        Path output = goals.folder().resolve("target/gatelint");
        assertThat(output.resolve("endpoints.txt")).content().contains("GET /dashboard").contains("pages/dashboard.jsx:");
        assertThat(output.resolve("gatelint.patch")).content().contains("\n-  const session = await getServerSession();\n")
            .contains("\n+  const session = await getServerSession(req, res, authOptions);\n");
        assertThat(goals.folder().resolve("pages/api/profile.js")).content().contains("await getServerSession(req, res, authOptions);");
        assertThat(goals.report("target/gatelint")).doesNotContain("GL101").doesNotContain("\"state\": \"new\"");
        assertThat(goals.folder().resolve("gatelint-baseline.json")).content().contains("\"fingerprint\"");
    }

    @Test void theVersionThatMavenChoosesDecidesAndIsSaid() throws Exception {
        Ran versions = Ran.of("cases/versions");
        assertThat(versions.endpoint("target/new", "DELETE /orders")).contains("\"access\": \"denied\"")
            .contains("\"file\": \"pom.xml\"", "Spring Security 6.5.", "by Spring Boot 3.5.16");
        assertThat(versions.endpoint("target/old", "DELETE /orders")).contains("\"access\": \"public\"")
            .contains("\"file\": \"pom.xml\"", "Spring Security 5.7.", "by Spring Boot 2.7.18");
        assertThat(versions.report("target/old")).contains("\"rule\": \"GL");
    }

    @Test void whatALibraryBringsIsSeenAndNotGuessedAt() throws Exception {
        Ran library = Ran.of("cases/library");
        assertThat(library.endpoint("target/gatelint", "DELETE /orders")).contains("\"access\": \"unknown\"")
            .contains("Spring Security comes with com.acme:starter").contains("\"file\": \"pom.xml\"");
        assertThat(library.report("target/gatelint")).contains("\"findings\": []");
        assertThat(library.log()).contains("BUILD SUCCESS").doesNotContain("nowhere");
        assertThat(Path.of("target/local-repo/com/acme/nowhere")).as("what was not found is not remembered").doesNotExist();
    }
}
