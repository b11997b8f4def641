package dev.gatelint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.report.JsonReport;
import dev.gatelint.report.Report;
import dev.gatelint.source.FolderWorkspace;
import dev.gatelint.source.MemoryWorkspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cache changes nothing but the time, and a secret that stands in the sources stands nowhere else. */
class CacheTest {
    private static final String SECRET = "hunter2-Zebra-91-quantum";
    private static final MemoryWorkspace FILES = new MemoryWorkspace(Map.of(
        "pom.xml", "<project><parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>3.5.16</version></parent>"
            + "<groupId>a</groupId><artifactId>b</artifactId><version>1</version></project>",
        "src/main/resources/application.yml", "jwt:\n  secret: " + SECRET + "\nspring:\n  datasource:\n    url: jdbc:x://u:" + SECRET + "@h/d\n",
        "src/main/java/a/Plain.java", "package a; import org.springframework.stereotype.Component; @Component class Plain { }",
        "src/main/java/a/Jwt.java", """
            package a;
            import org.springframework.stereotype.Component;
            @Component class Jwt {
                private static final String SIGNING = "%s";
                String sign() { return io.jsonwebtoken.Jwts.builder().signWith(key("%s".getBytes())).compact(); }
            }
            """.formatted(SECRET, SECRET),
        "web/package.json", "{\"dependencies\": {\"next\": \"15.5.29\", \"next-auth\": \"4.24.15\"}}",
        "web/.env", "NEXTAUTH_SECRET=" + SECRET + "\n",
        "web/.env.production", "DATABASE_URL=postgres://u:" + SECRET + "@h/d\n",
        "web/docker-compose.yml", "services:\n  web:\n    environment:\n      - NEXTAUTH_SECRET=" + SECRET + "\n",
        "web/lib/auth.ts", "export const authOptions = { providers: [], secret: \"" + SECRET + "\" }\n"));
    @TempDir Path folder;

    @Test void aWarmRunSaysWhatAColdOneSays() throws IOException {
        FolderWorkspace samples = new FolderWorkspace(Path.of("../sample-projects"), path -> false);
        Options options = Options.of(samples).withCache(folder.resolve("facts"));
        Report cold = Gatelint.run(options);
        Report warm = Gatelint.run(options);
        assertThat(warm.stats().cached()).isPositive();
        assertThat(withoutStats(warm)).isEqualTo(withoutStats(cold)).isEqualTo(withoutStats(Gatelint.run(Options.of(samples))));
    }

    private static String withoutStats(Report report) {
        String json = JsonReport.render(report);
        return json.substring(0, json.indexOf("\"stats\""));
    }

    @Test void neitherTheCacheNorTheReportHoldsIt() throws IOException {
        Path cache = folder.resolve("facts");
        String report = JsonReport.render(Gatelint.run(Options.of(FILES).withCache(cache)));
        assertThat(report).doesNotContain(SECRET);
        String stored = Files.readString(cache, StandardCharsets.ISO_8859_1);
        assertThat(stored).contains("Plain").doesNotContain(SECRET).doesNotContain(new String(SECRET.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1));
    }
}
