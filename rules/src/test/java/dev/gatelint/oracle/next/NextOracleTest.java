package dev.gatelint.oracle.next;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatelint.Gatelint;
import dev.gatelint.Options;
import dev.gatelint.fix.Fixer;
import dev.gatelint.model.Access;
import dev.gatelint.model.Endpoint;
import dev.gatelint.model.Version;
import dev.gatelint.oracle.next.Answers.Answer;
import dev.gatelint.report.Report;
import dev.gatelint.rule.Severity;
import dev.gatelint.source.MemoryWorkspace;
import dev.gatelint.stack.next.Matcher;
import dev.gatelint.stack.next.MatcherCompiler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Our claims against the real framework, built and started. {@code -Dbless} records its answers for {@link GoldenTruthTest};
 * {@code -Doracle.next=14} asks only the versions of next that begin so, {@code -Doracle.next="16.4.6 5.0.0-beta.31"} one pair.
 */
@Tag("oracle")
class NextOracleTest {
    private static final Path FOLDER = Path.of("target/oracle");
    private static final Path RECORDED = Path.of("src/test/resources/truth/next");

    @TestFactory Stream<DynamicNode> everyVersion() {
        return Variant.ASKED.stream().filter(Variant::isAsked)
            .map(versions -> DynamicContainer.dynamicContainer(versions.next() + ", next-auth " + versions.nextAuth(), steps(versions)));
    }

    private static Stream<DynamicNode> steps(Variant versions) {
        Application application = new Application(FOLDER.resolve("next-" + versions.next() + "-next-auth-" + versions.nextAuth()));
        return Stream.of(
            DynamicTest.dynamicTest("serves the endpoints that we list", () -> endpoints(versions, application)),
            DynamicTest.dynamicTest("compiles matchers as we do", () -> matchers(versions, application)),
            DynamicTest.dynamicTest("answers as recorded", () -> answers(versions, application)),
            DynamicTest.dynamicTest("lets in whom we say", () -> access(versions, application)),
            DynamicTest.dynamicTest("is shut when it is fixed", () -> fixed(versions, application)),
            DynamicTest.dynamicTest("refuses to build what we say does not build", () -> builds(versions, application)));
    }

    private static void endpoints(Variant versions, Application application) throws IOException {
        Manifests manifests = application.build(Application.files(versions));
        Report report = report(Application.files(versions));
        List<String> listed = report.endpoints().stream().filter(e -> !e.stack().equals("next-action")).map(Endpoint::path)
            .filter(path -> !path.startsWith("/_next/data/")) // in no manifest: the data of a page, at an address of its own
            .distinct().toList();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(manifests.addresses().stream().map(NextOracleTest::path)
            .filter(path -> !path.equals("/r/export_default")) // is served, and has no method to answer with
            .toList());
        List<String> actions = report.endpoints().stream().filter(e -> e.stack().equals("next-action")).map(Endpoint::handler).sorted()
            .toList();
        assertThat(actions).extracting(manifests::id).containsExactlyInAnyOrderElementsOf(manifests.actions().keySet());
    }

    private static String path(String manifest) {
        return manifest.replaceAll("\\[\\[?\\.\\.\\.([^\\]]+)\\]\\]?", "{$1*}").replaceAll("\\[([^\\]]+)\\]", "{$1}");
    }

    private static void matchers(Variant versions, Application application) throws IOException {
        List<Map.Entry<String, String>> real = application.build(Application.files(versions)).matchers();
        MatcherCompiler ours = MatcherCompiler.of(Version.of(versions.next()));
        assertThat(real).hasSize(7).allSatisfy(matcher -> assertThat(ours.middleware(Matcher.of(matcher.getKey()), "", false))
            .isInstanceOfSatisfying(MatcherCompiler.Pattern.class, pattern -> assertThat(pattern.source()).isEqualTo(matcher.getValue())));
    }

    private static void answers(Variant versions, Application application) throws IOException {
        Map<String, Map<String, Answer>> all = new LinkedHashMap<>();
        for (String mode : versions.modes()) {
            Variant variant = versions.with(mode);
            Manifests manifests = application.build(Application.files(variant));
            all.put(mode, application.answers(variant, addresses(variant, manifests)));
        }
        Forms.of(versions.major()).all().stream().filter(Forms.Form::breaksBuild)
            .forEach(form -> all.get("env").put(form.addresses().get(0), new Answer("build", "build", "build")));
        String text = Answers.text(versions, new Answers(all));
        Path file = RECORDED.resolve(Answers.file(versions));
        if (System.getProperty("bless") != null) Files.writeString(file, text);
        else assertThat(text).isEqualTo(Files.readString(file));
    }

    private static Map<String, String> addresses(Variant variant, Manifests manifests) {
        Map<String, String> addresses = new TreeMap<>();
        Forms.of(variant.major()).all().stream().filter(form -> !form.breaksBuild()).flatMap(form -> form.addresses().stream())
            .forEach(address -> addresses.put(address, manifests.idAt(address)));
        return addresses;
    }

    private static void access(Variant versions, Application application) throws IOException {
        Map<String, String> files = Application.files(versions);
        Manifests manifests = application.build(files);
        Map<String, Answer> answers = application.answers(versions, addresses(versions, manifests));
        Map<String, Set<Access>> said = new TreeMap<>();
        for (Endpoint endpoint : report(files).endpoints()) {
            String page = endpoint.handler().replaceAll("actions\\.js#.*", "page.js");
            if (page.equals(endpoint.handler())) said.computeIfAbsent(endpoint.path(), path -> new TreeSet<>()).add(endpoint.access());
            else said.put(Forms.address(page), Set.of(endpoint.access())); // the action is asked, and not the page that has it
        }
        Map<String, String> wrong = new TreeMap<>();
        answers.forEach((address, answer) -> {
            Set<Access> ours = said.getOrDefault(address, Set.of(Access.UNKNOWN));
            boolean agrees = !ours.contains(Access.UNKNOWN) && ours.contains(Access.PUBLIC) == answer.opensTo(answer.nobody());
            if (!agrees && !answer.user().equals("405") && !GoldenTruthTest.KNOWN_LIMITS.containsKey(address)) {
                wrong.put(address, "we say " + ours + ", it answers " + answer);
            }
        });
        assertThat(wrong).isEmpty();
    }

    private static void fixed(Variant versions, Application application) throws IOException {
        Map<String, String> files = Application.files(versions);
        Fixer.Result result = Fixer.fix(report(files).findings(), true, new MemoryWorkspace(files));
        Map<String, String> repaired = new LinkedHashMap<>(files);
        result.files().forEach((path, changed) -> repaired.put(path, new String(changed.after(), StandardCharsets.UTF_8)));
        Manifests manifests = application.build(repaired);
        Map<String, Answer> before = Answers.of(versions).by().get("env");
        Map<String, Answer> after = application.answers(versions, addresses(versions, manifests));
        // what a note repairs fails only where the secret is missing, and it is given here
        Set<String> touched = result.applied().stream().map(Fixer.Applied::finding).filter(finding -> finding.severity() != Severity.NOTE)
            .map(finding -> finding.at().file()).collect(Collectors.toSet());
        Map<String, String> wrong = new TreeMap<>();
        for (Forms.Form form : Forms.of(versions.major()).all()) {
            for (String address : form.addresses()) {
                Answer now = after.get(address);
                if (now == null) continue;
                boolean repairedHere = touched.contains(form.file()) && form.addresses().size() == 1;
                boolean worse = now.opensTo(now.nobody()) && !before.get(address).opensTo(before.get(address).nobody());
                if (worse || repairedHere && now.outcome() != Answers.Outcome.WORKS) wrong.put(address, before.get(address) + " became "
                    + now);
            }
        }
        assertThat(touched).isNotEmpty();
        assertThat(wrong).isEmpty();
    }

    private static void builds(Variant versions, Application application) throws IOException {
        for (Forms.Form form : Forms.of(versions.major()).all().stream().filter(Forms.Form::breaksBuild).toList()) {
            Map<String, String> files = new LinkedHashMap<>(Forms.of(versions.major()).shared());
            files.putAll(versions.files());
            files.putAll(form.files());
            assertThatThrownBy(() -> application.build(files)).as(form.title()).isInstanceOf(IOException.class)
                .hasMessageContaining(form.file());
        }
    }

    private static Report report(Map<String, String> files) throws IOException {
        return Gatelint.run(Options.of(new MemoryWorkspace(files)));
    }
}
