package dev.gatelint.stack.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.stack.Project;
import dev.gatelint.stack.Projects;
import dev.gatelint.stack.deploy.Provision.Stage;
import dev.gatelint.stack.deploy.Value.Kind;
import dev.gatelint.stack.deploy.Value.Mangling;
import dev.gatelint.stack.deploy.Value.Size;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
    private static Environment of(Map<String, String> files) {
        return Environment.of(Projects.of(files, new Deploy()), "");
    }

    private static String stages(Map<String, String> files) {
        return of(files).of("AUTH_SECRET").stream().map(one -> one.stage() + " " + one.value().kind()).toList().toString();
    }

    @Test void dotenvFilesCountWhenNextLoadsThem() {
        String line = "AUTH_SECRET=6wLk0rGc3Yw1v7Jk2mQ9pXs4tZb8nDf5\n";
        assertThat(stages(Map.of(".env", line))).isEqualTo("[PRODUCTION LITERAL]");
        assertThat(stages(Map.of(".env.local", line))).isEqualTo("[LOCAL LITERAL]");
        assertThat(stages(Map.of(".env.development", line))).isEqualTo("[DEVELOPMENT LITERAL]");
        assertThat(stages(Map.of(".env.staging", line))).isEqualTo("[UNREAD LITERAL]");
        assertThat(stages(Map.of("src/.env", line))).isEqualTo("[UNREAD LITERAL]");
        assertThat(stages(Map.of(".env.example", "AUTH_SECRET=\n"))).isEqualTo("[DOCUMENTATION EMPTY]");
    }

    @Test void whatTheSyntaxDoesToAValueIsSeen() {
        assertThat(of(Map.of(".env", "A=abc#def\nB=\"abc#def\"\nC='p$word'\nD=p\\$word\nE=$A\nF=abc # why\n")).given())
            .extracting(one -> one.value().mangling())
            .containsExactly(Mangling.CUT_AT_HASH, Mangling.NONE, Mangling.EXPANDED, Mangling.NONE, Mangling.NONE, Mangling.NONE);
    }

    @Test void onlyTheLastStageOfADockerfileRuns() {
        String file = """
            FROM node:20 AS base
            ENV AUTH_URL=https://x.test
            FROM base AS build
            ARG AUTH_SECRET
            ENV AUTH_SECRET=$AUTH_SECRET \\
                OTHER="a b"
            FROM base
            ENV AUTH_TRUST_HOST true
            CMD node server.js
            """;
        Environment environment = of(Map.of("Dockerfile", file));
        assertThat(stages(Map.of("Dockerfile", file))).isEqualTo("[BUILD REFERENCE, BUILD REFERENCE]");
        assertThat(environment.gives("AUTH_URL", Stage.PRODUCTION)).isTrue();
        assertThat(environment.gives("AUTH_TRUST_HOST", Stage.PRODUCTION)).isTrue();
        assertThat(environment.gives("OTHER", Stage.PRODUCTION)).isFalse();
    }

    @Test void composeFilesGiveAndPassOn() {
        assertThat(stages(Map.of("compose.yml", "services:\n  web:\n    environment:\n      AUTH_SECRET:\n")))
            .isEqualTo("[PRODUCTION REFERENCE]");
        assertThat(stages(Map.of("docker-compose.yml",
            "services:\n  web:\n    environment:\n      - AUTH_SECRET=${AUTH_SECRET:-changeme}\n")))
            .isEqualTo("[PRODUCTION PLACEHOLDER]");
        assertThat(stages(Map.of("docker-compose.dev.yml", "services:\n  web:\n    environment:\n      AUTH_SECRET: secret\n")))
            .isEqualTo("[DEVELOPMENT PLACEHOLDER]");
        assertThat(stages(Map.of("compose.yaml", "services:\n  web:\n    env_file: ./.env.docker\n", ".env.docker", "AUTH_SECRET=\n")))
            .isEqualTo("[UNREAD EMPTY, PRODUCTION EMPTY]");
        assertThat(of(Map.of("compose.yaml", "services:\n  web:\n    env_file:\n      - path: .env.gone\n")).openEnded())
            .containsExactly("compose.yaml");
    }

    @Test void kubernetesGives() {
        String deployment = """
            apiVersion: apps/v1
            kind: Deployment
            spec:
              template:
                spec:
                  containers:
                    - name: web
                      env:
                        - name: AUTH_SECRET
                          valueFrom: { secretKeyRef: { name: web, key: s } }
                      envFrom:
                        - secretRef: { name: more }
            ---
            kind: Secret
            stringData:
              AUTH_SECRET: changeme
            """;
        assertThat(stages(Map.of("k8s/web.yaml", deployment))).isEqualTo("[PRODUCTION REFERENCE, PRODUCTION PLACEHOLDER]");
        assertThat(of(Map.of("k8s/web.yaml", deployment)).openEnded()).containsExactly("k8s/web.yaml");
        assertThat(stages(Map.of("charts/web/templates/d.yaml", "env:\n  - name: AUTH_SECRET\n    value: {{ .Values.s }}\n")))
            .isEqualTo("[PRODUCTION REFERENCE]");
    }

    @Test void continuousIntegrationIsBuildOnly() {
        String workflow = "jobs:\n  b:\n    env:\n      AUTH_SECRET: ${{ secrets.AUTH_SECRET }}\n    steps:\n      - run: x\n        env: { AUTH_SECRET: test }\n";
        assertThat(stages(Map.of(".github/workflows/ci.yml", workflow))).isEqualTo("[BUILD REFERENCE, BUILD PLACEHOLDER]");
    }

    @Test void platformsAndScripts() {
        assertThat(stages(Map.of("vercel.json", "{ \"env\": { \"AUTH_SECRET\": \"@auth\" } }"))).isEqualTo("[PRODUCTION REFERENCE]");
        assertThat(stages(Map.of("netlify.toml", "[build]\ncommand = \"x\"\n[context.production.environment]\nAUTH_SECRET = \"\"\n")))
            .isEqualTo("[PRODUCTION EMPTY]");
        assertThat(stages(Map.of("render.yaml", "services:\n  - envVars:\n      - key: AUTH_SECRET\n        generateValue: true\n")))
            .isEqualTo("[PRODUCTION REFERENCE]");
        assertThat(stages(Map.of("package.json", "{ \"scripts\": { \"start\": \"cross-env AUTH_SECRET=x next start\" } }")))
            .isEqualTo("[PRODUCTION LITERAL]");
        assertThat(of(Map.of("vercel.json", "{}")).mayHoldMore()).isTrue();
        assertThat(of(Map.of(".env", "")).mayHoldMore()).isFalse();
    }

    @Test void anotherApplicationsFilesDoNotCount() {
        Project project = Projects.of(Map.of("apps/a/.env", "AUTH_SECRET=x1y2\n", "apps/b/package.json", "{}", "infra/compose.yml",
            "services:\n  b:\n    environment:\n      AUTH_SECRET:\n", ".env", "AUTH_SECRET=x1y2\n"), new Deploy());
        assertThat(Environment.of(project, "apps/b").of("AUTH_SECRET")).extracting(one -> one.at().file() + " " + one.stage())
            .containsExactly(".env UNREAD", "infra/compose.yml PRODUCTION");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "changeme", "CHANGE_ME", "your-secret-here", "my-super-secret-key-123", "<generate one>",
        "$(openssl rand -base64 32)",
        "xxxxxxxx", "this is a very long secret", "replace-me-in-production", "aaaaaaaa", "test",
        "complex_password_at_least_32_characters_long"})
    void placeholdersAreKnown(String text) {
        assertThat(Value.of(text).kind()).isEqualTo(Kind.PLACEHOLDER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"6wLk0rGc3Yw1v7Jk2mQ9pXs4tZb8nDf5", "a3f5c9d2e8b1", "correct horse battery staple", "https://example.com",
        "c2VjcmV0c2VjcmV0MTIz"})
    void otherValuesAreNot(String text) {
        assertThat(Value.of(text).kind()).isEqualTo(Kind.LITERAL);
    }

    @Test void aHostileValueIsDoneAtOnce() {
        for (String evil : List.of("1".repeat(119) + "~", "a".repeat(60) + "b~", "my ".repeat(39) + "~", "test".repeat(29) + "~")) {
            long start = System.nanoTime();
            assertThat(Value.isPlaceholder(evil)).isFalse();
            assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
        }
    }

    @Test void lengthIsAClassOnly() {
        assertThat(Value.of("a3f5c9d2e8b1").size()).isEqualTo(Size.BELOW_16);
        assertThat(Value.of("6wLk0rGc3Yw1v7Jk2mQ9").size()).isEqualTo(Size.BELOW_32);
        assertThat(of(Map.of(".env", "AUTH_SECRET=6wLk0rGc3Yw1v7Jk2mQ9\n")).toString()).doesNotContain("6wLk0r");
    }
}
