package dev.gatelint.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWorkspaceTest {
    @TempDir Path root;

    @Test void leavesOutWhatWasBuiltOrDownloadedButKeepsGeneratedSources() throws IOException {
        write("pom.xml", "src/main/java/A.java", "target/classes/A.class", "target/generated-sources/openapi/B.java", "web/package.json",
            "web/node_modules/x/index.js", "web/.next/server/a.js", "web/dist/a.js", "web/app/dist/page.tsx",
            "web/app/coverage/page.tsx", "web/coverage/report.js", ".git/config");
        assertThat(paths()).containsExactly("pom.xml", "src/main/java/A.java", "target/generated-sources/openapi/B.java",
            "web/app/coverage/page.tsx", "web/app/dist/page.tsx",
            "web/package.json");
    }

    @Test void leavesOutWhatIsExcluded() throws IOException {
        write("a/legacy/x.ts", "a/new/x.ts");
        assertThat(new FolderWorkspace(root, path -> path.startsWith("a/legacy/")).files()).extracting(Workspace.Entry::path)
            .containsExactly("a/new/x.ts");
    }

    @Test void doesNotFollowLinks() throws IOException {
        Path outside = Files.createTempFile("outside", ".ts");
        Files.createSymbolicLink(root.resolve("link.ts"), outside);
        Files.createSymbolicLink(root.resolve("folder"), outside.getParent());
        assertThat(paths()).isEmpty();
        Files.delete(outside);
    }

    @Test void readsOnlyInsideTheRoot() {
        assertThatThrownBy(() -> new FolderWorkspace(root, path -> false).read("../x")).isInstanceOf(IOException.class);
    }

    private List<String> paths() throws IOException {
        return new FolderWorkspace(root, path -> false).files().stream().map(Workspace.Entry::path).toList();
    }

    private void write(String... paths) throws IOException {
        for (String path : paths) {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "x");
        }
    }
}
