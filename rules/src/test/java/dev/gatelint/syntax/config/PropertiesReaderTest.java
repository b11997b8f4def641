package dev.gatelint.syntax.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PropertiesReaderTest {
    @Test
    void readsAsJavaUtilPropertiesDoes() throws Exception {
        String[] pieces = {"a", "b", "key", " ", "\t", "\f", "=", ":", "#", "!", "\\", "\\\n", "\\\r\n", "\\\r", "\n", "\r\n",
            "\r", "\\u0041", "\\t", "\\ ", "\\=", "-", "\u00e9", "\uD83D\uDE00"};
        Random random = new Random(7);
        for (int run = 0; run < 20_000; run++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(20); n >= 0; n--) text.append(pieces[random.nextInt(pieces.length)]);
            // After lines of nothing but a backslash the oracle sees empty keys, depending on the line ends.
            if (Pattern.compile("(^|[\r\n])[ \t\f]*\\\\[\r\n]").matcher(text).find()) continue;
            Properties oracle = new Properties();
            oracle.load(new StringReader(text.toString()));
            Map<String, String> ours = new LinkedHashMap<>();
            for (Property property : ConfigTest.read("a.properties", text.toString()).flat()) ours.put(property.key(), property.value());
            assertThat(ours).as(text.toString().replace("\r", "<CR>").replace("\f", "<FF>")).isEqualTo(oracle);
        }
    }

    @Test
    void continuedLinesHaveOneSpan() {
        assertThat(ConfigTest.flat("a.properties", "a = x,\\\r\n    y\nb=2")).containsExactly(
            "0 a=x,y | a | x,\\\r\n    y", "0 b=2 | b | 2");
    }

    /** Asked of the loader of Spring Boot 3.5.16. */
    @Test
    void springSeparatorsBeginADocument() {
        assertThat(documents("a=1\n#---\nb=2\n!---  \nc=3\n")).containsExactly("0 a", "1 b", "2 c");
        for (String no : List.of("#x\n#---\n", "#---\n#x\n", "#---\n!x\n", "#---\n\n# x\n", " #---\n", "#----\n", "#--\n", "#--- x\n",
            "# ---\n")) {
            assertThat(documents("a=1\n" + no + "b=2\n")).as(no).containsExactly("0 a", "0 b");
        }
        assertThat(documents("a=1\n!x\n#---\nb=2\n")).containsExactly("0 a", "1 b");
    }

    private static List<String> documents(String text) {
        return ConfigTest.flat("a.properties", text).stream().map(entry -> entry.substring(0, 3)).toList();
    }
}
