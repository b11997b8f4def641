package dev.gatelint.syntax.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.source.SourceFile;
import org.junit.jupiter.api.Test;

class TomlReaderTest {
    private static Config read(String text) {
        return Config.read(new SourceFile("a.toml", text)).orElseThrow();
    }

    private static String flat(String text) {
        Config config = read(text);
        assertThat(config.problems()).isEmpty();
        return String.join("; ", config.flat().stream().map(one -> one.key() + "=" + one.value()).toList());
    }

    @Test void tablesKeysAndValues() {
        assertThat(flat("a = 1 # one\nb.c = 'x\\y'\n\n[d . \"e f\"]\r\ng = [\n  1, # two\n  'b',\n]\n[d]\nh = { i = true, j.k = 1979-05-27 }\n"))
            .isEqualTo("a=1; b.c=x\\y; d.e f.g[0]=1; d.e f.g[1]=b; d.h.i=true; d.h.j.k=1979-05-27");
        assertThat(flat("[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 3\n")).isEqualTo("a[0].b=1; a[1].b=2; a[1].c.d=3");
        assertThat(flat("\uFEFF# nothing\n")).isEmpty();
    }

    @Test void strings() {
        assertThat(flat("a = \"t\\t\\u00e9\\\"\"\nb = \"\"\nc = '''\nx\n'y''''\nd = \"\"\"\\\n   z\"\"\"\n"))
            .isEqualTo("a=t\t\u00e9\"; b=; c=x\n'y'; d=z");
    }

    @Test void placesAreExact() {
        String text = "[plugins]\nboot = { id = 'x', version = \"1.0\" }\n";
        Config config = read(text);
        assertThat(config.flat()).extracting(one -> text.substring(one.keySpan().start(), one.keySpan().end()) + " "
            + text.substring(one.span().start(), one.span().end())).containsExactly("id 'x'", "version \"1.0\"");
    }

    @Test void aBrokenLineHidesNoOther() {
        for (String broken : new String[] {"b = ", "b", "b = 'x", "[b", "b = ['1' 2]", "= 1", "b = \"\\q\"", "b = {c = 1", "a.d = 1", "[a]",
            "[[a]]", "b = \"\\U99999999\"", "a..b = 1"}) {
            Config config = read("a = 1\n" + broken + "\nc = 2\n");
            assertThat(config.problems()).as(broken).hasSize(1);
            assertThat(config.documents().get(0).text("a")).as(broken).contains("1");
            if (!broken.contains("['1") && !broken.contains("{")) assertThat(config.documents().get(0).text("c")).as(broken).contains("2");
        }
    }

    @Test void depthDoesNoHarm() {
        for (String text : new String[] {"a" + ".a".repeat(100_000) + " = 1", "[" + "a.".repeat(100_000) + "a]", "a = " + "[".repeat(100_000),
            "a = " + "{a=".repeat(100_000), "a = {a.a.a.a.a.a.a.a = ".repeat(100_000)}) {
            assertThat(read(text + "\nb = 1\n").problems()).hasSize(1);
        }
    }
}
