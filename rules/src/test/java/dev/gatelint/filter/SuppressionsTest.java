package dev.gatelint.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.model.Suppression;
import dev.gatelint.source.Lines;
import dev.gatelint.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuppressionsTest {
    /** {@code rule from-to reason}, one a line. */
    private static List<String> in(String path, String text) {
        return Suppressions.in(new SourceFile(path, text), Lines.of(text)).stream()
            .map((Suppression s) -> s.rule() + " " + s.from() + "-" + s.to() + " " + s.reason()).toList();
    }

    @Test void aCommentBehindCodeSpeaksOfItsLine() {
        assertThat(in("a.ts", "x();\nconst s = auth() // gatelint-allow unawaited-session -- warms the cache\ny();\n"))
            .containsExactly("unawaited-session 2-2 warms the cache");
        assertThat(in("a.java", "f(); /* gatelint-allow a -- b */ g();\n")).containsExactly("a 1-1 b */ g();");
    }

    @Test void aCommentOfItsOwnSpeaksOfWhatIsBelow() {
        assertThat(in("A.java", """
            class A {
                // gatelint-allow unguarded-endpoint -- status page
                @GetMapping(
                    "/status;{")
                // another comment
                @ResponseBody
                public Map<String, Object>
                    status() {
                    return Map.of();
                }
            }
            """)).containsExactly("unguarded-endpoint 2-8 status page");
        assertThat(in("a.ts", "// gatelint-allow x -- y\n\n/* z */\nexport async function GET() {\n  a()\n}\n")).containsExactly("x 1-4 y");
        assertThat(in("a.ts", "// gatelint-allow x -- y\nconst a =\n  await b()\n\nconst c = 1\n")).containsExactly("x 1-3 y");
    }

    @Test void otherCommentsOfOtherLanguages() {
        assertThat(in("a.tsx", "<div>\n{/* gatelint-allow x -- y */}\n<A b={c} />\n</div>")).containsExactly("x 2-3 y");
        assertThat(in("a.ts", "/**\n * gatelint-allow x -- y\n */\nfunction f() {}\n")).containsExactly("x 2-4 y");
        assertThat(in("a.yml", "a: 1\n# gatelint-allow x -- y\n\n# z\nb: 2\n")).containsExactly("x 2-5 y");
        assertThat(in(".env.local", "A=1 # gatelint-allow x -- y\n")).containsExactly("x 1-1 y");
        assertThat(in("pom.xml", "<a>\r\n<!-- gatelint-allow x -- y -->\r\n<b/>\r\n</a>")).containsExactly("x 2-3 y");
        assertThat(in("a.properties", "// gatelint-allow x -- y\n")).isEmpty();
        assertThat(in("a.java", "# gatelint-allow x -- y\n")).isEmpty();
    }

    @Test void severalRulesAndNoReason() {
        assertThat(in("a.ts", "f() // gatelint-allow a, GL402 -- both\ng() // gatelint-allow c\nh() // gatelint-allow d --  \n"))
            .containsExactly("a 1-1 both", "GL402 1-1 both", "c 2-2 ", "d 3-3 ");
    }

    @Test void theAnnotationSpeaksOfItsDeclaration() {
        assertThat(in("A.java", """
            @SuppressWarnings("gatelint:one -- all of it")
            @RestController
            class A {
                @SuppressWarnings({"unchecked", "gatelint:two"}) // a reason
                @GetMapping("/{id}")
                String a(@PathVariable String id) {
                    return "}";
                }
                @SuppressWarnings("gatelint:three")
                int b;
                int c;
            }
            """)).containsExactly("one 1-12 all of it", "two 4-8 a reason", "three 9-10 ");
    }

    @Test void hostileTextTakesNoQuadraticTime() {
        String text = "@SuppressWarnings(\"gatelint:x\")".repeat(2_000) + "{".repeat(50_000)
            + "// gatelint-allow x -- y ((((\n".repeat(2_000);
        assertThat(in("A.java", text)).hasSizeGreaterThan(2_000);
    }
}
