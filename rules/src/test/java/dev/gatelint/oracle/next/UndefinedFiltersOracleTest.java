package dev.gatelint.oracle.next;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Prisma and Drizzle make of a filter whose value is undefined: the answers of {@code undefined.md}. */
@Tag("oracle")
class UndefinedFiltersOracleTest {
    private static final Path FOLDER = Path.of("target/oracle/undefined");

    @ParameterizedTest @ValueSource(booleans = {false, true}) void answersAsRecorded(boolean strict) throws IOException {
        List<String> sections = List.of(Forms.resource("undefined.md").split("(?m)^(?=## )"));
        Map<String, String> files = new LinkedHashMap<>(Forms.files(sections.get(0)));
        if (strict) {
            files.computeIfPresent("schema.prisma", (path, text) ->
                text.replaceFirst("\\n}", "\n  previewFeatures = [\"strictUndefinedChecks\"]\n}"));
        }
        Files.createDirectories(FOLDER);
        for (Map.Entry<String, String> file : files.entrySet()) Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
        if (!Files.exists(FOLDER.resolve("node_modules"))) Tool.install(FOLDER);
        Tool.prisma(FOLDER);
        assertThat(Tool.say(FOLDER, "ask.mjs")).isEqualToIgnoringNewLines(Forms.files(sections.get(strict ? 2 : 1)).get("answers.txt")
            .strip());
    }
}
