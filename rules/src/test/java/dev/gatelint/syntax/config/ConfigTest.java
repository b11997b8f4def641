package dev.gatelint.syntax.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.source.Problem;
import dev.gatelint.source.SourceFile;
import dev.gatelint.source.Span;
import dev.gatelint.syntax.config.Config.Format;
import dev.gatelint.syntax.config.ConfigNode.Kind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigTest {
    static Config read(String path, String text) {
        return Config.read(new SourceFile(path, text)).orElseThrow();
    }

    /** {@code [document] key=value @key text@ value text}, one a line. */
    static List<String> flat(String path, String text) {
        return read(path, text).flat().stream()
            .map(p -> p.document() + " " + p.key() + "=" + p.value()
                + " | " + cut(text, p.keySpan()) + " | " + cut(text, p.span())).toList();
    }

    static String cut(String text, Span span) {
        return text.substring(span.start(), span.end());
    }

    @ParameterizedTest
    @CsvSource({"a/application.properties,PROPERTIES", "b.yml,YAML", "b.YAML,YAML", ".env,DOTENV", "x/.env.local,DOTENV",
        "tsconfig.json,JSON",
        "c.jsonc,JSON", "pom.xml,XML", "a.env,", "env.txt,"})
    void theNameSaysTheFormat(String path, Format format) {
        assertThat(Format.of(path).orElse(null)).isEqualTo(format);
    }

    @Test
    void oneShapeForAllFormats() {
        assertThat(flat("a.properties", "server.port = 80\nlist[0]=x\n"))
            .containsExactly("0 server.port=80 | server.port | 80", "0 list[0]=x | list[0] | x");
        String yaml = "server:\n  port: 80\nlist: [x, {y: \"z\"}]\n'[/a/**]': q\nmap:\n  '[/b/**]': r\n";
        assertThat(flat("a.yml", yaml)).containsExactly(
            "0 server.port=80 | port | 80", "0 list[0]=x | x | x", "0 list[1].y=z | y | \"z\"", "0 [/a/**]=q | '[/a/**]' | q",
            "0 map[/b/**]=r | '[/b/**]' | r");
        assertThat(flat("a.json", "{\"server\": {\"port\": 80}, \"list\": [\"x\", true, null]}")).containsExactly(
            "0 server.port=80 | \"port\" | 80", "0 list[0]=x | \"x\" | \"x\"", "0 list[1]=true | true | true", "0 list[2]= | null | null");
        assertThat(flat("a.xml", "<a x='1'><b> text </b><b/>&lt;</a>")).containsExactly(
            "0 a.@x=1 | x | 1", "0 a.b=text | b | text", "0 a.b= | b | ", "0 a.#text=< |  | <b> text </b><b/>&lt;");
        assertThat(flat(".env", "A='x'\nB=$A-y # c\n")).containsExactly("0 A=x | A | 'x'", "0 B=x-y | B | $A-y");
    }

    @Test
    void offsetsAreUtf16BehindAByteOrderMarkAndEmoji() {
        assertThat(flat("a.properties", "\uFEFF# \uD83D\uDE00\r\nk\uD83D\uDE00=v\r\nx:y")).containsExactly(
            "0 k\uD83D\uDE00=v | k\uD83D\uDE00 | v", "0 x=y | x | y");
        assertThat(flat("a.yml", "\uFEFF# \uD83D\uDE00\r\nk\uD83D\uDE00: \"\uD83D\uDE00v\"\r\nx: y\r\n")).containsExactly(
            "0 k\uD83D\uDE00=\uD83D\uDE00v | k\uD83D\uDE00 | \"\uD83D\uDE00v\"", "0 x=y | x | y");
        assertThat(flat("a.json", "\uFEFF/* \uD83D\uDE00 */\r\n{\"\uD83D\uDE00\" : \"\uD83D\uDE00\\n\", \"x\":1.5}")).containsExactly(
            "0 \uD83D\uDE00=\uD83D\uDE00\n | \"\uD83D\uDE00\" | \"\uD83D\uDE00\\n\"", "0 x=1.5 | \"x\" | 1.5");
        String xml = "\uFEFF<?xml version='1.0'?>\r\n<!-- <z> \uD83D\uDE00 --><r>\r\n<e a=\"\uD83D\uDE00\"/><f>y</f></r>";
        assertThat(flat("a.xml", xml)).containsExactly("0 r.e.@a=\uD83D\uDE00 | a | \uD83D\uDE00", "0 r.f=y | f | y");
        assertThat(flat(".env", "# \uD83D\uDE00\r\nA=\uD83D\uDE00\r\nB=1")).containsExactly(
            "0 A=\uD83D\uDE00 | A | \uD83D\uDE00", "0 B=1 | B | 1");
    }

    @Test
    void badInputKeepsWhatStandsBefore() {
        Config yaml = read("a.yml", "a: 1\nb:\n  c: 2\n  d: [x\ne: }\n");
        assertThat(yaml.flat()).extracting(Property::key).startsWith("a", "b.c", "b.d[0]");
        assertThat(yaml.problems()).singleElement().satisfies(p -> assertThat(p.line()).isEqualTo(5));
        Config json = read("a.json", "{\n\"a\": 1,\n\"b\": [true,\n oops]}");
        assertThat(json.flat()).extracting(Property::key).containsExactly("a", "b[0]");
        assertThat(json.problems()).singleElement().satisfies(p -> assertThat(p.line()).isEqualTo(4));
        Config xml = read("a.xml", "<a>\n<b>1</b>\n<c>2</d>\n</a>");
        assertThat(xml.documents().get(0).text("a", "b")).contains("1");
        assertThat(xml.problems()).singleElement().satisfies(p -> assertThat(p.line()).isEqualTo(3));
        assertThat(read("a.properties", "a=1\nb=\\u00zz\nc=3").flat()).extracting(Property::key).containsExactly("a", "b", "c");
        assertThat(read("a.properties", "a=1\nb=\\u00zz\nc=3").problems()).extracting(Problem::line).containsExactly(2);
    }

    @Test
    void messagesQuoteNoValue() {
        for (String path : List.of("a.json", "a.yml", "a.xml", ".env", "a.properties")) {
            for (String text : List.of("{\"k\": topsecret", "k: \"topsecret\nj: [", "<k>topsecret</j>", "A=$A topsecret", "a=\\utopsecret",
                "k: @topsecret", "k: 'topsecret\n  x")) {
                assertThat(read(path, text).problems()).allSatisfy(p -> assertThat(p.message()).doesNotContain("topsecret"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void emptyFilesHaveNoDocument(Format format) {
        for (String text : List.of("", "\uFEFF", "\n\n")) {
            if (format == Format.XML && text.length() < 9) continue;
            Config config = Config.read(new SourceFile("x", text), format);
            assertThat(config.documents()).isEmpty();
            assertThat(config.problems()).isEmpty();
        }
    }

    @Test
    void depthIsBounded() {
        int deep = 100_000;
        assertThat(read("a.json", "[".repeat(deep)).problems()).hasSize(1);
        assertThat(read("a.json", "{\"a\":".repeat(deep)).problems()).hasSize(1);
        assertThat(read("a.yml", "[".repeat(deep)).problems()).hasSize(1);
        assertThat(read("a.yml", "{a: ".repeat(deep)).problems()).hasSize(1);
        assertThat(read("a.yml", "- ".repeat(deep)).problems()).hasSize(1);
        assertThat(read("a.xml", "<a>".repeat(deep)).problems()).hasSize(1);
        for (String path : List.of("a.json", "a.yml", "a.xml")) {
            String open = path.endsWith("xml") ? "<a>" : "[";
            assertThat(read(path, open.repeat(deep)).documents()).hasSize(1);
            assertThat(read(path, open.repeat(deep)).flat()).hasSizeLessThan(2);
        }
    }

    /** Every reader, on random text out of the pieces its format is made of: never throws, and every span holds its value. */
    @ParameterizedTest
    @EnumSource(Format.class)
    void randomTextIsRead(Format format) {
        String[] pieces = {"a", "b", ":", "=", " ", "\n", "\r\n", "\t", "{", "}", "[", "]", ",", "\"", "'", "#", "!", "---",
            "\\", "\\u0041", "$", "${",
            "-", "- ", ": ", "<", "</", ">", "/>", "<a>", "</a>", "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE", "&", "*x", "&x ", "<<: ",
            "|\n ", "> ", "%", "@", "@a@", "\uD83D\uDE00", "\uD83D",
            "\uFEFF", "\u0000", "1", "true", "null", "//", "/*", "*/", "?", "~", "!!str ", "\u00e4", "\u2028", "\f"};
        Random random = new Random(format.ordinal());
        for (int run = 0; run < 4_000; run++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(25); n >= 0; n--) text.append(pieces[random.nextInt(pieces.length)]);
            SourceFile file = new SourceFile("x", text.toString());
            Config config = Config.read(file, format);
            for (Property property : config.flat()) {
                assertThat(property.span().end()).as(text.toString()).isLessThanOrEqualTo(text.length());
                assertThat(property.keySpan().end()).as(text.toString()).isLessThanOrEqualTo(text.length());
            }
            for (ConfigNode document : config.documents()) inside(document, text.toString());
        }
    }

    private static void inside(ConfigNode node, String text) {
        assertThat(node.span().end()).as(text).isLessThanOrEqualTo(text.length());
        if (node instanceof ConfigNode.Mapping mapping) {
            for (ConfigNode.Entry entry : mapping.entries()) inside(entry.value(), text);
        } else if (node instanceof ConfigNode.Sequence sequence) {
            for (ConfigNode item : sequence.items()) inside(item, text);
        } else if (node instanceof ConfigNode.Scalar scalar && scalar.kind() == Kind.NUMBER) {
            assertThat(cut(text, scalar.span())).as(text).isEqualTo(scalar.text());
        }
    }
}
