package dev.gatelint.syntax.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.source.Problem;
import dev.gatelint.syntax.config.ConfigNode.Kind;
import org.junit.jupiter.api.Test;

class YamlReaderTest {
    @Test
    void severalDocuments() {
        assertThat(ConfigTest.flat("a.yml", "a: 1\n---\nb: 2\n---\n# nothing\n---\nc: 3\n...\n"))
            .containsExactly("0 a=1 | a | 1", "1 b=2 | b | 2", "2 c=3 | c | 3");
    }

    @Test
    void aliasesAndMergeKeys() {
        String text = "base: &b {x: 1, y: 2}\nother: *b\none:\n  <<: *b\n  y: 3\ntwo:\n  <<: [{z: 8, x: 7}, *b]\n";
        assertThat(ConfigTest.flat("a.yml", text)).containsExactly("0 base.x=1 | x | 1", "0 base.y=2 | y | 2",
            "0 other.x=1 | x | 1", "0 other.y=2 | y | 2",
            "0 one.y=3 | y | 3", "0 one.x=1 | x | 1",
            "0 two.z=8 | z | 8", "0 two.x=7 | x | 7", "0 two.y=2 | y | 2");
    }

    @Test
    void kinds() {
        String text = "[1, -2.5e3, true, False, null, ~, '1', \"true\", off, 1.2.3, !!str 5, ]";
        assertThat(ConfigTest.read("a.yml", text).flat()).extracting(Property::kind).containsExactly(
            Kind.NUMBER, Kind.NUMBER, Kind.BOOLEAN, Kind.BOOLEAN, Kind.NULL, Kind.NULL,
            Kind.STRING, Kind.STRING, Kind.STRING, Kind.STRING, Kind.STRING);
        assertThat(ConfigTest.read("a.yml", "a:\nb: 1\n").documents().get(0).at("a")).get().isInstanceOfSatisfying(ConfigNode.Scalar.class,
            scalar -> assertThat(scalar.kind()).isEqualTo(Kind.NULL));
    }

    @Test
    void blockScalarsAndSpansOfBlocks() {
        String text = "a: |\n  one\n  two\nb:\n  c: 1\n\n# comment\nd: 2\n";
        Config config = ConfigTest.read("a.yml", text);
        assertThat(config.documents().get(0).text("a")).contains("one\ntwo\n");
        assertThat(ConfigTest.cut(text, config.documents().get(0).at("b").orElseThrow().span())).isEqualTo("c: 1");
    }

    /** {@code @name@} is what Maven's resource filtering replaces, with the delimiter of spring-boot-starter-parent. */
    @Test
    void mavenPlaceholdersAreValues() {
        assertThat(ConfigTest.flat("a.yml", "spring.profiles.active: @profile.active@\nv: 'x@y@z'\n")).containsExactly(
            "0 spring.profiles.active=@profile.active@ | spring.profiles.active | @profile.active@", "0 v=x@y@z | v | 'x@y@z'");
    }

    @Test
    void billionLaughsAreBounded() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 40; i++) {
            text.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
        }
        Config config = ConfigTest.read("a.yml", text.toString());
        assertThat(config.flat()).hasSizeLessThan(1_000_100);
        assertThat(config.problems()).isNotEmpty().extracting(Problem::message)
            .allMatch(m -> m.contains("unfold") || m.contains("more than"));
    }

    @Test
    void aliasesOfThemselvesAndChainsOfAliasesAreBounded() {
        assertThat(ConfigTest.read("a.yml", "a: &x [1, *x]\n").problems()).hasSize(1);
        StringBuilder text = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 3_000; i++) text.append("a%d: &a%d [*a%d]\n".formatted(i, i, i - 1));
        Config config = ConfigTest.read("a.yml", text.toString());
        assertThat(config.flat()).extracting(Property::key).contains("a0[0]", "a2[0][0][0]")
            .allSatisfy(key -> assertThat(key.length()).isLessThan(900));
        assertThat(config.problems()).isNotEmpty();
    }

    @Test
    void aHugeScalarIsRead() {
        assertThat(ConfigTest.read("a.yml", "a: \"" + "x".repeat(5_000_000) + "\"\n").flat().get(0).value()).hasSize(5_000_000);
    }
}
