package dev.gatelint.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonReportTest {
    /** What is wrong with {@code json} by a schema on the class path. */
    static List<String> wrong(String schema, SpecificationVersion version, String json) throws IOException {
        try (InputStream in = JsonReportTest.class.getResourceAsStream(schema)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Schema read = SchemaRegistry.withDefaultDialect(version).getSchema(text, InputFormat.JSON);
            return read.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
        }
    }

    @Test void isWhatItsSchemaSays() throws IOException {
        String schema = "/dev/gatelint/report/report.schema.json";
        assertThat(wrong(schema, SpecificationVersion.DRAFT_2020_12, JsonReport.render(Sample.report()))).isEmpty();
        assertThat(wrong(schema, SpecificationVersion.DRAFT_2020_12, JsonReport.render(Sample.empty()))).isEmpty();
        assertThat(wrong(schema, SpecificationVersion.DRAFT_2020_12, JsonReport.render(Sample.report()).replace("\"new\"", "\"old\"")))
            .isNotEmpty();
    }

    @Test void saysPlacesAsEditorsDo() {
        String json = JsonReport.render(Sample.report());
        // DELETE: line 5, behind a tab, a comment with an emoji of two units, and "void "
        assertThat(json).contains("""
                  "file": "src/main/java/com/acme/Orders.java",
                  "line": 5,
                  "column": 16,
                  "endLine": 5,
                  "endColumn": 22,
                  "message": "DELETE /orders/{id} is open to anyone. Add a guard.",
                  "endpoint": "DELETE /orders/{id}",
                  "fingerprint": "b2",
                  "state": "new",
                  "reason": null,
            """);
        assertThat(json).contains("\"methods\": [],").contains("\"access\": \"opaque\"").contains("\"milliseconds\": 17").endsWith("}\n");
        assertThat(json).doesNotContain("\r").doesNotContain("\u001b");
    }

    @Test void equalReportsGiveEqualBytes() {
        assertThat(JsonReport.render(Sample.report())).isEqualTo(JsonReport.render(Sample.report()));
    }
}
