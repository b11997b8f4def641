package dev.gatelint.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GlobsTest {
    @Test void starsStayInAFolderAndDoubleStarsDoNot() {
        assertThat(matches("src/*.ts", "src/a.ts")).isTrue();
        assertThat(matches("src/*.ts", "src/a/b.ts")).isFalse();
        assertThat(matches("src/**", "src/a/b.ts")).isTrue();
        assertThat(matches("**/generated/*", "generated/a.ts")).isTrue();
        assertThat(matches("**/generated/*", "x/y/generated/a.ts")).isTrue();
        assertThat(matches("**/generated/*", "x/ungenerated/a.ts")).isFalse();
        assertThat(matches("a?.ts", "ab.ts")).isTrue();
        assertThat(matches("a?.ts", "a/.ts")).isFalse();
    }

    @Test void aFolderIsMatchedByAllThatIsInIt() {
        assertThat(matches("legacy/**", "legacy/")).isTrue();
        assertThat(matches("legacy/**", "legacy2/")).isFalse();
    }

    @Test void allElseIsLiteral() {
        assertThat(matches("app/[id]/(group)/page.tsx", "app/[id]/(group)/page.tsx")).isTrue();
        assertThat(matches("a.b", "axb")).isFalse();
        assertThat(matches("\\Q*\\E", "\\Qx\\E")).isTrue();
    }

    @Test void noGlobsMatchNothing() {
        assertThat(Globs.any(List.of()).test("a")).isFalse();
    }

    private static boolean matches(String glob, String path) {
        return Globs.any(List.of(glob)).test(path);
    }
}
