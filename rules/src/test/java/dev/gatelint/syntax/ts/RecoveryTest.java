package dev.gatelint.syntax.ts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that someone is typing in: the statements around the broken place are still there, where they are. */
class RecoveryTest {
    /** {@link TypeScriptOracleTest} measures the same on thousands of real files. */
    @Test void oneCharacterMoreOrLessLosesNothingOutsideTheBrokenStatement() throws IOException {
        TsFile file = Trees.parse("a.tsx", TypeScriptTest.sample());
        Typing typing = new Typing(20261123);
        for (int round = 0; round < 700; round++) typing.once(file);
        assertThat(typing.percent()).as("percent of statements outside the broken one").isGreaterThan(97);
    }

    @Test void aBraceThatIsMissingEndsAtTheNextExport() {
        TsFile file = Trees.parse("a.ts", "export function a() {\n  if (b) {\n  c()\n}\nexport function d() {}\n");
        assertThat(file.problems()).isNotEmpty();
        assertThat(file.statements()).hasSize(2);
        assertThat(file.text(file.statements().get(1))).isEqualTo("export function d() {}");
    }

    @Test void anElementThatIsNotClosedDoesNotTakeTheRest() {
        TsFile file = Trees.parse("a.tsx", "const a = <div>\nexport function b() { return 1 }\nexport const c = 2\n");
        assertThat(file.problems()).isNotEmpty();
        assertThat(file.statements()).extracting(file::text).contains("export function b() { return 1 }", "export const c = 2");
    }

    @Test void aChildThatIsNotClosedEndsWithItsParent() {
        TsFile file = Trees.parse("a.tsx", "const a = <div><p>text</div>\nconst b = 1\n");
        assertThat(file.statements()).extracting(file::text).containsExactly("const a = <div><p>text</div>", "const b = 1");
    }

    @Test void aDotLeftStandingDoesNotTakeTheNextStatement() {
        TsFile file = Trees.parse("a.ts", "session.\nconst b = 1\nreturn c\n");
        assertThat(file.statements()).extracting(file::text).endsWith("const b = 1", "return c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"function a({ b", "function a(b: { c: d<{", "if (a) {\n  if (", "for (const a of ", "a = {", "a = { b: [c, ",
        "call(", "class A { b(", "class A { b = ",
        "while (a)", "b:", "interface A {", "type A = { b:", "enum A { b", "import { a, ", "return <div", "return <div a={",
        "return <div>{", "a = <A b=\"", "switch (a) { case b:",
        "try {", "new ", "a.", "async (a) => {", "const { a", "let [a, "})
    void anExportAtTheBeginOfALineEndsWhatIsOpen(String typed) {
        TsFile file = Trees.parse("a.tsx", "before()\n" + typed + "\n\nexport async function GET() { return 1 }\nexport const a = 1\n");
        Trees.check(file);
        assertThat(file.problems()).isNotEmpty();
        assertThat(file.statements()).extracting(file::text)
            .contains("before()").endsWith("export async function GET() { return 1 }", "export const a = 1");
    }
}
