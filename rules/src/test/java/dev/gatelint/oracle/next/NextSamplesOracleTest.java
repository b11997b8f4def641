package dev.gatelint.oracle.next;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.Gatelint;
import dev.gatelint.Options;
import dev.gatelint.model.Access;
import dev.gatelint.model.Endpoint;
import dev.gatelint.oracle.next.Answers.Answer;
import dev.gatelint.source.MemoryWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The sample projects, built and started. Their stores are made to count, so that a door is open when what stands behind it runs, whatever
 * its status says.
 */
@Tag("oracle")
class NextSamplesOracleTest {
    private static final Path SAMPLES = Path.of("../sample-projects");
    private static final Path FOLDER = Path.of("target/oracle");
    private static final String COUNTER = "export default function handler(req, res) {\n  res.json({ opened: globalThis.opened ?? 0 });\n}\n";
    private static final List<Sample> ALL = List.of(
        new Sample("nextjs-pages-api", "lib/notes.js", "next-auth.session-token",
            Map.of("NEXTAUTH_SECRET", "{SECRET}", "NEXTAUTH_URL", "{RELAY}", "GITHUB_ID", "x", "GITHUB_SECRET", "x")),
        new Sample("nextjs-app-router", "lib/projects.ts", "authjs.session-token",
            Map.of("AUTH_SECRET", "{SECRET}", "AUTH_TRUST_HOST", "true", "AUTH_URL", "", "AUTH_GITHUB_ID", "x", "AUTH_GITHUB_SECRET", "x")));

    /**
     * A sample project.
     *
     * @param store       the file whose functions everything guarded comes from
     * @param environment what it needs to run as it should
     */
    private record Sample(String name, String store, String cookie, Map<String, String> environment) {
        Map<String, String> files(String folder) throws IOException {
            Path root = SAMPLES.resolve(folder);
            Map<String, String> files = new TreeMap<>();
            try (var all = Files.walk(root)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    String path = root.relativize(file).toString().replace('\\', '/');
                    if (!path.startsWith("node_modules/") && !path.startsWith(".next/") && !path.startsWith("target/")) {
                        files.put(path, Files.readString(file));
                    }
                }
            }
            return files;
        }

        Map<String, String> counting(Map<String, String> files) {
            Map<String, String> counting = new TreeMap<>(files);
            counting.computeIfPresent(store, (path, text) -> text.replaceAll("(?m)^(export async function .*\\{)$",
                "$1\n  (globalThis as any).opened = ((globalThis as any).opened ?? 0) + 1;".replace(" as any", path.endsWith(".ts") ? " as any" : "")));
            counting.put("pages/api/count.js", COUNTER);
            return counting;
        }
    }

    @TestFactory Stream<DynamicNode> everySample() {
        return ALL.stream().map(sample -> {
            Application application = new Application(FOLDER.resolve(sample.name));
            return DynamicContainer.dynamicContainer(sample.name, Stream.of(
                DynamicTest.dynamicTest("lets in whom we say", () -> agrees(sample, application, sample.files(sample.name))),
                DynamicTest.dynamicTest("repaired, lets in users only", () -> {
                    Map<String, String> repaired = new TreeMap<>(sample.files(sample.name));
                    repaired.putAll(sample.files("fixed/" + sample.name));
                    Map<String, Answer> answers = agrees(sample, application, repaired);
                    assertThat(answers).allSatisfy((door, answer) -> assertThat(answer.opensTo(answer.nobody())).as(door + " to nobody").isFalse());
                    assertThat(answers.values()).anyMatch(answer -> answer.opensTo(answer.user()));
                })));
        });
    }

    /** What it answers, after it is seen to let in exactly whom we say. */
    private static Map<String, Answer> agrees(Sample sample, Application application, Map<String, String> files) throws IOException {
        List<Endpoint> own = Gatelint.run(Options.of(new MemoryWorkspace(files))).endpoints().stream()
            .filter(endpoint -> !endpoint.traits().contains(Endpoint.Trait.FRAMEWORK))
            .filter(endpoint -> !endpoint.stack().equals("next-page-data")) // has the build's id in its address, and the access of its page
            .toList();
        Manifests manifests = application.build(sample.counting(files));
        Map<String, Access> said = new TreeMap<>();
        Map<String, String> doors = new TreeMap<>();
        for (Endpoint endpoint : own) {
            String action = manifests.id(endpoint.handler());
            if (!action.isEmpty()) {
                doors.put(manifests.page(action), action);
                said.put(manifests.page(action), endpoint.access());
            } else if (!endpoint.stack().equals("next-action")) { // one inside of a component has no name in the manifest
                for (String method : endpoint.methods().isEmpty() ? List.of("GET") : endpoint.methods()) {
                    String door = method + " " + endpoint.path().replaceAll("\\{\\w+}", "1");
                    said.put(door, endpoint.access());
                    doors.put(door, "");
                }
            }
        }
        String secret = UUID.randomUUID().toString();
        Map<String, String> environment = new TreeMap<>(sample.environment);
        environment.replaceAll((name, value) -> value.replace("{SECRET}", secret));
        String session = application.session(sample.cookie, secret);
        Map<String, Answer> answers = application.answers(environment, at -> Caller.with(at, sample.cookie, session), doors);
        assertThat(answers).allSatisfy((door, answer) -> assertThat(said.get(door)).as(door + " answers " + answer)
            .matches(access -> access != Access.UNKNOWN && (access == Access.PUBLIC) == letsIn(answer, answer.nobody())));
        return answers;
    }

    /** True when something guarded ran, or when there is nothing guarded and the caller got an answer. */
    private static boolean letsIn(Answer answer, String caller) {
        return answer.opensTo(caller) || caller.startsWith("2");
    }
}
