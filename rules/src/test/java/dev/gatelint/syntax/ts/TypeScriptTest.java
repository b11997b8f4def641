package dev.gatelint.syntax.ts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read, construct by construct. That it agrees with the compiler on thousands of files is {@link TypeScriptOracleTest}. */
class TypeScriptTest {

    static String sample() throws IOException {
        try (InputStream in = TypeScriptTest.class.getResourceAsStream("orders.tsx")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test void anOrdinaryFileHasNoProblem() throws IOException {
        TsFile file = Trees.parse("orders.tsx", sample());
        Trees.check(file);
        assertThat(file.problems()).isEmpty();
        assertThat(file.directives()).extracting(Statement.Directive::value).containsExactly("use client");
        assertThat(file.comments()).hasSize(3);
        List<String> functions = new ArrayList<>();
        file.walk(node -> {
            if (node instanceof FunctionNode function && function.name() != null) functions.add(function.name().name());
            return true;
        });
        assertThat(functions).containsExactly("isCustomer", "loadOrders", "OrderRow", "Orders");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "ts  | (a)                          | Identifier",
        "ts  | (a, b)                       | Sequence",
        "ts  | (a) => b                     | FunctionNode",
        "ts  | (a): T => b                  | FunctionNode",
        "ts  | ({a, b: [c]}: T, ...d) => c  | FunctionNode",
        "ts  | (a?: T) => b                 | FunctionNode",
        "ts  | (a = 1) => b                 | FunctionNode",
        "ts  | <T>(a: T) => a               | FunctionNode",
        "ts  | <T>(a)                       | Cast",
        "ts  | <T>a.b                       | Cast",
        "tsx | <T,>(a: T) => a              | FunctionNode",
        "tsx | <T extends U>(a: T) => a     | FunctionNode",
        "tsx | <T>a</T>                     | Element",
        "ts  | async                        | Identifier",
        "ts  | async (a)                    | Call",
        "ts  | async (a) => b               | FunctionNode",
        "ts  | async a => b                 | FunctionNode",
        "ts  | async <T>(a: T) => a         | FunctionNode",
        "ts  | f<T>(a)                      | Call",
        "ts  | f<T>                         | Instantiation",
        "ts  | f<T>`a`                      | TaggedTemplate",
        "ts  | a < b > c                    | Binary",
        "js  | f<T>(a)                      | Binary",
        "ts  | a as const                   | Cast",
        "ts  | a satisfies T                | Cast",
        "ts  | a as any as T && b           | Binary",
        "ts  | a!                           | Cast",
        "ts  | a!.b!()                      | Call",
        "ts  | a?.b                         | Member",
        "ts  | a?.[b]                       | Index",
        "ts  | a?.(b)                       | Call",
        "ts  | a ? .5 : b                   | Conditional",
        "js  | a ? (b) : c => d             | Conditional",
        "js  | a ? !(b) : c => d            | Conditional",
        "js  | a ? (b) => c : d => e        | Conditional",
        "ts  | a ? (b): T => c : d          | Conditional",
        "ts  | a = b ? c : d = e            | Assignment",
        "ts  | [a, b = 1] = c               | Assignment",
        "ts  | a ** b                       | Binary",
        "ts  | a / b / c                    | Binary",
        "ts  | /[/]\\/(/u                   | RegexLiteral",
        "ts  | (a) / b                      | Binary",
        "ts  | new a.b<T>(c)                | New",
        "ts  | new a                        | New",
        "ts  | new a().b                    | Member",
        "ts  | new.target                   | MetaProperty",
        "ts  | import.meta.env              | Member",
        "ts  | import('a')                  | ImportCall",
        "ts  | #a in b                      | Binary",
        "ts  | void 0                       | Unary",
        "ts  | a--                          | Update",
        "ts  | typeof a === 'b'             | Binary",
        "ts  | await a                      | Await",
        "ts  | (class A extends f(b)<T> implements C {}) | ClassNode",
        "ts  | (async function* a() {})     | FunctionNode",
        "ts  | `a${`b${c}`}d`               | TemplateLiteral",
    })
    void expression(String language, String text, String node) {
        Expression expression = Trees.expression("a." + language, text);
        assertThat(expression.getClass().getSimpleName()).isEqualTo(node);
        assertThat(Trees.parse("a." + language, text).text(expression)).isEqualTo(text.startsWith("(") && expression.start() == 1
                ? text.substring(1, text.length() - 1) : text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "let a: T = b, {c} = d;                       | Variables",
        "using a = b                                  | Variables",
        "await using a = b                            | Variables",
        "declare const a: T                           | Variables",
        "const enum A { b = 1, 'c' }                  | EnumDeclaration",
        "type A<T> = T extends infer U extends string ? U : never | TypeDeclaration",
        "interface A<T> extends B<T>, C { (a: T): void; new (): A; readonly [k: string]: T; get b(): T; c?(): void } | TypeDeclaration",
        "type A = { readonly [K in keyof T as `x${K}`]-?: T[K] } | TypeDeclaration",
        "type A = abstract new (...a: any[]) => asserts a is unique symbol | TypeDeclaration",
        "type A = (new () => void) & [a: T, b?: U, ...c: V[]] | TypeDeclaration",
        "namespace A.B { export const c = 1 }         | Namespace",
        "declare module 'a' { export = b }            | Namespace",
        "declare global { var a: T }                  | Namespace",
        "abstract class A { abstract b(): void; protected abstract readonly c: T; accessor d = 1; static { e() } [k: string]: T; declare f: U; g!: V } | ClassNode",
        "@a @b.c() class D { @e() f; @g h() {} constructor(@i private j?: T) {} } | ClassNode",
        "export default async function () {}          | ExportDefault",
        "export default abstract class {}             | ExportDefault",
        "export default interface A {}                | ExportDefault",
        "export * as a from 'b'                       | ExportAll",
        "export type {a as b} from 'c'                | ExportNamed",
        "export const {a, b: [c]} = d                 | ExportNamed",
        "export = a                                   | ExportEquals",
        "export import a = b.c                        | ImportEquals",
        "import a = require('b')                      | ImportEquals",
        "import a, {type b, default as c} from 'd' with {type: 'json'} | Import",
        "import type a from 'b'                       | Import",
        "import type from 'b'                         | Import",
        "function a(this: T, b?: U): asserts b is V;  | FunctionNode",
        "for await (const [a, b] of c) d              | ForOf",
        "for (const a in b) c                         | ForIn",
        "for (let i = 0, n = a.length; i < n; i++);   | For",
        "for (async of => {};;) a                     | For",
        "a: for (;;) break a                          | Labeled",
        "if (a) b; else if (c) d; else e              | If",
        "try { a } catch { b } finally { c }          | Try",
        "switch (a) { case 1: b; break; default: c }  | Switch",
        "do a; while (b)                              | DoWhile",
        "{ a: 1 }                                     | Block",
        "({ a: 1 })                                   | Run",
        "type                                         | Run",
        "declare                                      | Run",
        "let                                          | Run",
    })
    void statement(String text, String node) {
        assertThat(Trees.one("a.ts", text).getClass().getSimpleName()).isEqualTo(node);
    }

    @Test void linesEndStatementsWhereNothingElseCan() {
        assertThat(Trees.parse("a.js", "a\n++b\nlet c\nd\n/e/g\nreturn\nf\nasync\nfunction g() {}").statements())
            .extracting(s -> s.getClass().getSimpleName())
                .containsExactly("Run", "Run", "Variables", "Run", "Return", "Run", "Run", "FunctionNode");
        assertThat(Trees.parse("a.js", "a = b\n(c)\n[d]").statements()).hasSize(1);
    }

    @Test void aRegularExpressionStandsWhereAnOperandCan() {
        assertThat(Trees.facts("a.js", "if (a) /b/.test(c); (d) / e / f; {} /g/; h = function () {} / i / 1; `${j}` / k"))
                .filteredOn(fact -> fact.startsWith("regex")).containsExactlyInAnyOrder("regex «/b/» /b/", "regex «/g/» /g/");
    }

    @Test void importsSayWhatTheyBringAndFromWhere() {
        Statement.Import imports = (Statement.Import) Trees.one("a.ts",
            "import a, {type b, default as c, 'd-e' as f, type as g} from \"h\"");
        assertThat(imports.source().value()).isEqualTo("h");
        assertThat(imports.specifiers()).extracting(s -> s.name().name() + ">" + s.alias().name() + (s.typeOnly() ? " type" : ""))
                .containsExactly("default>a", "b>b type", "default>c", "d-e>f", "type>g");
        assertThat(((Statement.Import) Trees.one("a.ts", "import * as all from 'x'")).specifiers().get(0).everything()).isTrue();
    }

    @Test void jsxKeepsTextAndResolvesEntities() {
        Jsx.Element element = (Jsx.Element) Trees.expression("a.jsx",
            "<A.B c-d=\"&quot;\\n\" e={f} {...g} h:i=<b/>>it's &lt; // 1 {/* c */}<></></A.B>");
        assertThat(element.tag()).isEqualTo("A.B");
        assertThat(((Expression.StringLiteral) ((Jsx.NamedAttribute) element.attributes().get(0)).expression()).value()).isEqualTo("\"\\n");
        assertThat(((Jsx.Text) element.children().get(0)).value()).isEqualTo("it's < // 1 ");
        assertThat(((Jsx.Container) element.children().get(1)).expression()).isNull();
        assertThat(((Jsx.Element) element.children().get(2)).tag()).isEmpty();
    }

    @Test void stringsAndTemplatesSayWhatTheyStandFor() {
        assertThat(((Expression.StringLiteral) Trees.expression("a.js", "('\\x41\\u{1F600}\\\n\\0\\n\\'')")).value())
            .isEqualTo("A\uD83D\uDE00\0\n'");
        assertThat(((Expression.TemplateLiteral) Trees.expression("a.js", "`a\r\nb\\``")).value()).isEqualTo("a\nb`");
        assertThat(((Expression.TaggedTemplate) Trees.expression("a.js", "a`\\u`")).template().texts().get(0).value()).isNull();
    }

    @Test void placesAreUtf16AndCountEverything() {
        String text = "\uFEFF// \uD83D\uDE00\r\nconst \u00fc = '\uD83D\uDE00'\u2028f()";
        TsFile file = Trees.parse("a.ts", text);
        Trees.check(file);
        assertThat(file.comments()).containsExactly(new Comment(1, 6, Comment.Kind.LINE));
        assertThat(file.statements()).extracting(file::text).containsExactly("const \u00fc = '\uD83D\uDE00'", "f()");
    }

    @Test void parenthesesLeaveNoNodeButTheParentBeginsAtThem() {
        Expression.Call call = (Expression.Call) Trees.expression("a.ts", "(a.b)(c)");
        assertThat(call.start()).isZero();
        assertThat(call.callee().start()).isEqualTo(1);
        assertThat(call.callee().dotted()).isEqualTo("a.b");
    }

    @Test void castsAreSeenThrough() {
        Expression.Member member = (Expression.Member) Trees.expression("a.ts", "(<any>(await a())!).user");
        assertThat(member.object().bare()).isInstanceOf(Expression.Await.class);
        assertThat(Trees.expression("a.ts", "(this as any).a!.b?.c").dotted()).isEqualTo("this.a.b.c");
    }

    @Test void patternsSayWhatTheyBind() {
        Statement.Variables variables = (Statement.Variables) Trees.one("a.ts",
            "const {a, b: {c = d, ...e}, [f]: g, 'h': [i, , ...j]} = k");
        assertThat(variables.declarators().get(0).target().names()).extracting(Expression.Identifier::name)
            .containsExactly("a", "c", "e", "g", "i", "j");
    }

    @Test void aChainOfOneOperatorGivesItsOperands() {
        Expression.Binary binary = (Expression.Binary) Trees.expression("a.ts", "a && b && c || d");
        assertThat(((Expression.Binary) binary.left()).operands()).hasSize(3);
        assertThat(binary.operands()).hasSize(2);
    }

    @Test void directivesAreStringsAtTheHeadOnly() {
        TsFile file = Trees.parse("a.ts", "'use strict'\n\"use server\"; ('no'); 'late'");
        assertThat(file.directives()).extracting(Statement.Directive::value).containsExactly("use strict", "use server");
        FunctionNode function = (FunctionNode) Trees.one("a.ts", "async function a() { 'use server'; 'use x'.y }");
        assertThat(function.directives()).extracting(Statement.Directive::value).containsExactly("use server");
    }

    @Test void commentsOfClassicScriptsAreSeenWhereNothingElseMakesSense() {
        assertThat(Trees.parse("a.js", "<!-- a\nb\n--> c").comments()).extracting(Comment::kind)
            .containsExactly(Comment.Kind.HTML, Comment.Kind.HTML);
        assertThat(Trees.parse("a.js", "a<!--b").comments()).isEmpty();
        assertThat(Trees.parse("a.js", "#!/usr/bin/env node\na").comments()).containsExactly(new Comment(0, 19, Comment.Kind.HASHBANG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", "\0", "'", "`", "`${", "/", "/*", "<", "<a", "<a b=", "<a>{", "{", "(", "[", "a.", "a?.", "@",
        "#", "\\", "\uD800", "class", "class A {", "import",
        "import {", "export", "export {", "export default", "function", "(a, b) =>", "a ?", "type A =", "type A<", "let {", "for (",
        "switch (a) { case", "new", "async (", "enum", "a as", "}", ")",
        "abstract", "a: ", "`${a", "if (", "try", "do", "interface A", "declare", "</a>", "<a></b>", "x = {a b}", "\u2028", "0x", "1e",
        "/a", "new.", "import.", "import(", "...", "=>", "?."})
    void aBrokenTextHasATreeAndNoException(String text) {
        for (String path : List.of("a.ts", "a.tsx", "a.js")) Trees.check(Trees.parse(path, text));
    }

    @Test void aProblemSaysWhereAndWhatToDo() {
        assertThat(Trees.parse("a.ts", "const a = 1\nconst b = (2\nconst c = 3").problems()).first()
                .satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(3);
                    assertThat(problem.message()).isEqualTo("expected ')' before 'const'");
                });
        assertThat(Trees.parse("a.ts", "key(\"s3cret\" \"other\")").problems().toString()).doesNotContain("s3cret").doesNotContain("other");
    }

    @Test void aColonInAConditionalIsThatOfAReturnTypeOnlyWhereItCanBe() {
        assertThat(innermost("a.ts", "a ? b ? (f(), c) : d => e : g")).isInstanceOf(Expression.Sequence.class);
        assertThat(innermost("a.ts", "a ? b ? ((c)) : d => e : f")).isInstanceOf(Expression.Identifier.class);
        assertThat(innermost("a.js", "a ? b ? (c) : d => e : f")).isInstanceOf(Expression.Identifier.class);
        assertThat(innermost("a.ts", "a ? b ? ({c, d: [e = 1]}, ...f): g => h : i : j")).isInstanceOf(FunctionNode.class);
    }

    private static Expression innermost(String path, String text) {
        Expression found = Trees.expression(path, text);
        while (found instanceof Expression.Conditional conditional) found = conditional.consequent();
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"class A {\nexport() {}\nimport = 1\nexport\nimport\nb }", "x = {\nexport: 1,\nimport: 2,\nimport() {}\n}",
        "interface A {\nexport\nimport: b\nexport?(): c\nimport\n}", "let {\nexport: a,\nimport: b\n} = c",
        "namespace A {\nexport const a = 1\nexport {a}\n}"})
    void anExportInsideOfBracketsIsAName(String text) {
        Trees.one("a.ts", text);
    }
}
