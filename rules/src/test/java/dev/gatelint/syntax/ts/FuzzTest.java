package dev.gatelint.syntax.ts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Text that means nothing. {@link TypeScriptOracleTest} does the same with thousands of real files, and for longer. */
class FuzzTest {
    /** {@code -Dgatelint.fuzz.seconds=600} does it for longer. */
    @Test void anyText() throws IOException {
        String sample = TypeScriptTest.sample();
        Snippets.Language[] languages = Snippets.Language.values();
        long tried = Fuzz.run(Long.getLong("gatelint.fuzz.seconds", 2), seed -> {
            Snippets.Language language = languages[(int) (seed % languages.length)];
            return new Fuzz.Sample("a." + language, seed % 2 == 0 ? sample : Snippets.of(seed, language));
        });
        assertThat(tried).isPositive();
    }

    @Test void whatFailsIsMadeSmall() {
        assertThat(Fuzz.smaller("aaaa(bbb[ccccc", text -> text.contains("(") && text.contains("["))).isEqualTo("([");
    }
}
