package dev.gatelint.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.gatelint.rule.Verdict;
import java.io.IOException;
import java.io.StringReader;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class OtherReportsTest {
    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    private static void json(String text) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            int tokens = 0;
            while (parser.nextToken() != null) tokens++;
            assertThat(tokens).isPositive();
        }
    }

    private static Report many(int times) {
        Report sample = Sample.report();
        List<Verdict> findings = Collections.nCopies(times, sample.findings().get(0));
        return new Report("1", sample.endpoints(), findings, sample.problems(), sample.stats(), sample.lines(), sample.workspace());
    }

    @Test void checkstyle() throws Exception {
        Document document = xml(CheckstyleReport.render(Sample.report()));
        assertThat(document.getElementsByTagName("error").getLength()).isEqualTo(3);
        Element delete = (Element) document.getElementsByTagName("error").item(2);
        assertThat(delete.getAttribute("line") + ":" + delete.getAttribute("column")).isEqualTo("5:16");
        assertThat(delete.getAttribute("message")).isEqualTo("DELETE /orders/{id} is open to anyone. Add a guard.");
        assertThat(((Element) document.getElementsByTagName("file").item(1)).getAttribute("name"))
            .isEqualTo(Sample.PAGE.replace('\u001b', '\uFFFD'));
        assertThat(xml(CheckstyleReport.render(Sample.empty())).getElementsByTagName("file").getLength()).isZero();
    }

    @Test void junit() throws Exception {
        Document document = xml(JunitReport.render(Sample.report()));
        Element suite = document.getDocumentElement();
        assertThat(suite.getAttribute("tests") + " " + suite.getAttribute("failures")).isEqualTo("2 1");
        assertThat(document.getElementsByTagName("failure").item(0).getTextContent())
            .startsWith("src/main/java/com/acme/Orders.java:5:16 GL499 DELETE");
    }

    @Test void gitlab() throws Exception {
        String gitlab = GitlabReport.render(Sample.report());
        json(gitlab);
        assertThat(gitlab).contains("\"path\": \"src/main/java/com/acme/Orders.java\"", "\"begin\": 5", "\"severity\": \"critical\"")
            .doesNotContain("known before");
        assertThat(GitlabReport.render(Sample.empty())).isEqualTo("[]\n");
    }

    @Test void rdjsonCountsBytes() throws Exception {
        String rdjson = RdjsonReport.render(Sample.report());
        json(rdjson);
        // the emoji before it takes four bytes and two UTF-16 units
        assertThat(rdjson.replaceAll("\\s+", " "))
            .contains("\"range\": { \"start\": { \"line\": 5, \"column\": 18 }, \"end\": { \"line\": 5, \"column\": 24 } }")
            .contains("\"suggestions\": [ { \"range\": { \"start\": { \"line\": 2, \"column\": 30 }");
    }

    @Test void workflowCommands() {
        List<String> lines = WorkflowCommands.of(Sample.report());
        assertThat(lines).hasSize(3).allSatisfy(line -> assertThat(line).doesNotContain("\n", "\r"));
        assertThat(lines.get(0)).isEqualTo("::error file=src/main/java/com/acme/Orders.java,line=5,col=16,endColumn=22,title=GL499 open-door"
            + "::DELETE /orders/{id} is open to anyone. Add a guard.");
        assertThat(lines.get(1)).startsWith("::warning file=pages/api/").contains("%250A%3A%3Aerror%3A%3A");
        assertThat(WorkflowCommands.of(many(25))).hasSize(11).last().asString().startsWith("15 more");
    }

    @Test void markdown() {
        String markdown = MarkdownReport.render(Sample.report());
        assertThat(markdown).contains("**1** error · **1** warning · **1** note · 2 endpoints, 1 open to anyone")
            .contains("| error | GL499 open-door | <code>src/main/java/com/acme/Orders.java&#58;5</code> | DELETE /orders/&#123;id&#125; is open to anyone.")
            .doesNotContain("<img", "</script>", "`", "\u001b");
        Report sample = Sample.report();
        String huge = MarkdownReport.render(new Report("1", Collections.nCopies(20_000, sample.endpoints().get(0)), sample.findings(),
            sample.problems(), sample.stats(), sample.lines(), sample.workspace()));
        assertThat(huge.getBytes(java.nio.charset.StandardCharsets.UTF_8).length).isBetween(800_000, 1_000_000);
        assertThat(huge).contains("more; report.json has all of them.\n\n</details>\n");
        assertThat(MarkdownReport.render(Sample.empty())).contains("**0** errors").doesNotContain("|");
    }

    @Test void markdownShowsOneCauseOnce() {
        String markdown = MarkdownReport.render(many(7));
        assertThat(markdown).contains("**7** warnings").containsOnlyOnce("| warning | GL199").contains("<br>and 2 more |");
        assertThat(markdown.indexOf("### Not understood")).isBetween(markdown.indexOf("### Findings"), markdown.indexOf("### Endpoints"));
        assertThat(markdown).contains("<details><summary>2 endpoints: 1 public, 1 ");
    }

    @Test void equalReportsGiveEqualBytes() {
        List<Function<Report, String>> formats = List.of(CheckstyleReport::render, JunitReport::render, GitlabReport::render,
            RdjsonReport::render,
            MarkdownReport::render, SarifReport::render, HtmlReport::render, JsonReport::render, report -> WorkflowCommands.of(report)
                .toString());
        for (Function<Report, String> format : formats) assertThat(format.apply(Sample.report())).isEqualTo(format.apply(Sample.report()));
    }
}
