package dev.gatelint.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatelint.Gatelint;
import dev.gatelint.Options;
import dev.gatelint.model.Endpoint;
import dev.gatelint.report.Report;
import dev.gatelint.source.Workspace;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with one file is said with its place, and all others are looked at. */
class BadInputTest {
    @TempDir Path folder;

    @BeforeEach void aGoodFile() throws IOException {
        write("pom.xml", """
            <project>
              <modelVersion>4.0.0</modelVersion>
              <groupId>g</groupId><artifactId>a</artifactId><version>1</version>
              <dependencies>
                <dependency>
                  <groupId>org.springframework.boot</groupId>
                  <artifactId>spring-boot-starter-web</artifactId>
                  <version>3.5.16</version>
                </dependency>
              </dependencies>
            </project>
            """);
        write("src/main/java/Good.java", """
            import org.springframework.web.bind.annotation.GetMapping;
            import org.springframework.web.bind.annotation.RestController;
            @RestController class Good {
                @GetMapping("/good") String good() { return ""; }
            }
            """);
    }

    @Test void brokenJava() throws IOException {
        write("src/main/java/Bad.java",
            "import org.springframework.web.bind.annotation.*;\n@RestController class Bad {\n  @GetMapping(\"/bad String bad(\n");
        onlyProblem("src/main/java/Bad.java", 3);
    }

    @Test void brokenTypeScript() throws IOException {
        write("package.json", "{ \"dependencies\": { \"next\": \"16.4.6\", \"next-auth\": \"4.24.15\" } }");
        write("app/api/bad/route.ts", "import { getServerSession } from 'next-auth';\nexport async function GET() {\n  const s = (await getServerSession(;\n}\n");
        onlyProblem("app/api/bad/route.ts", 3);
    }

    @Test void brokenYaml() throws IOException {
        write("src/main/resources/application.yml", "spring:\n  application:\n    name: [a\n  b: }\n");
        onlyProblem("src/main/resources/application.yml", 4);
    }

    @Test void brokenJson() throws IOException {
        write("web/package.json", "{ \"dependencies\": {\n  \"next\": \"16.4.6\",,\n}");
        onlyProblem("web/package.json", 2);
    }

    @Test void aBinaryWithTheEndingOfASource() throws IOException {
        Files.write(folder.resolve("src/main/java/Bad.java"), new byte[] {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0});
        onlyProblem("src/main/java/Bad.java", 0);
    }

    @Test void aLineOfFiveMegabytes() throws IOException {
        write("package.json", "{ \"dependencies\": { \"next\": \"16.4.6\" } }");
        write("lib/bad.js", "export const a = [" + "1,".repeat(2_500_000) + "];");
        onlyProblem("lib/bad.js", 0);
        assertThat(run(options(10_000_000, null)).problems()).isEmpty();
    }

    @Test void aFileThatCannotBeRead() throws IOException {
        write("src/main/java/Bad.java", "import org.springframework.web.bind.annotation.*; @RestController class Bad {}");
        Options all = options(Options.DEFAULT_MAX_FILE_BYTES, null);
        Workspace locked = new Workspace() {
            @Override public List<Entry> files() throws IOException {
                return all.workspace().files();
            }

            @Override public byte[] read(String path) throws IOException {
                if (path.endsWith("Bad.java")) throw new AccessDeniedException(path);
                return all.workspace().read(path);
            }
        };
        onlyProblem(run(Options.of(locked)), "src/main/java/Bad.java", 0);
    }

    @Test void aWrongKeyInTheSettings() throws IOException {
        write("gatelint.yml", "exclude: []\nprotect: [\"/admin/**\"]\n");
        Report report = onlyProblem("gatelint.yml", 2);
        assertThat(report.problems().get(0).message()).contains("protected");
    }

    @Test void settingsThatAreNotThere() {
        File missing = folder.resolve("other.yml").toFile();
        assertThatThrownBy(() -> options(Options.DEFAULT_MAX_FILE_BYTES, missing)).isInstanceOf(IOException.class)
            .hasMessageContaining("other.yml");
    }

    private Report onlyProblem(String file, int line) throws IOException {
        return onlyProblem(run(options(Options.DEFAULT_MAX_FILE_BYTES, null)), file, line);
    }

    private static Report onlyProblem(Report report, String file, int line) {
        assertThat(report.problems()).isNotEmpty().allMatch(problem -> problem.file().equals(file));
        assertThat(report.problems().get(0).line()).isEqualTo(line);
        assertThat(report.endpoints()).extracting(Endpoint::id).contains("GET /good");
        return report;
    }

    private static Report run(Options options) throws IOException {
        return Gatelint.run(options);
    }

    private Options options(long maxFileBytes, File configFile) throws IOException {
        return new Inputs(folder, List.of(), List.of(), false, maxFileBytes, configFile, null, null).options(List.of(), Optional.empty());
    }

    private void write(String path, String text) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve(path).getParent()).resolve(folder.resolve(path).getFileName()), text);
    }
}
