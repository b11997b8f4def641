package dev.gatelint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.filter.Baseline;
import dev.gatelint.model.Endpoint;
import dev.gatelint.report.CheckstyleReport;
import dev.gatelint.report.GitlabReport;
import dev.gatelint.report.HtmlReport;
import dev.gatelint.report.JsonReport;
import dev.gatelint.report.JunitReport;
import dev.gatelint.report.MarkdownReport;
import dev.gatelint.report.RdjsonReport;
import dev.gatelint.report.Report;
import dev.gatelint.report.SarifReport;
import dev.gatelint.report.WorkflowCommands;
import dev.gatelint.rule.Family;
import dev.gatelint.source.FolderWorkspace;
import dev.gatelint.source.MemoryWorkspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A cache changes nothing but the time, and a secret that stands in the sources stands nowhere else. */
class CacheTest {
    private static final String SECRET = "hunter2-Zebra-91-quantum";
    private static final MemoryWorkspace FILES = new MemoryWorkspace(Map.of(
        "pom.xml", "<project><parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>3.5.16</version></parent>"
            + "<groupId>a</groupId><artifactId>b</artifactId><version>1</version></project>",
        "src/main/resources/application.yml", "jwt:\n  secret: " + SECRET + "\nspring:\n  datasource:\n    url: jdbc:x://u:" + SECRET
        + "@h/d\n",
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
        assertThat(warm.stats().bytes()).isZero();
        assertThat(withoutStats(warm)).isEqualTo(withoutStats(cold)).isEqualTo(withoutStats(Gatelint.run(Options.of(samples))));
    }

    @Test void theWholeReportIsReplayedUntilAnythingChanges() throws IOException {
        Path project = Files.createDirectory(folder.resolve("project"));
        write(project, "package.json", "{\"dependencies\": {\"next\": \"15.5.29\", \"next-auth\": \"4.24.15\"}}");
        write(project, "app/api/a/route.ts", "export async function DELETE() { return new Response() }\n");
        Options options = Options.of(new FolderWorkspace(project, path -> false)).withCache(folder.resolve("facts"));
        Report cold = Gatelint.run(options);
        assertThat(Files.exists(folder.resolve("report.cache"))).isTrue();
        Files.delete(folder.resolve("facts"));
        Report replayed = Gatelint.run(options);
        assertThat(replayed.stats().cached()).isEqualTo(cold.stats().parsed());
        assertThat(withoutStats(replayed)).isEqualTo(withoutStats(cold));
        assertThat(HtmlReport.render(replayed)).isEqualTo(HtmlReport.render(cold));
        assertThat(Gatelint.run(options.withRules(List.of())).stats().parsed()).isPositive();
        assertThat(Gatelint.run(options).endpoints()).extracting(Endpoint::id).containsExactly("DELETE /api/a");
        write(project, "app/api/a/route.ts", "export async function PATCH() { return new Response() } \n");
        assertThat(Gatelint.run(options).endpoints()).extracting(Endpoint::id).containsExactly("PATCH /api/a");
        Files.write(folder.resolve("report.cache"), new byte[] {1, 2, 3});
        assertThat(Gatelint.run(options).endpoints()).extracting(Endpoint::id).containsExactly("PATCH /api/a");
    }

    @Test void aTreeThatHasJustChangedIsNotVouchedFor() throws IOException {
        Path project = Files.createDirectory(folder.resolve("project"));
        write(project, "package.json", "{\"dependencies\": {\"next\": \"15.5.29\"}}");
        Files.setLastModifiedTime(project.resolve("package.json"), FileTime.from(Instant.now()));
        Gatelint.run(Options.of(new FolderWorkspace(project, path -> false)).withCache(folder.resolve("facts")));
        assertThat(folder.resolve("report.cache")).doesNotExist();
    }

    private static void write(Path project, String path, String text) throws IOException {
        Path file = project.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(100 - text.length() % 50)));
    }

    private static String withoutStats(Report report) {
        String json = JsonReport.render(report);
        return json.substring(0, json.indexOf("\"stats\""));
    }

    /** Places of Java code at which a secret may stand, each for itself. */
    private static final List<String> PLACES = List.of(
        "static final String SIGNING = \"SECRET\";", "String jwtSecret = \"SECRET\";", "byte[] apiKey = \"SECRET\".getBytes();",
        "String key = \"SECRET\";", "char[] pwd = \"SECRET\".toCharArray();",
        "void a() { secret = \"SECRET\"; }", "void a() { this.password = \"SECRET\"; }",
        "void a() { var token = \"SECRET\"; use(token); }", "void a() { setSigningKey(\"SECRET\"); }",
        "void a() { builder.signWith(SignatureAlgorithm.HS256, \"SECRET\"); }", "void a() { encrypt(cipher, decode(\"SECRET\")); }",
        "Object o = new SecretKeySpec(\"SECRET\".getBytes(), \"AES\");",
        "void a() { users.password(\"SECRET\"); }", "void a() { users.password(\"{noop}\" + \"SECRET\"); }",
        "void a() { http.rememberMe(r -> r.key(\"SECRET\")); }",
        "@Value(\"${jwt.secret:SECRET}\") String a;", "@Client(secret = \"SECRET\") Object a;",
        "boolean a() { return password.equals(\"SECRET\"); }",
        "boolean a() { return \"SECRET\".equals(getPassword()); }", "void a() { map.put(\"password\", \"SECRET\"); }",
        "void a() { System.setProperty(\"jasypt.encryptor.password\", \"SECRET\"); }",
        "String secret() { return \"SECRET\"; }", "String secret = env.getProperty(\"a.b\", \"SECRET\");",
        "String[] keys = {\"a\", \"SECRET\"};", "String secret = test ? \"\" : \"SECRET\";",
        "String password = \"a\" + \"SECRET\";");
    /** What secrets look like: random, spoken with numbers, a word, and a sentence. */
    private static final List<String> SECRETS = List.of("5hYq8rP2kXv9zL4nW7tB3mC6dF1gJ0sA", "hunter2-Zebra-91", "c0rrect horse!",
        "/5hYq8rP2kXv9zL4nW7t=");

    @TestFactory Stream<DynamicTest> noPlaceOfJavaCodeLeavesItInTheFacts() {
        return PLACES.stream().flatMap(place -> SECRETS.stream().map(secret -> DynamicTest.dynamicTest(place + " " + secret, () -> {
            Path cache = folder.resolve("facts" + Math.abs((place + secret).hashCode()));
            String java = "package a; import org.springframework.stereotype.Component; @Component class Plain { "
                + place.replace("SECRET", secret) + " }";
            String report = JsonReport.render(Gatelint.run(Options.of(new MemoryWorkspace(Map.of("src/main/java/a/Plain.java", java)))
                .withCache(cache)));
            assertThat(stored(cache)).contains("Plain").doesNotContain(secret);
            assertThat(report).doesNotContain(secret);
        })));
    }

    /** Random text is nowhere, whatever it is called; what is only as long as a key is kept. */
    @Test void randomTextIsNotKeptAnywhereAndPathsAre() throws IOException {
        Path cache = folder.resolve("facts");
        Gatelint.run(Options.of(new MemoryWorkspace(Map.of("src/main/java/a/Plain.java", """
            package a; import org.springframework.stereotype.Component; @Component class Plain {
                String a = "5hYq8rP2kXv9zL4nW7tB3mC6dF1gJ0sA", b = "9f86d081884c7d659a2feaa0c55ad015", c = "jdbc:x://u:hunter2-Zebra-91@h/d";
                String d = "/api/v1/orderItems/details2", e = "oauth2AuthorizationServerFilterChain", authPath = "/api/v2/auth/tokens";
                boolean f = hasAuthority("SCOPE_read2");
            }
            """))).withCache(cache));
        String stored = stored(cache);
        assertThat(stored).doesNotContain("5hYq8rP2").doesNotContain("9f86d081").doesNotContain("hunter2-Zebra-91");
        assertThat(stored).contains("/api/v1/orderItems/details2", "oauth2AuthorizationServerFilterChain", "/api/v2/auth/tokens",
            "SCOPE_read2");
    }

    @Test void neitherTheCacheNorTheReportHoldsIt() throws IOException {
        Path cache = folder.resolve("facts");
        Report report = Gatelint.run(Options.of(FILES).withCache(cache));
        assertThat(report.findings()).extracting(verdict -> verdict.finding().rule().family()).contains(Family.SECRETS);
        List<Function<Report, String>> formats = List.of(JsonReport::render, SarifReport::render, HtmlReport::render,
            MarkdownReport::render,
            CheckstyleReport::render, JunitReport::render, GitlabReport::render, RdjsonReport::render,
            all -> String.join("\n", WorkflowCommands.of(all)), all -> Baseline.EMPTY.updated(all.findings()).render());
        for (Function<Report, String> format : formats) assertThat(format.apply(report)).doesNotContain(SECRET);
        assertThat(stored(cache)).contains("Plain").doesNotContain(SECRET);
    }

    /** The cache's file, read with one byte a character and with two. */
    private static String stored(Path cache) throws IOException {
        return Files.readString(cache, StandardCharsets.ISO_8859_1).replace("\0", "");
    }
}
