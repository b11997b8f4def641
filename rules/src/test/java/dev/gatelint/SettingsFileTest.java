package dev.gatelint;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.gatelint.model.Settings;
import dev.gatelint.source.Problem;
import dev.gatelint.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsFileTest {
    private static SettingsFile.Read read(String text) {
        return SettingsFile.read(new SourceFile("gatelint.yml", text));
    }

    private static List<String> problems(String text) {
        return read(text).problems().stream().map((Problem p) -> p.line() + " " + p.message()).toList();
    }

    @Test void readsAll() {
        SettingsFile.Read read = read("""
            public:                       # open on purpose
              - { path: "POST /api/webhooks/**", reason: "signature checked in handler" }
            protected: ["/admin/**", "/api/**"]
            guards:
              calls: ["com.acme.Auth.require*", "@acme/auth#requireUser"]
              annotations: ["com.acme.RequireLogin"]
            secrets: { provided: ["STRIPE_KEY"] }
            rules: {}
            exclude: ["legacy/**"]
            """);
        assertThat(read.problems()).isEmpty();
        Settings settings = read.settings();
        assertThat(settings.open()).containsExactly(new Settings.Open("POST /api/webhooks/**", "signature checked in handler"));
        assertThat(settings.closed()).containsExactly("/admin/**", "/api/**");
        assertThat(settings.guardCalls()).containsExactly("com.acme.Auth.require*", "@acme/auth#requireUser");
        assertThat(settings.guardAnnotations()).containsExactly("com.acme.RequireLogin");
        assertThat(settings.providedSecrets()).containsExactly("STRIPE_KEY");
        assertThat(settings.exclude()).containsExactly("legacy/**");
        assertThat(read("").settings()).isEqualTo(Settings.NONE);
        assertThat(read("public:\nguards:\n").problems()).isEmpty();
    }

    @Test void saysWhatIsWrongAndWhere() {
        assertThat(problems("exclude: []\nproteced: []\n"))
            .containsExactly("2 unknown key 'proteced'; did you mean 'protected'? (column 1)");
        assertThat(problems("guards:\n  call: [x]\n")).containsExactly("2 unknown key 'call'; did you mean 'calls'? (column 3)");
        assertThat(problems("zzz: 1\n"))
            .containsExactly("1 unknown key 'zzz'; known are public, protected, guards, secrets, rules, exclude (column 1)");
        assertThat(problems("exclude: x\n")).containsExactly("1 'exclude' is a list of texts, such as [\"...\"] (column 10)");
        assertThat(problems("rules: { no-such-rule: error }\n")).singleElement().asString().startsWith("1 there is no rule 'no-such-rule'");
        assertThat(problems("public:\n  - path: /a\n  - { path: /b, reason: ok }\n")).containsExactly(
            "2 an entry of 'public' needs a reason; this one does not count (column 5)");
        assertThat(read("public:\n  - path: /a\n  - { path: /b, reason: ok }\n").settings().open())
            .containsExactly(new Settings.Open("/b", "ok"));
        assertThat(problems("- a\n")).singleElement().asString().startsWith("1 expected keys here");
        assertThat(problems("exclude: [a]\nexclude: [b]\n"))
            .containsExactly("2 the key 'exclude' stands twice; this one is not read (column 1)");
        assertThat(read("exclude: [a]\nbroken: [\n").settings().exclude()).containsExactly("a");
        assertThat(problems("exclude: [a]\nbroken: [\n")).isNotEmpty();
    }

    /** The JSON Schema that editors use says the same as the reader, except for the names of rules. */
    @Test void theSchemaAgrees() throws IOException {
        for (String good : List.of("", "public:\n  - { path: POST /a/**, reason: x }\nrules: { weak-secret: off }\n",
            "guards: { calls: [a] }\nexclude:\n")) {
            assertThat(schema().validate(good.isEmpty() ? "null" : good, InputFormat.YAML)).as(good).isEmpty();
        }
        for (String bad : List.of("proteced: []", "guards: { call: [x] }", "exclude: x", "public: [{ path: /a }]",
            "public: [{ path: a, reason: x }]",
            "rules: { weak-secret: of }", "- a")) {
            assertThat(schema().validate(bad, InputFormat.YAML)).as(bad).isNotEmpty();
            assertThat(problems(bad)).as(bad).isNotEmpty();
        }
    }

    private static Schema schema() throws IOException {
        try (InputStream in = SettingsFileTest.class.getResourceAsStream("gatelint.schema.json")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(text, InputFormat.JSON);
        }
    }
}
