package dev.gatelint.syntax.ts;

import java.util.Random;

/**
 * Random little programs, dense with the places where TypeScript's grammar is ambiguous: arrows against parentheses, type arguments against
 * comparisons, regular expressions against division, blocks against objects, words that are sometimes names, line breaks that end
 * statements.
 * Not every one is valid; the other parsers say which.
 */
final class Snippets {
    /** The language of a snippet, which is the ending of its file. */
    enum Language { ts, tsx, js }

    private static final String[] NAMES = {"a", "b", "c", "async", "type", "of", "as", "get", "set", "static", "module", "namespace",
        "declare", "abstract",
        "from", "is", "keyof", "infer", "readonly", "satisfies", "T", "asserts", "out", "override", "accessor", "let", "using", "unique",
        "interface", "await", "yield", "defer", "source", "require", "$", "_", "ü", "\\u0061b"};
    private static final String[] PLAIN = {"a", "b", "c", "d", "T", "of", "get", "async", "type"};
    private static final String[] BINARY = {"+", "-", "*", "/", "%", "**", "<", ">", "<=", ">=", "<<", ">>", ">>>", "==", "!==", "&&",
        "||", "??", "&", "|", "^",
        "in", "instanceof"};
    private static final String[] ASSIGN = {"=", "+=", ">>=", ">>>=", "&&=", "??=", "**=", "/="};
    private static final String[] LITERALS = {"1", "0x1f", ".5", "1e3", "1_0n", "'s'", "\"\\u0041\"", "/r/g", "/[/]/", "/=/", "`t`",
        "`a${b}c`", "true", "null", "this"};

    private final Random random;
    private final Language language;
    private final StringBuilder out = new StringBuilder();

    private Snippets(long seed, Language language) {
        random = new Random(seed);
        this.language = language;
    }

    /** The snippet of a seed: the same for the same seed. */
    static String of(long seed, Language language) {
        Snippets snippets = new Snippets(seed, language);
        int count = 1 + snippets.random.nextInt(3);
        for (int i = 0; i < count; i++) snippets.statement(4);
        String text = snippets.out.append("\nexport {};\n").toString();
        return snippets.random.nextInt(3) == 0 ? snippets.broken(text) : text;
    }

    /** The same with some spaces turned into line breaks or comments. */
    private String broken(String text) {
        StringBuilder broken = new StringBuilder();
        for (char c : text.toCharArray()) {
            int choice = c == ' ' ? random.nextInt(24) : 99;
            broken.append(choice == 0 ? "\n" : choice == 1 ? " /* c */ " : choice == 2 ? " // c\n" : String.valueOf(c));
        }
        return broken.toString();
    }

    private boolean typed() {
        return language != Language.js;
    }

    private Snippets put(Object... parts) {
        for (Object part : parts) {
            if (part instanceof Runnable step) step.run();
            else out.append(part);
        }
        return this;
    }

    private String any(String[] of) {
        return of[random.nextInt(of.length)];
    }

    private boolean maybe(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private void list(int most, String between, Runnable item) {
        int count = random.nextInt(most + 1);
        for (int i = 0; i < count; i++) put(i == 0 ? "" : between, item);
    }

    private void end() {
        put(maybe(3) ? "\n" : ";\n");
    }

    // ---- statements

    private void statement(int d) {
        if (d <= 0) {
            put(any(NAMES));
            end();
            return;
        }
        int kind = random.nextInt(typed() ? 36 : 24);
        if (d < 4 && (kind == 13 || kind == 14 || kind == 31 || kind == 33)) kind = 3;
        switch (kind) {
            case 0, 1, 2 -> {
                put(any(new String[] {"var ", "let ", "const "}), (Runnable) () -> declarator(d));
                end();
            }
            case 3 -> put("{ ", (Runnable) () -> statements(d - 1), " }\n");
            case 4 -> put("if (", (Runnable) () -> expression(d - 1), ") ", (Runnable) () -> statement(d - 1), maybe(2) ? "else " : "",
                (Runnable) () -> statement(d - 1));
            case 5 -> put("for (", any(new String[] {"const ", "let ", "var ", ""}), any(PLAIN), any(new String[] {" of ", " in "}),
                (Runnable) () -> expression(d - 1), ") ",
                    (Runnable) () -> statement(d - 1));
            case 6 -> put("for (let i = ", (Runnable) () -> expression(d - 2), "; ", (Runnable) () -> expression(d - 2), "; i++) ",
                (Runnable) () -> statement(d - 1));
            case 7 -> put("while (", (Runnable) () -> expression(d - 1), ") ", any(new String[] {"/r/.test(a)", "a", "{}"}), ";\n");
            case 8 -> put(any(NAMES), ": ", (Runnable) () -> statement(d - 1));
            case 9 -> put("switch (a) { case ", (Runnable) () -> expression(d - 1), ": ", (Runnable) () -> statement(d - 1), "default: ",
                (Runnable) () -> statement(d - 1), "}\n");
            case 10 -> put("try { ", (Runnable) () -> statements(d - 1), "} catch ", maybe(2) ? "(e) " : "", "{ } finally { }\n");
            case 11 -> put(maybe(2) ? "async " : "", "function ", maybe(3) ? "* " : "", any(PLAIN), (Runnable) () -> signature(d - 1),
                "{ return ", (Runnable) () -> expression(d - 1), " }\n",
                    maybe(2) ? "/r/g.test(a)\n" : "");
            case 12 -> put("class A ", maybe(2) ? "extends " : "", (Runnable) () ->
                { if (out.toString().endsWith("extends ")) put(any(PLAIN), maybe(2) && typed() ? "<T> " : " "); },
                    (Runnable) () -> classBody(d - 1), "\n");
            case 13 -> put(any(new String[] {"import a from 'x'", "import {a as b, c} from 'x'",
                "import * as a from 'x' with {type: 'json'}", "import 'x'", "import type from 'x'",
                "import {type} from 'x'", "import {type as as} from 'x'", "import {'s' as a} from 'x'",
                "import a, {default as b} from 'x'", "import(a)", "import.meta.url",
                "import type, {a} from 'x'", "import from from 'x'"}), ";\n");
            case 14 -> put(any(new String[] {"export {a, b as default}", "export * from 'x'", "export * as a from 'x'",
                "export * as 's' from 'x'", "export default a",
                "export default async () => 1", "export default function () {}", "export default class {}", "export const {a, b: [c]} = d",
                "export default async", "export {type}",
                "export default async function f() {}"}), "\n");
            case 15 -> {
                put("do ", (Runnable) () -> statement(d - 1), " while (a)");
                put(maybe(2) ? " " : ";\n");
            }
            case 16 -> put("async function* f() { await ", (Runnable) () -> operand(d - 1), "; yield ", (Runnable) () -> expression(d - 1),
                "; for await (const a of b) c }\n");
            case 17 -> put("return_: { ", (Runnable) () -> expression(d - 1), " }\n");
            case 18 -> put("throw\u00a0", (Runnable) () -> expression(d - 1), ";\n");
            case 19 -> put("using ", any(PLAIN), " = ", (Runnable) () -> expression(d - 2), ";\n");
            case 24 -> put("type ", any(PLAIN), maybe(2) ? "<T extends U = V> " : "", " = ", (Runnable) () -> type(d), ";\n");
            case 25 -> put("interface A", maybe(2) ? "<T>" : "", maybe(3) ? " extends B<C>, D " : "", (Runnable) () -> members(d - 1),
                "\n");
            case 26 -> put(maybe(2) ? "const " : "", "enum E { a, 'b' = 1, c = ", (Runnable) () -> expression(d - 2), " }\n");
            case 27 -> put("namespace\u00a0A.B { export ", (Runnable) () -> put("const a = 1"), " }\n");
            case 28 -> put("declare ", any(new String[] {"function f(a: T): void", "const a: T", "let b", "module 'x' { export = a; }",
                "global { var a: T }", "class A { m(): void; x: T }",
                "abstract class A {}", "namespace A {}", "enum E {}", "type T = 1", "var a, b: T"}), ";\n");
            case 29 -> put("abstract class A { abstract m(): T; abstract get x(): T; abstract y: T }\n");
            case 30 -> put("function f(a: T): asserts a is T;\nfunction f(this: T, a?: ", (Runnable) () -> type(d - 1),
                "): a is T { return ", (Runnable) () -> expression(d - 1), " }\n");
            case 31 -> put(any(new String[] {"import a = require('x')", "import a = b.c", "import type {a} from 'x'",
                "import {type a, type b as c} from 'x'", "import type a from 'x'",
                "import {type as} from 'x'", "import {type as as as} from 'x'", "import type from from 'x'", "export type {a} from 'x'",
                "export import a = b.c", "export = a",
                "export as namespace a", "import type * as a from 'x'", "export type * from 'x'", "export {type a}", "export type A = B",
                "export abstract class A {}"}), ";\n");
            case 32 -> put("@d() @e.f<T>() class A ", (Runnable) () -> classBody(d - 1), "\n");
            case 33 -> put("export default ", any(new String[] {"interface A {}", "abstract class A {}", "enum", "a as T",
                "<T>(a: T) => a"}), "\n");
            case 34 -> put(any(NAMES), "\n", any(PLAIN), " ", any(new String[] {"= 1", "{}", "(a)", ".x"}), "\n");
            default -> {
                expression(d);
                end();
            }
        }
    }

    private void statements(int d) {
        list(2, "", () -> statement(d));
    }

    private void declarator(int d) {
        pattern(d - 1);
        if (typed() && maybe(2)) put(": ", (Runnable) () -> type(d - 1));
        put(" = ", (Runnable) () -> assignment(d - 1));
    }

    private void pattern(int d) {
        if (d <= 0 || maybe(2)) {
            put(any(PLAIN));
            return;
        }
        if (maybe(2)) put("{", (Runnable) () -> list(3, ", ", () ->
            put(any(PLAIN), (Runnable) () -> { if (maybe(2)) put(": ", (Runnable) () -> pattern(d - 1)); },
                maybe(3) ? " = 1" : "")), "}");
        else put("[", (Runnable) () -> list(3, ", ", () -> put(maybe(5) ? "" : "", (Runnable) () -> pattern(d - 1), maybe(3) ? " = 1"
            : "")), maybe(3) ? ", ...z" : "", "]");
    }

    private void classBody(int d) {
        put("{ ");
        list(3, " ", () -> {
            String modifier = maybe(2) ? any(new String[] {"static ", "async ", "get ", "set ", "* ", "async * ", "static async ",
                "#p = 1; ", "static { a } ", "; "}) : "";
            if (typed() && maybe(3)) modifier = any(new String[] {"private ", "public static ", "readonly ", "declare ", "override ",
                "protected abstract ", "accessor ", "static accessor ",
                "@d ", "@d() private "}) + modifier;
            String name = maybe(4) ? "[a]" : maybe(5) ? "'s'" : modifier.isEmpty()
                && maybe(6) ? "constructor" : maybe(6) ? "#q" : any(NAMES);
            put(modifier, name);
            if (maybe(2)) put((Runnable) () -> signature(d - 1), "{ ", (Runnable) () -> statements(d - 1), "}");
            else put(typed() && maybe(2) ? any(new String[] {"?: T", "!: T", ": T[]", ": (a) => b"}) : "", maybe(2) ? " = " : "",
                (Runnable) () -> { if (out.toString().endsWith(" = ")) assignment(d - 1); },
                    maybe(3) ? "\n" : ";");
        });
        if (typed() && maybe(4)) put(" [k: string]: any; ");
        put(" }");
    }

    private void signature(int d) {
        if (typed() && maybe(4)) put("<", maybe(3) ? "const " : "", "T", maybe(2) ? " extends U" : "", maybe(3) ? " = V" : "", ">");
        put("(", (Runnable) () -> parameters(d), ")");
        if (typed() && maybe(3)) put(": ", (Runnable) () -> type(d - 1));
        put(" ");
    }

    private void parameters(int d) {
        list(2, ", ", () -> {
            put((Runnable) () -> pattern(d - 1));
            if (typed() && maybe(2)) put(maybe(3) ? "?" : "", ": ", (Runnable) () -> type(d - 1));
            else if (maybe(4)) put(" = ", (Runnable) () -> assignment(d - 2));
        });
        if (maybe(8)) put(out.charAt(out.length() - 1) == '(' ? "" : ", ", "...r");
    }

    // ---- expressions

    private void expression(int d) {
        assignment(d);
        if (maybe(12)) put(", ", (Runnable) () -> assignment(d - 1));
    }

    private void assignment(int d) {
        if (d <= 0) {
            operand(0);
            return;
        }
        switch (random.nextInt(16)) {
            case 0 -> put((Runnable) () -> target(d - 1), " ", any(ASSIGN), " ", (Runnable) () -> assignment(d - 1));
            case 1, 2 -> put((Runnable) () -> operand(d - 1), " ? ", (Runnable) () -> assignment(d - 1), " : ",
                (Runnable) () -> assignment(d - 1));
            case 3, 4 -> arrow(d);
            case 5, 6, 7, 8 -> put((Runnable) () -> operand(d - 1), " ", any(BINARY), maybe(5) ? "" : " ",
                (Runnable) () -> assignment(d - 1));
            case 9 -> {
                if (typed()) put((Runnable) () -> operand(d - 1), any(new String[] {" as ", " satisfies "}), maybe(4) ? "const" : "",
                    (Runnable) () -> { if (!out.toString().endsWith("const")) type(d - 1); },
                        maybe(3) ? " > a" : maybe(3) ? " && b" : "");
                else operand(d);
            }
            case 10 -> put(any(new String[] {"!", "-", "typeof ", "void ", "++", "delete ", "await ", "~", "yield ", "new "}),
                (Runnable) () -> operand(d - 1));
            default -> operand(d);
        }
    }

    private void target(int d) {
        if (maybe(2)) put(any(PLAIN), maybe(2) ? ".b" : "");
        else pattern(d);
    }

    private void arrow(int d) {
        put(maybe(3) ? "async " : "");
        switch (random.nextInt(5)) {
            case 0 -> put(any(NAMES), " => ");
            case 1 -> {
                if (typed()) put("<T", language == Language.tsx ? any(new String[] {",", " extends U", ", U"})
                    : any(new String[] {"", ",", " extends U"}), ">(a: T)", maybe(2) ? ": T" : "", " => ");
                else put("(", (Runnable) () -> parameters(d - 1), ") => ");
            }
            default -> put("(", (Runnable) () -> parameters(d - 1), ")",
                (Runnable) () -> { if (typed() && maybe(3)) put(": ", (Runnable) () -> type(d - 2)); }, " => ");
        }
        if (maybe(2)) assignment(d - 1);
        else if (maybe(2)) put("({ a })");
        else put("{ ", (Runnable) () -> statements(d - 2), "}");
    }

    private void operand(int d) {
        if (d <= 0) {
            put(maybe(2) ? any(NAMES) : any(LITERALS));
            return;
        }
        switch (random.nextInt(20)) {
            case 0, 1, 2 -> put("(", (Runnable) () -> expression(d - 1), ")");
            case 3 -> put((Runnable) () -> operand(d - 1), "(", (Runnable) () -> list(2, ", ", () -> assignment(d - 1)), ")");
            case 4 -> put((Runnable) () -> operand(d - 1), any(new String[] {".b", "?.b", "[0]", "?.[0]", "?.(a)", ".#p", "`t`", "++",
                " /c/g", "\n(a)", "\n[0]", "\n++"}));
            case 5 -> put("{ ", (Runnable) () -> properties(d - 1), " }");
            case 6 -> put("({ ", (Runnable) () -> properties(d - 1), " })");
            case 7 -> put("[", (Runnable) () -> list(3, ", ", () -> put(maybe(6) ? "..." : "", (Runnable) () -> assignment(d - 1))),
                maybe(4) ? ",," : "", "]");
            case 8 -> put(any(NAMES), typed() || maybe(3) ? "<" + any(new String[] {"T", "T, U", "T[]", "typeof a", "(a) => b", "{a: T}",
                "1", "T<U>", "`t`", "a.b"}) + ">" : "",
                    any(new String[] {"(a)", "`t`", "", ".b", "(a).c", " + 1", " (a)", "\n(a)", "[0]", " - 1", " ? b : c"}));
            case 9 -> put(maybe(2) ? "async " : "", "function ", maybe(3) ? "*" : "", (Runnable) () -> signature(d - 1), "{ ",
                (Runnable) () -> statements(d - 2), "}");
            case 10 -> put("class ", (Runnable) () -> classBody(d - 2));
            case 11 -> put("new ", any(PLAIN), maybe(2) ? ".b" : "", maybe(3) && typed() ? "<T>" : "", maybe(2) ? "(a)" : "");
            case 12 -> put("`x${", (Runnable) () -> expression(d - 1), "}y`");
            case 13 -> put("async", any(new String[] {"(a)", "(a, b)", "(...a)", "()", ".b", "`t`", "\n(a)", " (a)"}));
            case 14 -> {
                if (language == Language.ts) put("<", (Runnable) () -> type(1), ">", (Runnable) () -> operand(d - 1));
                else if (language == Language.tsx || maybe(2)) element(d);
                else operand(d - 1);
            }
            case 15 -> {
                if (typed()) put((Runnable) () -> operand(d - 1), "!", any(new String[] {"", ".b", "!", "[0]", "(a)"}));
                else operand(d - 1);
            }
            case 16 -> put("import", any(new String[] {"(a)", "('x', {with: {}})", ".meta"}));
            default -> operand(0);
        }
    }

    private void properties(int d) {
        list(3, ", ", () -> {
            String name = maybe(5) ? "[a]" : maybe(5) ? "'s'" : maybe(6) ? "1" : any(NAMES);
            switch (random.nextInt(6)) {
                case 0 -> put(any(PLAIN));
                case 1 -> put(any(new String[] {"", "async ", "get ", "set ", "*", "async *"}), name, (Runnable) () -> signature(d - 1),
                    "{ }");
                case 2 -> put("...", (Runnable) () -> assignment(d - 1));
                default -> put(name, ": ", (Runnable) () -> assignment(d - 1));
            }
        });
    }

    private void element(int d) {
        String name = any(new String[] {"a", "A.B", "a-b", "this.x", "a:b", ""});
        put("<", name);
        if (!name.isEmpty()) {
            list(2, "", () -> put(" ", any(new String[] {"x", "x-y='&amp;'", "x={1}", "{...a}", "x=<b/>", "x:y=\"\n\"", "async"}),
                    (Runnable) () -> { if (maybe(3)) put(" z={", (Runnable) () -> assignment(d - 1), "}"); }));
            if (maybe(3)) {
                put(" />");
                return;
            }
        }
        put(">");
        list(3, "", () -> {
            switch (random.nextInt(4)) {
                case 0 -> put(" text ' & &lt; // ");
                case 1 -> put("{", (Runnable) () -> { if (maybe(2)) assignment(d - 1); else put("/* c */"); }, "}");
                default -> { if (d > 0) element(d - 1); }
            }
        });
        put("</", name, ">");
    }

    // ---- types

    private void type(int d) {
        if (d <= 0) {
            put(any(new String[] {"T", "string", "a.b", "1", "'s'", "-1", "void", "null", "this", "any", "unique symbol", "`t`",
                "typeof a", "asserts", "is", "T[]"}));
            return;
        }
        switch (random.nextInt(20)) {
            case 0 -> put((Runnable) () -> type(d - 1), " | ", (Runnable) () -> type(d - 1));
            case 1 -> put("(", (Runnable) () -> type(d - 1), ")", maybe(2) ? "[]" : "");
            case 2 -> put(maybe(3) ? "new " : maybe(5) ? "abstract new " : "", maybe(3) ? "<T extends U>" : "", "(",
                (Runnable) () -> typeParameters(d - 1), ") => ", (Runnable) () -> type(d - 1));
            case 3 -> put((Runnable) () -> type(0), " extends ", maybe(2) ? "infer U extends V " : "(a: infer U) => any ", "? ",
                (Runnable) () -> type(d - 1), " : ", (Runnable) () -> type(d - 1));
            case 4 -> members(d - 1);
            case 5 -> put("{ ", any(new String[] {"readonly ", "-readonly ", ""}), "[K in ", (Runnable) () -> type(d - 2), maybe(3)
                ? " as `x${K}`" : "", "]", any(new String[] {"", "?", "-?"}), ": ",
                    (Runnable) () -> type(d - 1), " }");
            case 6 -> put("[", (Runnable) () -> list(3, ", ", () -> put(any(new String[] {"", "...", "a: ", "b?: ", "...c: "}),
                (Runnable) () -> type(d - 1))), "]");
            case 7 -> put(any(new String[] {"keyof ", "readonly ", "unique "}), (Runnable) () -> type(d - 1));
            case 8 -> put("A<", (Runnable) () -> type(d - 1), maybe(3) ? ", B<C<D>>" : "", ">");
            case 9 -> put("typeof a", any(new String[] {"", ".b", "<T>", ".c<T>"}));
            case 10 -> put("import('x')", any(new String[] {"", ".A", ".A<B>"}));
            case 11 -> put("`a${", (Runnable) () -> type(d - 1), "}b`");
            case 12 -> put("A", any(new String[] {"['b']", "[K]", "[number][]"}));
            case 13 -> put("| ", (Runnable) () -> type(d - 1));
            case 14 -> put("(", any(new String[] {"a", "a: T", "{a, b}: T", "[a]", "...a: T", "this: T", "a?", ""}), ") => ",
                (Runnable) () -> type(d - 1));
            default -> type(0);
        }
    }

    private void typeParameters(int d) {
        list(2, ", ", () -> put(any(PLAIN), maybe(3) ? "?" : "", ": ", (Runnable) () -> type(d - 1)));
    }

    private void members(int d) {
        put("{ ");
        list(3, maybe(2) ? "; " : ", ", () -> put(any(new String[] {"a: ", "b?: ", "readonly c: ", "'s': ", "[k: string]: ", "m(): ",
            "new (): ", "(a): ", "get x(): ", "[a.b]: ", "async?: ", "<T>(a: T): ",
            "get: ", "readonly?: "}), (Runnable) () -> type(d - 1)));
        put(" }");
    }
}
