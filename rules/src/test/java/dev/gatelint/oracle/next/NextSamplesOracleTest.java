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
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
    /** The service behind the mixed reactor's frontend. */
    private static final String ORDERS = """
        export default function handler(req, res) {
          globalThis.opened = (globalThis.opened ?? 0) + 1;
          res.json([]);
        }
        """;
    private static final String COUNTER = "export default function handler(req, res) {\n  res.json({ opened: globalThis.opened ?? 0 });\n}\n";
    private static final List<Sample> ALL = List.of(
        new Sample("nextjs-pages-api", "lib/notes.js", "next-auth.session-token",
            Map.of("NEXTAUTH_SECRET", "{SECRET}", "NEXTAUTH_URL", "{RELAY}", "GITHUB_ID", "x", "GITHUB_SECRET", "x")),
        new Sample("nextjs-app-router", "lib/projects.ts", "authjs.session-token",
            Map.of("AUTH_SECRET", "{SECRET}", "AUTH_URL", "{RELAY}", "AUTH_GITHUB_ID", "x", "AUTH_GITHUB_SECRET", "x")),
        new Sample("mixed-reactor/frontend", "lib/preferences.js", "next-auth.session-token",
            Map.of("NEXTAUTH_SECRET", "{SECRET}", "NEXTAUTH_URL", "{RELAY}", "KEYCLOAK_ID", "x", "KEYCLOAK_SECRET", "x", "KEYCLOAK_ISSUER",
                "{RELAY}",
                "PORTAL_URL", "{RELAY}")));

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
            counting.computeIfPresent(store, (path, text) -> text.replaceAll("(?m)^(export (?:async )?function .*\\{)$",
                "$1\n  (globalThis as any).opened = ((globalThis as any).opened ?? 0) + 1;"
                    .replace(" as any", path.endsWith(".ts") ? " as any" : "")));
            counting.put("pages/api/count.js", COUNTER);
            if (environment.containsKey("PORTAL_URL")) counting.put("pages/api/orders.js", ORDERS);
            return counting;
        }
    }

    /**
     * Where an endpoint is asked.
     *
     * @param at     as {@link Caller#asks} takes it, the page for a server action
     * @param action its id, empty when it is none
     */
    private record Door(Endpoint endpoint, String at, String action) {}

    @TestFactory Stream<DynamicNode> everySample() {
        return ALL.stream().map(sample -> {
            Application application = new Application(FOLDER.resolve(sample.name));
            return DynamicContainer.dynamicContainer(sample.name, Stream.of(
                DynamicTest.dynamicTest("lets in whom we say", () -> agrees(sample, application, sample.files(sample.name))),
                DynamicTest.dynamicTest("repaired, lets in users only", () -> {
                    Map<String, String> repaired = new TreeMap<>(sample.files(sample.name));
                    repaired.putAll(sample.files("fixed/" + sample.name));
                    Map<Endpoint, List<Answer>> answers = agrees(sample, application, repaired);
                    answers.keySet().removeIf(endpoint -> endpoint.access() == Access.PUBLIC);
                    assertThat(answers).isNotEmpty().allSatisfy((endpoint, all) -> {
                        assertThat(all).as(endpoint.id() + " for users").anyMatch(answer -> letsIn(answer, answer.user()));
                        assertThat(all).as(endpoint.id() + " for others")
                            .noneMatch(answer -> answer.opensTo(answer.nobody()) || answer.opensTo(answer.forger()));
                    });
                })));
        });
    }

    /** What its endpoints answer, each at every door it has, after they are seen to let in exactly whom we say. */
    private static Map<Endpoint, List<Answer>> agrees(Sample sample, Application application, Map<String,
        String> files) throws IOException {
        List<Endpoint> own = Gatelint.run(Options.of(new MemoryWorkspace(files))).endpoints().stream()
            .filter(endpoint -> !endpoint.traits().contains(Endpoint.Trait.FRAMEWORK))
            .filter(endpoint -> !endpoint.stack().equals("next-page-data")) // has the build's id in its address, and the access of its page
            .toList();
        Manifests manifests = application.build(sample.counting(files));
        List<Door> doors = own.stream().flatMap(endpoint -> doors(endpoint, manifests)).toList();
        String secret = UUID.randomUUID().toString();
        Map<String, String> environment = new TreeMap<>(sample.environment);
        environment.replaceAll((name, value) -> value.replace("{SECRET}", secret));
        String session = application.session(sample.cookie, secret);
        Map<String, String> asked = new TreeMap<>();
        doors.forEach(door -> asked.put(key(door), door.action));
        Map<String, Answer> seen = application.answers(environment, at -> Caller.with(at, sample.cookie, session), asked);
        Map<Endpoint, List<Answer>> answers = new LinkedHashMap<>();
        doors.forEach(door -> answers.computeIfAbsent(door.endpoint, endpoint -> new ArrayList<>()).add(seen.get(key(door))));
        assertThat(answers).allSatisfy((endpoint, all) -> assertThat(endpoint.access()).as(endpoint.id() + " answers " + all)
            .matches(access -> access != Access.UNKNOWN
                && (access == Access.PUBLIC) == all.stream().anyMatch(answer -> letsIn(answer, answer.nobody()))));
        return answers;
    }

    private static Stream<Door> doors(Endpoint endpoint, Manifests manifests) {
        String action = manifests.id(endpoint.handler());
        if (!action.isEmpty()) return Stream.of(new Door(endpoint, manifests.page(action), action));
        if (endpoint.stack().equals("next-action")) return Stream.of(); // one inside of a component has no name in the manifest
        List<String> methods = endpoint.methods().isEmpty() ? List.of("GET", "POST", "DELETE") : endpoint.methods();
        return methods.stream().map(method -> new Door(endpoint, method + " " + endpoint.path().replaceAll("\\{\\w+}", "1"), ""));
    }

    private static String key(Door door) {
        return door.at + (door.action.isEmpty() ? "" : "#" + door.action);
    }

    /** True when something guarded ran, or when there is nothing guarded and the caller got an answer. */
    private static boolean letsIn(Answer answer, String caller) {
        return answer.opensTo(caller) || caller.startsWith("2");
    }
}
