package dev.gatelint.syntax.ts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A file that someone is typing in: the statements around the broken place are still there, where they are. */
class RecoveryTest {
    private static final String[] TYPED = {"(", ")", "{", "}", "[", "]", ";", ",", ".", "=", "'", "\"", "`", "<", ">", "/", "x", " ", "1", "=>", "?", ":", "*", "&", "!", "@", "#", "\\", "/*"};

    @Test void oneCharacterMoreOrLessLosesNothingOutsideTheBrokenStatement() throws IOException {
        Random random = new Random(20261123);
        String text = TypeScriptTest.sample();
        List<Node> before = Trees.statements(Trees.parse("a.tsx", text));
        long all = 0;
        long found = 0;
        for (int round = 0; round < 700; round++) {
            int at = random.nextInt(text.length());
            boolean delete = random.nextBoolean();
            String typed = delete ? "" : TYPED[random.nextInt(TYPED.length)];
            TsFile after = Trees.parse("a.tsx", text.substring(0, at) + typed + text.substring(delete ? at + 1 : at));
            int shift = delete ? -1 : typed.length();
            Trees.check(after);
            Set<String> places = new HashSet<>();
            for (Node node : Trees.statements(after)) places.add(place(node, 0));
            for (Node node : before) {
                if (node.start() <= at && at <= node.end()) continue;
                all++;
                if (places.contains(place(node, node.start() > at ? shift : 0))) found++;
            }
        }
        assertThat(100.0 * found / all).as("percent of statements outside the broken one").isGreaterThan(97);
    }

    private static String place(Node node, int shift) {
        return node.getClass().getSimpleName() + (node.start() + shift) + "-" + (node.end() + shift);
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
}
