package dev.gatelint.syntax.ts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Text that means harm: no depth and no size makes the parser throw, and none is read again and again. What it costs is counted in tokens
 * that were read, not taken from a clock.
 */
class HostileTextTest {
    private static final int DEEP = 100_000;

    /** {@code open|close}: both are written many times, with an x between them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', ignoreLeadingAndTrailingWhitespace = false, value = {
        "(|)", "[|]", "({a:|})", "f(|)", "{|}", "function f(){|}", "()=>{|}", "a=>|", "class A{m(){|}}", "x = class {a=|}", "!|", "- |",
        "typeof |", "await |",
        "new |", "label:|", "while(1)|", "[...|]", "<a>|</a>", "<a b={|}/>", "<a>{|}</a>", "`${|}`", "a**|", "(a=|1)=>1", "async(|1)",
        "(a)=>(|)", "(a:|x)=>1",
        "<T>(|x)", "var {a:|b}=1", "var [|]=1", "switch(a){case 1:|}", "try{|}catch{}", "namespace A{|}", "@(|a) class B{}",
        "@a(|) class B{}", "import(|)",
        "if(a)|", "a[|]", "a?.[|]", "a`${|}`", "for(;;)|", "do |while(1)", "if(a){}else{|}", "a?|:b", "a?b:(|)", "yield |", "(|", "[|",
        "{|", "<a>|",
        "`${|", "|)", "|}", "a<|", "a<b|", "f<T>(|", "a?(b):c?|:1", "@|", "x as (|)", "x as A<|>", "x as {a:|}", "x as [|]",
        "x as A extends B?|:C", "x as keyof |",
        "x as ()=>|", "x as `${|}`", "x as typeof import(|)", "let x: A<|>;", "a ? (b): (|c) => d : e", "class A { m( |",
        "interface A { m( |", "import {|", "enum A {a=|",
    })
    void depth(String open, String close) {
        for (String path : List.of("a.ts", "a.tsx", "a.js")) {
            TsFile file = Trees.parse(path, "before();\n" + nested(open, "x", close, DEEP) + "\n;after();\n");
            Trees.check(file);
            assertThat(file.text(file.statements().get(0))).isEqualTo("before();");
            String text = nested(open, "x", close, 2_000);
            assertThat(Trees.work(path, text)).isLessThan(12L * Trees.tokens(text));
        }
    }

    private static String nested(String open, String middle, String close, int times) {
        return Objects.requireNonNullElse(open, "").repeat(times) + middle + Objects.requireNonNullElse(close, "").repeat(times);
    }

    /** {@code first|piece|last}: the piece is written many times, and all of it is one statement. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', ignoreLeadingAndTrailingWhitespace = false, value = {
        "a|+b|", "a|+b*c|<d", "a|.b|", "a|.b(c)|", "a|[b]|", "a|?.b|", "a|!|", "a| as b|", "a|=b|", "|a?b:|c", "a|,b|", "a|&&b??c|",
        "a|`b`|", "a|<T>(b)|",
        "let x: a|.b|", "let x: a|& b|", "let x: a|[]|", "let x: |a extends b?c:|d", "let a|,b=c|", "f(a|,b|)", "[a|,b|]", "x={a|,b|}",
        "`a|${b}|`"})
    void chainsAreReadWhole(String first, String piece, String last) {
        String text = Objects.requireNonNullElse(first, "") + piece.repeat(DEEP) + Objects.requireNonNullElse(last, "") + ";";
        TsFile file = Trees.parse("a.ts", text);
        Trees.check(file);
        assertThat(file.problems()).isEmpty();
        assertThat(file.statements()).hasSize(1);
        assertThat(Trees.work("a.ts", text)).isLessThan(12L * Trees.tokens(text));
    }

    @Test void aChainOfElseIfsIsReadWhole() {
        TsFile file = Trees.parse("a.ts", "if (a) b(); else ".repeat(DEEP) + "c();");
        Trees.check(file);
        assertThat(file.problems()).isEmpty();
        Statement statement = file.statements().get(0);
        int branches = 0;
        while (statement instanceof Statement.If branch) {
            branches++;
            statement = branch.alternate();
        }
        assertThat(branches).isEqualTo(DEEP);
    }

    @Test void whatIsTooDeepIsSaidAndTheRestIsRead() {
        TsFile file = Trees.parse("a.ts", "before();\nconst a = " + "[".repeat(DEEP) + "]".repeat(DEEP) + ";\nafter();\n");
        assertThat(file.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.message()).contains("nested too deep");
        });
        assertThat(file.statements()).extracting(node -> node.getClass().getSimpleName()).containsExactly("Run", "Unparsed", "Run");
    }

    @Test void aThreadWithLittleStackReadsLessDeep() throws InterruptedException {
        TsFile[] read = new TsFile[1];
        String text = "before();\n" + "(".repeat(300) + "a" + ")".repeat(300) + ";\nafter();";
        Thread thread = new Thread(null, () -> read[0] = Trees.parse("a.ts", text), "small", 140_000);
        thread.start();
        thread.join();
        assertThat(read[0].statements()).hasSizeGreaterThanOrEqualTo(3);
    }

    /**
     * {@code open|middle|close}: places where one thing is tried and another found. Each nests in itself; when a try made tries inside it
     * that were made again behind it, twenty of them would cost a million times what they should.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', ignoreLeadingAndTrailingWhitespace = false, value = {
        "a<|b|", "a<|b|>", "a<{[|b|]}", "a<{[|b|", "a<{[|b|]:1}> c", "a<b<c<d>>> |x|", "a<(b = |c|", "a<(@b(|c|", "a<(b: |c|) => d>(e)",
        "a < typeof import(|c|",
        "a<import('x', {with: b<{[|c|", "a<`${|c|", "`${a<{[|1|", "@(a<{[|1|", "new A<{[|b|]:1}>", "class A extends B<{[|c|]:1}>",
        "x as {[|b|]}", "f<{[|x|]:1}>()",
        "(a,(b,|c|))", "(a,(b,|c|)) => d", "(a = (b): T => |c|)", "((a): |b|) => c", "(a): (b: |c|) => d => e", "(y): { [|z|]: 1 } => w",
        "(y): { [(|z|",
        "(a?: T, b = (c): |d|) => e", "(a, b?: {[|c|", "async (|a|)", "async (|a|) => b", "async (|a|", "async<{[|a|]: 1}>(b)",
        "async<{[|a|",
        "<T,>(|a|)", "<T>(|a|)", "<T>(|a|) => b", "<T extends {[|a|]: 1}>(b) => c", "<T extends {[|a|", "async<T extends {[|a|",
        "async<T extends {[|a|]: 1}>(b) => c",
        "a ? (b): c => |d| : e", "a ? (b) : (c) => |d|", "a ? (b, |c|) : d => e : f", "a ? (|c|) : d => e", "a ? (|c|) : d => e : f",
        "x ? (y) => ({ a: |z|}) : w",
        "x as [infer U extends |a| ? b : c]", "type X = A extends [infer U extends (|a|) ? b : c] ? d : e", "<a b={|1|}/>", "<a>{|1|",
        "<a>|1|", "<a b=<c>|1|",
        "let |a|", "for (let of |a|", "await using |a|", "import type |a|", "{a<{[(|b|}", "function f(a: {[|b|", "if (a<|b|)",
    })
    void nothingIsTriedAgainAndAgain(String open, String middle, String close) {
        for (String path : List.of("a.ts", "a.tsx", "a.js")) {
            for (int times : List.of(20, 100, 1_000)) {
                String text = nested(open, middle, close, times);
                assertThat(Trees.work(path, text)).as("%s, %d times", path, times).isLessThan(15L * Trees.tokens(text));
            }
        }
    }

    /**
     * The one try that can hold others, as in the compiler: whether the first colon is that of a return type is known behind the body of
     * the arrow.
     */
    @ParameterizedTest
    @ValueSource(ints = {20, 100, 130, 1_000, 10_000})
    void anArrowInAConditionalIsReadAtMostOnceForEachLevel(int times) {
        String text = "a ? (b) : c => ".repeat(times) + "d";
        assertThat(Trees.work("a.ts", text)).isLessThan((long) Math.min(times, TypeScript.MAX_DEPTH) * Trees.tokens(text));
        assertThat(Trees.work("a.js", text)).isLessThan(3L * Trees.tokens(text));
    }

    @Test void workGrowsAsTheTextDoes() throws IOException {
        String sample = TypeScriptTest.sample();
        long one = Trees.work("a.tsx", sample);
        assertThat(Trees.work("a.tsx", sample.repeat(1_000))).isBetween(999 * one, 1_001 * one);
    }

    @Test void aFileOfTwentyMegabytes() throws IOException {
        String sample = TypeScriptTest.sample();
        int times = 20_000_000 / sample.length() + 1;
        int statements = Trees.parse("a.tsx", sample).statements().size();
        TsFile file = Trees.parse("a.tsx", sample.repeat(times));
        assertThat(file.problems()).isEmpty();
        assertThat(file.statements()).hasSize(times * statements);
    }

    @Test void aLineOfFiveMegabytes() {
        String line = "var a=function(b){return b?c(b,{d:[1,'x',/y/]}):e=>e+1};";
        TsFile file = Trees.parse("a.js", line.repeat(5_000_000 / line.length()));
        assertThat(file.problems()).isEmpty();
        assertThat(file.statements()).hasSize(5_000_000 / line.length());
    }

    @Test void aStringOfTwentyMegabytes() {
        TsFile file = Trees.parse("a.js", "a('" + "x".repeat(20_000_000) + "');\nb()");
        assertThat(file.problems()).isEmpty();
        assertThat(file.statements()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "'x", "`x", "/*x", "/[", "<a", "<a b='", "@", "#", "x(", "class A {", "export {a", "let", "async", "type", "interface A {", "a<b,",
        "a<{b", "case", "(a): b ?", "(a): {b",
        "{a<{[(}", "`${", "}`"})
    void whatNeverEndsIsReadOnce(String piece) {
        for (String path : List.of("a.ts", "a.tsx")) {
            String text = (piece + "\n").repeat(10_000);
            Trees.check(Trees.parse(path, text));
            assertThat(Trees.work(path, text)).as(path).isLessThan(12L * Trees.tokens(text));
        }
    }

    /** All of these have the same hash in the table of names; a place that is full is given up, which shows in nothing but the time. */
    @Test void namesMadeToCollideAreRead() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1 << 14; i++) {
            for (int bit = 0; bit < 14; bit++) text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            text.append(';');
        }
        assertThat(Trees.parse("a.js", text.toString()).statements()).hasSize(1 << 14);
    }
}
