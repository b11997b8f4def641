package dev.gatelint.stack.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.model.Access;
import dev.gatelint.model.Version;
import dev.gatelint.source.SourceFile;
import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.JavaFile;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.JavaSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Our verdict on a request is what the running application answered, for every scenario, version, request and caller. */
class ScenariosTest {
    @TestFactory Stream<DynamicTest> asRunningApplicationsAnswered() throws IOException {
        String text;
        try (var in = ScenariosTest.class.getResourceAsStream("scenarios.txt")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Map<String, String> parts = new HashMap<>();
        List<DynamicTest> tests = new ArrayList<>();
        for (String part : text.split("(?m)^=== ")) {
            String title = part.lines().findFirst().orElse("");
            String body = part.substring(Math.min(part.length(), title.length() + 1));
            parts.put(title, body);
            if (!title.startsWith("scenario ")) continue;
            String version = title.substring(title.lastIndexOf(' ') + 1);
            String[] halves = body.split("(?m)^--- answers\n");
            tests.add(DynamicTest.dynamicTest(title, () -> compare(version, parts.get("imports") + halves[0],
                parts.get("controller " + version), halves[1])));
        }
        return tests.stream();
    }

    private static void compare(String boot, String config, String controller, String answers) {
        TreeMap<String, JavaFile> files = new TreeMap<>();
        files.put("Config.java", JavaSource.parse(new SourceFile("Config.java", config)));
        files.put("C.java", JavaSource.parse(new SourceFile("C.java", """
            import org.springframework.security.access.prepost.*;
            import org.springframework.security.access.annotation.*;
            import org.springframework.web.bind.annotation.*;
            """ + controller)));
        Sources sources = Sources.of(files);
        SpringVersions versions = SpringVersions.ofBoot(Version.of(boot), true, false);
        SecurityLayer layer = new SecurityLayer(sources, versions, ConfigValues.NONE, Optional.empty(), true);
        MethodSecurity methods = new MethodSecurity(sources, versions, ConfigValues.NONE, false);
        Sources.Type type = sources.type("C").orElseThrow();
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (String line : answers.split("\n")) {
            String[] words = line.split(" ");
            // a call into another bean is followed elsewhere
            if (words.length != 3 || words[1].equals("/m/svc") || line.startsWith("FAILED")) continue;
            compared++;
            Optional<Request.Handler> handler = type.declared().methods().stream().filter(m -> maps(m, words[1])).findFirst()
                .map(m -> new Request.Handler(type, type, m));
            Request request = new Request(words[0], words[1], null, handler);
            Decision decision = layer.decide(request);
            if (handler.isPresent()) decision = decision.and(methods.decide(handler.get()));
            if (!agrees(decision.access(), words[2].split("/"))) differences.add(line + ", we say " + decision.access() + " by "
                + decision.evidence());
        }
        assertThat(differences).isEmpty();
        if (!answers.startsWith("FAILED")) assertThat(compared).isGreaterThan(10);
    }

    private static boolean maps(JavaMethod method, String path) {
        return method.annotations().stream().filter(a -> a.simpleName().equals("GetMapping")).map(Annotation::toString)
            .anyMatch(a -> a.contains("value=" + path + "]"));
    }

    private static boolean agrees(Access access, String[] answers) {
        boolean[] open = new boolean[3];
        for (int i = 0; i < 3; i++) open[i] = !answers[i].startsWith("401") && !answers[i].startsWith("403");
        return switch (access) {
            case PUBLIC -> open[0];
            case AUTHENTICATED -> !open[0] && open[1];
            // the administrator is stopped too when the role is asked for as an authority
            case RESTRICTED -> !open[0] && !open[1];
            case DENIED -> !open[0] && !open[1] && !open[2];
            default -> false;
        };
    }
}
