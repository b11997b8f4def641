package dev.gatelint.syntax.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaSourceTest {
    private static JavaFile parse(String text) {
        return JavaSource.parse(new SourceFile("A.java", text));
    }

    private static String text(String source, Node node) {
        return source.substring(node.start(), node.end());
    }

    @Test void declarationsKeepTheirNamesAndAnnotations() {
        String source = """
            package com.acme;
            import java.util.*;
            import static com.acme.Paths.ADMIN;
            @RestController
            @RequestMapping(value = "/orders", produces = {"a", "b"})
            public class Orders extends Base<Order, Map<String, Long>> implements Api {
                private static final String X = "a" + ADMIN, Y = null;
                @GetMapping("/{id}") public ResponseEntity<Order> get(@PathVariable("id") final Long id, String... more) { return null; }
                Orders(Service s) { super(s); }
                static { X.run(); }
                interface Inner { int f(); }
            }
            """;
        JavaFile file = parse(source);
        assertThat(file.problems()).isEmpty();
        assertThat(file.packageName()).isEqualTo("com.acme");
        assertThat(file.imports()).extracting(JavaFile.Import::name, JavaFile.Import::isStatic, JavaFile.Import::isWildcard)
            .containsExactly(org.assertj.core.groups.Tuple.tuple("java.util", false, true),
            org.assertj.core.groups.Tuple.tuple("com.acme.Paths.ADMIN", true, false));
        JavaClass orders = file.types().get(0);
        assertThat(orders.modifiers()).containsExactly(Modifier.PUBLIC);
        assertThat(text(source, orders.annotations().get(1).get("produces").orElseThrow())).isEqualTo("{\"a\", \"b\"}");
        assertThat(orders.extended().get(0).arguments().get(1).arguments()).extracting(JavaType::name).containsExactly("String", "Long");
        assertThat(orders.fields()).extracting(JavaField::name).containsExactly("X", "Y");
        assertThat(source.substring(orders.nameStart(), orders.nameEnd())).isEqualTo("Orders");
        assertThat(source.charAt(orders.bodyStart() - 1)).isEqualTo('{');
        JavaMethod get = orders.methods().get(0);
        assertThat(source.substring(get.nameStart(), get.nameEnd())).isEqualTo("get");
        assertThat(text(source, get.parameters().get(0))).isEqualTo("@PathVariable(\"id\") final Long id");
        assertThat(get.parameters().get(1).varargs()).isTrue();
        assertThat(orders.methods().get(1).isConstructor()).isTrue();
        assertThat(orders.types().get(0).kind()).isEqualTo(JavaClass.Kind.INTERFACE);
        assertThat(orders.initializers()).hasSize(1);
    }

    @Test void newerJavaParses() {
        JavaFile file = parse("""
            sealed interface Shape permits Circle {}
            record Circle(double r) implements Shape { Circle { if (r < 0) throw new IllegalArgumentException(); } }
            class A {
                String f(Object o) {
                    return switch (o) {
                        case Circle(double r) when r > 1 -> "big";
                        case String s -> { Thread.yield(); yield call(s, 1); }
                        case null, default -> \"""
                            text "block" \\
                            joined\\n\""";
                    };
                }
                void g(java.util.List<String> all) {
                    for (var _ : all) { try { f(all); } catch (Exception _) { } }
                    if (all instanceof Object o && o != null) all.forEach(_ -> {});
                    var record = 1;
                }
            }
            """);
        assertThat(file.problems()).isEmpty();
        assertThat(file.all(Expression.Literal.class)).extracting(Expression.Literal::value).contains("text \"block\" joined\n");
        assertThat(file.types().get(1).components()).extracting(Parameter::name).containsExactly("r");
    }

    @Test void placesAreUtf16OffsetsOfTheFileAsItIs() {
        for (String end : List.of("\n", "\r\n", "\r")) {
            for (String mark : List.of("", "\uFEFF")) {
                String source = mark + "class A {" + end + "\t/* 😀 */ String s = \"😀\" + f(\"x\");" + end
                    + "\t\tint \\u0061b = g ( 2 ); String u = \"\\\\u0041\";" + end + "}" + end;
                JavaFile file = parse(source);
                assertThat(file.problems()).isEmpty();
                assertThat(file.all(Expression.Call.class)).extracting(c -> text(source, c)).containsExactly("f(\"x\")", "g ( 2 )");
                assertThat(file.all(Expression.Call.class)).extracting(c -> source.substring(c.nameStart(), c.nameEnd()))
                    .containsExactly("f", "g");
                assertThat(file.types().get(0).fields()).extracting(JavaField::name).containsExactly("s", "ab", "u");
                JavaField escaped = file.types().get(0).fields().get(1);
                assertThat(source.substring(escaped.nameStart(), escaped.nameEnd())).isEqualTo("\\u0061b");
                assertThat(file.all(Expression.Literal.class)).extracting(Expression.Literal::value)
                    .containsExactly("😀", "x", "2", "\\u0041");
            }
        }
    }

    @Test void aSyntaxErrorIsAProblemWithItsLineAndTheRestIsRead() {
        JavaFile file = parse("class A {\n  void a() { int x = ; }\n  @Get void b() { c(); }\n}\nclass B {}\n");
        assertThat(file.problems()).hasSize(1);
        assertThat(file.problems().get(0).line()).isEqualTo(2);
        assertThat(file.types()).extracting(JavaClass::name).contains("A");
        assertThat(file.types().get(0).methods()).extracting(JavaMethod::name).contains("b");
    }

    @Test void aProblemDoesNotShowTextOfTheFile() {
        JavaFile file = parse("class A { String s = f(\"hunter2\" \"hunter2\"); }");
        assertThat(file.problems()).isNotEmpty();
        assertThat(file.problems().toString()).doesNotContain("hunter2");
    }

    @Test void depthIsAProblemAndNotAnError() {
        String open = "(".repeat(100_000);
        String close = ")".repeat(100_000);
        assertThat(parse("class A { int x = " + open + "1" + close + "; }").problems()).hasSize(1);
        assertThat(parse("class A { int x = " + "(".repeat(60) + "1" + ")".repeat(60) + "; int y = f(); }").all(Expression.Call.class))
            .hasSize(1);
        assertThat(parse("class A { void f() { " + "if (a) b(); else ".repeat(20_000) + "c(); } }")).isNotNull();
        assertThat(parse("class A { boolean x = " + "!".repeat(50_000) + "y; }")).isNotNull();
        assertThat(parse("class A { int x = " + "a ? 1 : ".repeat(20_000) + "2; }")).isNotNull();
    }

    @Test void nestedBlocksDoNotTakeForever() {
        assertThat(parse("class A { Object y = " + "a(() -> { g(".repeat(60) + "1" + ");})".repeat(60) + "; }").problems()).hasSize(1);
        assertThat(parse("class A { Object y = " + "a(() -> { g(".repeat(5) + "1" + ");})".repeat(5) + "; }").problems()).isEmpty();
        assertThat(parse("class A { Object y = " + "new B() { void f() { g(".repeat(60) + "; }").problems()).isNotEmpty();
    }

    @Test void longChainsAreFlat() {
        JavaFile file = parse("class A { String x = " + "\"a\" + ".repeat(10_000) + "\"b\"; boolean y = a && b && c || d; }");
        assertThat(file.problems()).isEmpty();
        Expression.Binary sum = (Expression.Binary) file.types().get(0).fields().get(0).value().orElseThrow();
        assertThat(sum.operands()).hasSize(10_001);
        Expression.Binary or = (Expression.Binary) file.types().get(0).fields().get(1).value().orElseThrow();
        assertThat(or.operator()).isEqualTo("||");
        assertThat(((Expression.Binary) or.operands().get(0)).operands()).hasSize(3);
    }

    @Test void longCallChainsKeepTheirOuterCalls() {
        JavaFile file = parse("class A { Object x = http" + ".a()".repeat(5_000) + ".build(); }");
        assertThat(file.problems()).isEmpty();
        Expression.Call outer = (Expression.Call) file.types().get(0).fields().get(0).value().orElseThrow();
        assertThat(outer.name()).isEqualTo("build");
    }

    @Test void hostileTextNeverThrows() {
        for (String text : List.of("", "\uFEFF", "\\", "\\u", "\"", "/*", "class", "class A { \"\"\"", "\\u000a\\u000d", "@",
            "class A { int x = '\\u27'; }", "\uD800")) {
            assertThat(parse(text).types()).as(text).hasSizeLessThan(2);
        }
    }
}
