package dev.gatelint.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.filter.ChangedLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitTreeTest {
    @TempDir Path folder;

    @Test void saysWhetherAnythingIsChanged() throws Exception {
        repository();
        assertThat(new GitTree(folder).isDirty()).contains(false);
        Files.writeString(folder.resolve("a.txt"), "1\n2\n3\n4\n");
        assertThat(new GitTree(folder).isDirty()).contains(true);
    }

    @Test void whatIsWrittenWhereThereIsNoPomIsNoChange() throws Exception {
        repository();
        GitTree.ignore(folder.resolve("target/gatelint"));
        Files.writeString(folder.resolve("target/gatelint/report.json"), "{}");
        assertThat(new GitTree(folder).isDirty()).contains(false);
        GitTree.ignore(folder.resolve("b"));
        assertThat(folder.resolve("b/.gitignore")).doesNotExist();
    }

    @Test void givesTheLinesThatAreNew() throws Exception {
        repository();
        Files.writeString(folder.resolve("a.txt"), "1\nnew\n3\n++ c.txt\n");
        Files.writeString(folder.resolve("größe.txt"), "unknown to git\n");
        ChangedLines changed = new GitTree(folder).changedSince("HEAD").orElseThrow();
        assertThat(Stream.of(1, 2, 3, 4).filter(line -> changed.touch("a.txt", line, line))).containsExactly(2, 4);
        assertThat(changed.touch("größe.txt", 1, 1)).isTrue();
        assertThat(changed.touch("b/b.txt", 1, 1)).isFalse();
    }

    @Test void givesPathsFromItsOwnFolder() throws Exception {
        repository();
        Files.writeString(folder.resolve("b/b.txt"), "changed\n");
        Files.writeString(folder.resolve("a.txt"), "changed\n");
        ChangedLines changed = new GitTree(folder.resolve("b")).changedSince("HEAD").orElseThrow();
        assertThat(changed.ranges()).containsOnlyKeys("b.txt");
    }

    @Test void doesNotKnowEveryName() throws Exception {
        repository();
        assertThat(new GitTree(folder).changedSince("nonsense")).isEmpty();
        assertThat(new GitTree(folder).whyNot()).contains("does not know that commit");
        assertThat(new GitTree(folder).changedSince("--output=evil")).isEmpty();
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test void saysNothingOutsideARepository() throws IOException {
        assertThat(new GitTree(folder).isDirty()).as("not known").isEmpty();
        assertThat(new GitTree(folder).silence().orElseThrow()).contains("reads no repository here");
        assertThat(new GitTree(folder).changedSince("HEAD")).isEmpty();
        assertThat(new GitTree(folder).whyNot()).contains("reads no repository here");
    }

    private void repository() throws Exception {
        Files.createDirectory(folder.resolve("b"));
        Files.writeString(folder.resolve("a.txt"), "1\n2\n3\n");
        Files.writeString(folder.resolve("b/b.txt"), "1\n");
        for (String command : List.of("init -q", "add .", "-c user.name=n -c user.email=e@example.com commit -q -m m")) {
            Process git = new ProcessBuilder(("git -C " + folder + " " + command).split(" ")).inheritIO().start();
            assertThat(git.waitFor()).isZero();
        }
    }
}
