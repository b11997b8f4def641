package dev.gatelint.stack.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.stack.Projects;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PackagesTest {
    private static final String MANIFEST = "{ \"dependencies\": { \"next\": \"^14.0.0\", \"next-auth\": \"beta\" } }";

    private static Installed installed(String folder, String name, Map<String, String> files) {
        return Packages.of(Projects.of(files, new Npm())).installed(folder, name).orElseThrow();
    }

    private static String exact(String folder, String name, Map<String, String> files) {
        return installed(folder, name, files).exact().map(Object::toString).orElse("unknown");
    }

    @Test void packageLockOfAllThreeVersions() {
        String v1 = "{ \"lockfileVersion\": 1, \"dependencies\": { \"next\": { \"version\": \"14.1.0\" } } }";
        String v3 = "{ \"lockfileVersion\": 3, \"packages\": { \"\": {}, \"node_modules/next\": { \"version\": \"14.2.3\" },"
            + " \"apps/web/node_modules/next\": { \"version\": \"15.0.1\" }, \"node_modules/x/node_modules/next\": { \"version\": \"9.0.0\" } } }";
        assertThat(exact("", "next", Map.of("package.json", MANIFEST, "package-lock.json", v1))).isEqualTo("14.1.0");
        assertThat(exact("", "next", Map.of("package.json", MANIFEST, "package-lock.json", v3))).isEqualTo("14.2.3");
        Map<String, String> workspaces = Map.of("apps/web/package.json", MANIFEST, "apps/docs/package.json", MANIFEST, "package-lock.json",
            v3);
        assertThat(exact("apps/web", "next", workspaces)).isEqualTo("15.0.1");
        assertThat(exact("apps/docs", "next", workspaces)).isEqualTo("14.2.3");
    }

    @Test void pnpmLockOfAllThreeVersions() {
        String v5 = "lockfileVersion: 5.4\nspecifiers:\n  next: ^14.0.0\ndependencies:\n  next: 14.0.1_biqbaboplfbrettd7655fr4n2y\n";
        String v6 = "lockfileVersion: '6.0'\nimporters:\n  apps/web:\n    dependencies:\n      next:\n        specifier: ^14.0.0\n"
            + "        version: 14.0.2(react-dom@18.2.0)(react@18.2.0)\n";
        String v9 = "lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n      next-auth:\n        specifier: beta\n"
            + "        version: 5.0.0-beta.25(next@15.0.0(react@19.0.0))(react@19.0.0)\n";
        assertThat(exact("", "next", Map.of("package.json", MANIFEST, "pnpm-lock.yaml", v5))).isEqualTo("14.0.1");
        assertThat(exact("apps/web", "next", Map.of("apps/web/package.json", MANIFEST, "pnpm-lock.yaml", v6))).isEqualTo("14.0.2");
        assertThat(exact("", "next-auth", Map.of("package.json", MANIFEST, "pnpm-lock.yaml", v9))).isEqualTo("5.0.0-beta.25");
    }

    @Test void yarnLockOfBothFlavours() {
        String classic = "# yarn lockfile v1\n\n\"next@^14.0.0\", next@14.x:\n  version \"14.0.3\"\n  resolved \"https://x\"\n\nnext@^9.0.0:\n  version \"9.1.0\"\n";
        String berry = "__metadata:\n  version: 6\n\n\"next@npm:^14.0.0\":\n  version: 14.0.4\n  resolution: \"next@npm:14.0.4\"\n\n"
            + "\"next-auth@npm:beta\":\n  version: 5.0.0-beta.31\n";
        assertThat(exact("", "next", Map.of("package.json", MANIFEST, "yarn.lock", classic))).isEqualTo("14.0.3");
        assertThat(exact("", "next", Map.of("package.json", MANIFEST, "yarn.lock", berry))).isEqualTo("14.0.4");
        assertThat(exact("", "next-auth", Map.of("package.json", MANIFEST, "yarn.lock", berry))).isEqualTo("5.0.0-beta.31");
    }

    @Test void bunLock() {
        String lock = """
            {
              "lockfileVersion": 1,
              "packages": {
                "next": ["next@14.0.5", "", { "dependencies": {} }, "sha512-x"],
                "web/next": ["next@14.0.6", "", {}, "sha512-y"],
              }
            }
            """;
        assertThat(exact("", "next", Map.of("package.json", MANIFEST, "bun.lock", lock))).isEqualTo("14.0.5");
        Map<String, String> workspace = Map.of("apps/web/package.json", MANIFEST.replace("{ \"dep", "{ \"name\": \"web\", \"dep"),
            "bun.lock", lock);
        assertThat(exact("apps/web", "next", workspace)).isEqualTo("14.0.6");
    }

    @Test void catalogsAndAliases() {
        String manifest = "{ \"dependencies\": { \"next\": \"catalog:\", \"next-auth\": \"catalog:auth\", \"react\": \"npm:react@18.2.0\" } }";
        Map<String, String> files = Map.of("apps/a/package.json", manifest, "pnpm-workspace.yaml",
            "packages: ['apps/*']\ncatalog:\n  next: 15.2.2\ncatalogs:\n  auth:\n    next-auth: ^4.24.0\n");
        assertThat(exact("apps/a", "next", files)).isEqualTo("15.2.2");
        assertThat(exact("apps/a", "react", files)).isEqualTo("18.2.0");
        Installed auth = installed("apps/a", "next-auth", files);
        assertThat(auth.exact()).isEmpty();
        assertThat(auth.surelyAtLeast("4.24.0")).isTrue();
        assertThat(auth.surelyAtLeast("4.24.10")).isFalse();
        assertThat(auth.surelyBefore("5.0.0-0")).isTrue();
        assertThat(auth.assumed().map(Object::toString)).contains("4.24.15");
    }

    @Test void overridesComeBeforeRanges() {
        String root = "{ \"dependencies\": { \"react\": \"18.2.0\" }, \"overrides\": { \"next\": \"14.2.3\", \"react-dom\": \"$react\","
            + " \"next-auth@^4\": \"4.24.5\", \"other\": { \"iron-session\": \"1.0.0\" } } }";
        String app = "{ \"dependencies\": { \"next\": \"^15.0.0\", \"react-dom\": \"^19.0.0\", \"next-auth\": \"^4.0.0\","
            + " \"iron-session\": \"8.0.4\", \"typescript\": \"5.4.5 || 5.5.2\" } }";
        Map<String, String> files = Map.of("package.json", root, "apps/a/package.json", app);
        assertThat(exact("apps/a", "next", files)).isEqualTo("14.2.3");
        assertThat(exact("apps/a", "react-dom", files)).isEqualTo("18.2.0");
        assertThat(exact("apps/a", "iron-session", files)).isEqualTo("8.0.4");
        assertThat(exact("apps/a", "typescript", files)).isEqualTo("unknown");
        assertThat(installed("apps/a", "next-auth", files).surelyAtLeast("4.0.0")).isFalse();
        Map<String, String> pnpm = Map.of("apps/a/package.json", app, "pnpm-workspace.yaml", "packages: [a]\noverrides:\n  next: 14.2.4\n");
        assertThat(exact("apps/a", "next", pnpm)).isEqualTo("14.2.4");
    }

    @Test void withoutALockfileOnlyTheRangeIsCertain() {
        Installed beta = installed("", "next-auth", Map.of("package.json", MANIFEST));
        assertThat(beta.exact()).isEmpty();
        assertThat(beta.surelyAtLeast("4.0.0")).isFalse();
        assertThat(beta.assumed().map(v -> v.major())).contains(5);
    }

    @Test void theLockfileOfTheNamedManagerCounts() {
        String manifest = MANIFEST.replace("{ \"dep", "{ \"packageManager\": \"yarn@1.22.0\", \"dep");
        assertThat(exact("", "next", Map.of("package.json", manifest, "yarn.lock", "next@^14.0.0:\n  version \"14.0.3\"\n",
            "package-lock.json", "{ \"packages\": { \"node_modules/next\": { \"version\": \"14.2.3\" } } }"))).isEqualTo("14.0.3");
    }

    @Test void brokenFilesGiveWhatCanBeRead() {
        Map<String, String> files = Map.of("package.json", MANIFEST.substring(0, MANIFEST.length() - 3), "package-lock.json",
            "{ \"packages\": { ");
        assertThat(installed("", "next", files).range()).isPresent();
        assertThat(Projects.of(files, new Npm()).files().get("package.json").problems()).hasSize(1);
    }
}
