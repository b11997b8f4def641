package dev.gatelint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.gatelint.model.Endpoint;
import dev.gatelint.report.HtmlReport;
import dev.gatelint.report.Report;
import dev.gatelint.report.SarifReport;
import dev.gatelint.source.MemoryWorkspace;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Projects that are too deep, too long or go in circles: one door beside them is seen as ever. */
class HostileProjectTest {
    private static final int DEEP = 2_000;
    private static final String POM = """
        <project>
          <parent>
            <groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>3.5.16</version>
          </parent>
          <groupId>a</groupId><artifactId>b</artifactId><version>1</version>
          <dependencies>
            <dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-security</artifactId></dependency>
          </dependencies>
        </project>
        """;
    private static final String NEXT = "{\"dependencies\": {\"next\": \"15.5.29\", \"next-auth\": \"4.24.15\"}}";
    private static final String IMPORTS = """
        package a;
        import org.springframework.web.bind.annotation.*;
        import org.springframework.security.access.prepost.PreAuthorize;
        import org.springframework.security.config.annotation.web.builders.*;
        import org.springframework.security.web.*;
        import org.springframework.context.annotation.*;
        """;
    private static final String OPEN_ROUTE = "export async function GET() { return new Response() }";
    private static final String BAD = "String bad() { return null; }";

    static Stream<Arguments> projects() {
        return Stream.of(javaProjects(), configurations(), routes(), workspaces()).flatMap(of -> of);
    }

    private static Stream<Arguments> javaProjects() {
        return Stream.of(
            mapped("string of many parts", many(i -> "\"/a\"", " + ")),
            mapped("nested parentheses", nested("(", "\"/a\"", ")")),
            mapped("deep regular expression", "\"/{a:" + nested("(", "a", ")*") + "}\""),
            mapped("long path", "\"" + many(i -> "/{a}", "") + "\""),
            body("nested blocks", nested("{", "", "}")),
            body("nested ifs", nested("if (x) ", ";", "")),
            body("many ands", "if (" + many(i -> "a" + i, " && ") + ") return null;"),
            controller("nested classes", nested("class A {", "", "}")),
            controller("long expression language", "@PreAuthorize(\"" + nested("(", "permitAll", ")") + "\") @GetMapping(\"/a\") " + BAD),
            controller("many ors in the expression language",
                "@PreAuthorize(\"" + many(i -> "hasRole('A')", " or ") + "\") @GetMapping(\"/a\") " + BAD),
            controller("chain of methods",
                "@GetMapping(\"/a\") String bad() { return m0(); } " + many(i -> "String m" + i + "() { return m" + (i + 1) + "(); }",
                " ")),
            controller("constants of constants",
                "@GetMapping(A0) " + BAD + many(i -> "static final String A" + i + " = A" + (i + 1) + ";", " ")),
            controller("constants in a circle", "static final String A = B + \"x\", B = A; @GetMapping(A) " + BAD),
            java("chain of calls", "@Configuration class Bad { @Bean SecurityFilterChain c(HttpSecurity http) throws Exception {"
                + " return http.authorizeHttpRequests(a -> a" + many(i -> ".requestMatchers(\"/x" + i + "\").hasRole(\"A\")", "")
                + ".anyRequest().permitAll()).build(); } }"),
            java("annotations in a circle",
                "@Bad @RestController @RequestMapping(\"/a\") @interface Bad {} @Bad class C { @GetMapping(\"/b\") " + BAD + " }"),
            java("classes in a circle",
                "@RestController class Bad extends Worse { @GetMapping(\"/a\") " + BAD + " } class Worse extends Bad {}"),
            java("chain of classes", many(i -> "@RestController class B" + i + " extends B" + (i + 1) + " {}", "\n")
                + "class B" + DEEP + " { @GetMapping(\"/a\") " + BAD + " }"));
    }

    private static Stream<Arguments> configurations() {
        return Stream.of(
            file("deep yaml", "src/main/resources/application.yml",
                IntStream.range(0, 800).mapToObj(i -> " ".repeat(i) + "a:").collect(Collectors.joining("\n"))),
            file("deep flow yaml", "src/main/resources/application.yml", "a: " + nested("[", "", "]")),
            file("aliases of aliases", "src/main/resources/application.yml", "a0: &a0 [x,x]\n" + IntStream.range(1, 60)
                .mapToObj(i -> "a%d: &a%d [*a%d,*a%d]".formatted(i, i, i - 1, i - 1)).collect(Collectors.joining("\n"))),
            file("placeholders in a circle", "src/main/resources/application.properties",
                "jwt.secret=${b}\nb=${c}\nc=${jwt.secret}\n" + many(i -> "p" + i + "=${p" + (i + 1) + "}", "\n")),
            file("deep json", "web/lib/package.json", "[".repeat(DEEP * 10)),
            file("deep xml", "sub/pom.xml", "<a>".repeat(DEEP * 10)),
            file("xml entities", "sub/pom.xml",
                "<!DOCTYPE a [<!ENTITY b \"xx\"><!ENTITY c \"&b;&b;&b;\">]><project>&c;</project>"));
    }

    private static Stream<Arguments> routes() {
        return Stream.of(
            route("nested arrows", "export const GET = " + nested("() => ", "1", "")),
            route("nested calls", "export const GET = " + nested("w(", "async () => new Response()", ")")),
            route("deep object", "export const GET = handler(" + nested("{a:", "1", "}") + ")"),
            route("deep template", "export const GET = " + nested("`${", "1", "}`")),
            route("constants of constants", many(i -> "const a" + i + " = a" + (i + 1), "\n") + "\nexport const GET = a0"),
            route("chain of functions",
                "export async function GET(r) { return f0(r) } " + many(i -> "function f" + i + "(r) { return f" + (i + 1) + "(r) }",
                "\n")),
            route("functions in a circle", """
                export async function GET(r) { return f(r) }
                function f(r) { return g(r) }
                function g(r) { if (r.a) return f(r); return f(g(r)) }
                """),
            route("tree of calls", "export async function GET(r) { return f0(r) } "
                + many(i -> "function f%d(r) { if (r.a) f%d(r); return f%d(r) }".formatted(i, i + 1, i + 1), "\n")),
            handler("nested ifs", nested("if (r.a) {", "", "}")),
            handler("many ifs", "let x = 0; " + many(i -> "if (r.a" + i + ") x = " + i + ";", " ")),
            handler("many ands", "if (" + many(i -> "r.a" + i, " && ") + ") return null"),
            handler("many conditionals", "return " + many(i -> "r.a" + i + " ? " + i, " : ") + " : 0"),
            handler("loops in loops", nested("for (const a of r.b) { while (r.c) {", "", "}}")));
    }

    private static Stream<Arguments> workspaces() {
        String middleware = "export { default } from 'next-auth/middleware'\nexport const config = { matcher: [%s] }";
        return Stream.of(
            files("re-exports in a row", IntStream.range(0, DEEP).boxed()
                .collect(Collectors.toMap(i -> "web/lib/m" + i + ".ts", i -> "export * from './m" + (i + 1) + "'")),
                "import { auth } from '../../../lib/m0'\nexport async function GET() { await auth(); return new Response() }"),
            files("re-exports in a circle", Map.of("web/lib/a.ts", "export * from './b'; export { x } from './b'",
                "web/lib/b.ts", "export * from './a'; export { x } from './a'"),
                "import { x } from '../../../lib/a'\nexport async function GET() { await x(); return new Response() }"),
            file("deep matcher", "web/middleware.ts", middleware.formatted("'/" + nested("(", "a", ")") + "'")),
            file("matcher of many alternatives", "web/middleware.ts", middleware.formatted("'/((?!" + many(i -> "a" + i, "|") + ").*)'")),
            file("slow matcher", "web/middleware.ts", middleware.formatted("'/((a*)*)*b/:x*', '/(.*a){30}'")));
    }

    private static String many(IntFunction<String> part, String between) {
        return IntStream.range(0, DEEP).mapToObj(part).collect(Collectors.joining(between));
    }

    private static String nested(String open, String inside, String close) {
        return open.repeat(DEEP) + inside + close.repeat(DEEP);
    }

    private static Arguments mapped(String name, String path) {
        return controller(name, "@GetMapping(" + path + ") " + BAD);
    }

    private static Arguments body(String name, String code) {
        return controller(name, "@GetMapping(\"/a\") String bad() { " + code + " return null; }");
    }

    private static Arguments controller(String name, String members) {
        return java(name, "@RestController class Bad { " + members + " }");
    }

    private static Arguments java(String name, String code) {
        return file(name, "src/main/java/a/Bad.java", IMPORTS + code);
    }

    private static Arguments handler(String name, String code) {
        return route(name, "export async function GET(r) { " + code + "; return new Response() }");
    }

    private static Arguments route(String name, String code) {
        return files(name, Map.of(), code);
    }

    private static Arguments file(String name, String path, String text) {
        return files(name, Map.of(path, text), OPEN_ROUTE);
    }

    private static Arguments files(String name, Map<String, String> more, String route) {
        Map<String, String> files = new HashMap<>(Map.of("pom.xml", POM, "web/package.json", NEXT,
            "src/main/java/a/Good.java", IMPORTS + "@RestController class Good { @GetMapping(\"/good\") String good() { return null; } }",
            "web/app/api/bad/route.ts", route, "web/app/api/good/route.ts", "export async function POST() { return new Response() }"));
        files.putAll(more);
        return Arguments.of(name, files);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("projects")
    void theOtherDoorsAreSeen(String name, Map<String, String> files) {
        Report report = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> Gatelint.run(Options.of(new MemoryWorkspace(files))));
        assertThat(SarifReport.render(report)).isNotEmpty();
        assertThat(HtmlReport.render(report)).isNotEmpty();
        assertThat(report.problems()).noneMatch(problem -> problem.message().contains("please report"));
        assertThat(report.endpoints()).extracting(Endpoint::id).contains("GET /good", "POST /api/good");
    }
}
