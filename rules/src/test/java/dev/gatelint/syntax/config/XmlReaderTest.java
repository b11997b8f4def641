package dev.gatelint.syntax.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class XmlReaderTest {
    @Test
    void elementsStandWhereTheirTagBegins() {
        String text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE web-app [ <!ENTITY x "<not-a-tag>"> <!-- > --> ]>
            <web-app xmlns="urn:x" xmlns:p='urn:y'>\r
              <!-- <auth-constraint> -->
              <auth-constraint>
                <role-name>admin</role-name>
                <p:role-name a = "1>2" />
                <![CDATA[<z>]]>
              </auth-constraint>
            </web-app>
            """;
        Config config = ConfigTest.read("web.xml", text);
        assertThat(config.problems()).isEmpty();
        ConfigNode constraint = config.documents().get(0).at("web-app", "auth-constraint").orElseThrow();
        assertThat(ConfigTest.cut(text, constraint.span())).startsWith("<auth-constraint>\n").endsWith("</auth-constraint>");
        assertThat(ConfigTest.cut(text, constraint.at("role-name").orElseThrow().span())).isEqualTo("admin");
        assertThat(ConfigTest.cut(text, constraint.at("p:role-name").orElseThrow().span())).isEqualTo("<p:role-name a = \"1>2\" />");
        assertThat(constraint.text("p:role-name", "@a")).contains("1>2");
        assertThat(constraint.text("#text")).contains("<z>");
        assertThat(config.documents().get(0).text("web-app", "@xmlns")).contains("urn:x");
        assertThat(config.documents().get(0).text("web-app", "@xmlns:p")).contains("urn:y");
    }

    @Test
    void nothingOutsideTheFileIsRead() throws Exception {
        java.nio.file.Path secret = java.nio.file.Files.createTempFile("gatelint", ".txt");
        java.nio.file.Files.writeString(secret, "outside");
        try {
            String text = "<!DOCTYPE a [<!ENTITY x SYSTEM \"" + secret.toUri() + "\"><!ENTITY y \"inside\">]>"
                + "<a><b>1</b><c>&x;</c><d>&y;</d></a>";
            Config config = ConfigTest.read("a.xml", text);
            assertThat(config.flat()).extracting(Property::value).doesNotContain("outside", "inside").contains("1");
        } finally {
            java.nio.file.Files.delete(secret);
        }
    }
}
