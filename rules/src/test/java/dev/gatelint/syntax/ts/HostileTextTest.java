package dev.gatelint.syntax.ts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text that means harm: no depth, no size and no garbage makes the parser throw, or take more than its time. */
class HostileTextTest {
    private static final int DEEP = 100_000;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', ignoreLeadingAndTrailingWhitespace = false, value = {
        "(|)", "[|]", "({a:|})", "f(|)", "{|}", "function f(){|}", "()=>{|}", "a=>|", "class A{m(){|}}", "!|", "- |", "typeof |", "await |", "new |", "label:|", "while(1)|", "[...|]",
        "<a>|</a>", "<a b={|}/>", "<a>{|}</a>", "`${|}`", "a**|", "(a=|1)=>1", "async(|1)", "(a)=>(|)", "(a:|x)=>1", "<T>(|x)", "var {a:|b}=1", "switch(a){case 1:|}", "try{|}catch{}",
        "namespace A{|}", "@(|a) class B{}", "import(|)", "if(a)|", "a[|]", "a?.[|]", "a`${|}`", "for(;;)|", "(|", "[|", "{|", "<a>|", "`${|", "|)", "|}", "a<|", "a<b|", "f<T>(|", "a?(b):c?|:1",
        "if(a){}else{|}", "@|", "x as (|)", "x as A<|>", "x as {a:|}", "x as A extends B?|:C", "x as keyof |", "x as ()=>|", "a ? (b): (|c) => d : e", "class A { m( |", "interface A { m( |",
    })
    void depth(String open, String close) {
        for (String path : List.of("a.ts", "a.tsx")) {
            int deep = List.of("(", "[", "<a>", "`${", "{").contains(String.valueOf(open)) ? DEEP : DEEP / 20;
            String text = "before();\n" + (open == null ? "" : open).repeat(deep) + "x" + (close == null ? "" : close).repeat(deep) + "\n;after();\n";
            TsFile file = assertTimeout(Duration.ofSeconds(30), () -> Trees.parse(path, text));
            Trees.check(file);
            assertThat(file.text(file.statements().get(0))).isEqualTo("before();");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', ignoreLeadingAndTrailingWhitespace = false, value = {
        "a+|b", "a+b*c<|d", ".b|", ".b(c)|", "[b]|", "?.b|", "!|", " as b|", "=b|", "?b:c|", ",b|"})
    void chainsAreReadWhole(String first, String last) {
        String text = first.startsWith(".") || first.startsWith("[") || first.startsWith("!") || first.startsWith(" ") || first.startsWith("?.")
                ? "a" + first.repeat(DEEP) : first.startsWith("=") ? "a" + first.repeat(DEEP) : first.startsWith("?") ? "a?b:".repeat(DEEP) + "c"
                : first.startsWith(",") ? "a" + first.repeat(DEEP) : first.repeat(DEEP) + last;
        TsFile file = Trees.parse("a.ts", text + ";");
        Trees.check(file);
        assertThat(file.problems()).isEmpty();
        assertThat(file.statements()).hasSize(1);
        int[] nodes = {0};
        file.walk(node -> nodes[0]++ >= 0);
        assertThat(nodes[0]).isGreaterThan(DEEP);
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
        Thread thread = new Thread(null, () -> read[0] = Trees.parse("a.ts", "before();\n" + "(".repeat(300) + "a" + ")".repeat(300) + ";\nafter();"), "small", 140_000);
        thread.start();
        thread.join();
        assertThat(read[0].statements()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test void aLineOfFiveMegabytes() {
        String line = "var a=function(b){return b?c(b,{d:[1,'x',/y/]}):e=>e+1};";
        TsFile file = assertTimeout(Duration.ofSeconds(30), () -> Trees.parse("a.js", line.repeat(5_000_000 / line.length())));
        assertThat(file.problems()).isEmpty();
        assertThat(file.statements()).hasSize(5_000_000 / line.length());
    }

    @Test void aStringOfTwentyMegabytes() {
        TsFile file = assertTimeout(Duration.ofSeconds(30), () -> Trees.parse("a.js", "a('" + "x".repeat(20_000_000) + "');\nb()"));
        assertThat(file.problems()).isEmpty();
        assertThat(file.statements()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"'x", "`x", "/*x", "/[", "<a", "@", "#", "x(", "class A {", "export {a", "let", "async", "type", "interface A {", "a<b,", "case", "(a): b ?"})
    void whatNeverEndsIsReadInItsTime(String piece) {
        for (String path : List.of("a.ts", "a.tsx")) {
            TsFile file = assertTimeout(Duration.ofSeconds(30), () -> Trees.parse(path, (piece + "\n").repeat(10_000)));
            Trees.check(file);
        }
    }

    @Test void namesMadeToCollideCostNoTime() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1 << 14; i++) {
            for (int bit = 0; bit < 14; bit++) text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            text.append(';');
        }
        TsFile file = assertTimeout(Duration.ofSeconds(20), () -> Trees.parse("a.js", text.toString()));
        assertThat(file.statements()).hasSize(1 << 14);
    }

    /** Pieces of real text in any order, cut and doubled. {@code -Dgatelint.fuzz.seconds=600} does it for longer. */
    @Test void anyText() throws IOException {
        String sample = TypeScriptTest.sample();
        long until = System.nanoTime() + Long.getLong("gatelint.fuzz.seconds", 2) * 1_000_000_000L;
        long seed = Long.getLong("gatelint.fuzz.seed", 1);
        for (; System.nanoTime() < until; seed++) {
            Random random = new Random(seed);
            String path = List.of("a.ts", "a.tsx", "a.js").get(random.nextInt(3));
            String text = random.nextInt(3) == 0 ? Snippets.of(seed, Snippets.Language.values()[random.nextInt(3)]) : sample;
            for (int cuts = random.nextInt(8); cuts >= 0 && !text.isEmpty(); cuts--) text = cut(text, sample, random);
            try {
                Trees.check(Trees.parse(path, text));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", " + path + ": " + text, e);
            }
        }
    }

    private static String cut(String text, String sample, Random random) {
        int from = random.nextInt(text.length());
        int to = Math.min(text.length(), from + random.nextInt(random.nextBoolean() ? 3 : 60));
        int other = random.nextInt(sample.length());
        String piece = switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> String.valueOf((char) random.nextInt(random.nextBoolean() ? 128 : 65536));
            case 2 -> sample.substring(other, Math.min(sample.length(), other + random.nextInt(30)));
            default -> text.substring(from, to).repeat(2);
        };
        return text.substring(0, from) + piece + text.substring(to);
    }
}
