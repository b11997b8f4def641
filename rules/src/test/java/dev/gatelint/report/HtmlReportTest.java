package dev.gatelint.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    @Test void namesOfStrangersStayText() {
        String html = HtmlReport.render(Sample.report());
        assertThat(html).doesNotContain("<img", "onerror=alert(1)>\"").contains("&lt;img src=x onerror=alert(1)&gt;");
        assertThat(Pattern.compile("<script").matcher(html).results()).hasSize(1);
        assertThat(Pattern.compile("</script").matcher(html).results()).hasSize(1);
        assertThat(html).doesNotContain("href=\"http", "src=\"", "@import", "url(");
    }

    @Test void onlyOurScriptMayRun() throws Exception {
        String html = HtmlReport.render(Sample.empty());
        Matcher script = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL).matcher(html);
        assertThat(script.find()).isTrue();
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.group(1).getBytes(StandardCharsets.UTF_8));
        Matcher policy = Pattern.compile("script-src (?:'|&#39;)sha256-([^'&]*)").matcher(html);
        assertThat(policy.find()).isTrue();
        assertThat(policy.group(1)).isEqualTo(Base64.getEncoder().encodeToString(digest));
    }

    @Test void showsWhatAReviewerNeeds() {
        String html = HtmlReport.render(Sample.report());
        assertThat(html).contains("One thing is certainly wrong. 2 endpoints, of which anyone may call 1.")
            .contains("void <mark>delete</mark>(long id) {").contains("src/<wbr>main/<wbr>java/<wbr>com/<wbr>acme/<wbr>Orders.java:5")
            .contains("getServerSession(req, res, authOptions)").contains("class=\"add\"").contains("suppressed: status ")
            .contains("Silence about these files means nothing");
        assertThat(html.indexOf("DELETE /orders/{id} is open to anyone")).isLessThan(html.indexOf("getServerSession() throws"));
        assertThat(HtmlReport.render(Sample.report())).isEqualTo(html);
        assertThat(HtmlReport.render(Sample.empty())).contains("Nothing was found. No endpoint was found.");
    }

    @Test void aClickShowsOneKindOnly() {
        String html = HtmlReport.render(Sample.report());
        assertThat(html).contains("data-filter=\"is:error\"", "data-filter=\"is:public\"", "data-filter=\"gl499\"",
            "data-filter=\"gl199\"");
        for (String filter : new String[] {"is:error", "is:warning", "is:baselined", "is:suppressed", "is:problem", "is:public",
            "is:opaque"}) {
            assertThat(Pattern.compile("data-search=\"[^\"]*" + filter + "[ \"]").matcher(html).results().count()).as(filter).isPositive();
        }
    }

    @Test void aPageHoldsNoMoreThanABrowserShows() {
        Report sample = Sample.report();
        Report huge = new Report("1", sample.endpoints(), Collections.nCopies(5_000, sample.findings().get(1)), sample.problems(),
            sample.stats(),
            sample.lines(), sample.workspace());
        assertThat(HtmlReport.render(huge)).contains("3000 more findings are in report.json").hasSizeLessThan(10_000_000);
    }

    @Test void quotedCodeIsCode() {
        assertThat(Inline.of("`a` b `c``d`e`")).containsExactly(new Inline("a", true), new Inline(" b ", false), new Inline("c", true),
            new Inline("d", true), new Inline("e`", false));
        assertThat(Inline.of("a `` b")).containsExactly(new Inline("a `` b", false));
        assertThat(Inline.of("")).isEmpty();
    }

    @Test void secretsAreBlottedOut() {
        for (String line : new String[] {"  secret: \"hunter2hunter2\",", "String API_KEY = \"hunter2hunter2\";",
            "setSigningKey(\"hunter2hunter2\")",
            "'client_secret' => 'hunter2hunter2'", "const token = `hunter2hunter2`", "f(password, \"hunter2\")"}) {
            assertThat(Masked.line(line, false)).as(line).doesNotContain("hunter2");
        }
        for (String line : new String[] {"NEXTAUTH_SECRET=hunter2hunter2", "jwt.secret = hunter2 # x", "password: hunter2hunter2",
            "<password>hunter2hunter2</password>", "spring.datasource.password=hunter2,hunter2"}) {
            assertThat(Masked.line(line, true)).as(line).doesNotContain("=hunter2", "= hunter2", ": hunter2", ">hunter2");
        }
        for (String line : new String[] {"const session = await getServerSession(authOptions)", "secret: process.env.NEXTAUTH_SECRET,",
            "const token = await getToken({ req })", "if (!token) return", "@GetMapping(\"/token\")", "String token(String a) {",
            "res.status(401).json({ error: 'no' })"}) {
            assertThat(Masked.line(line, false)).isEqualTo(line);
        }
        assertThat(Masked.line("jwt.secret=${JWT_SECRET}", true)).isEqualTo("jwt.secret=${JWT_SECRET}");
        assertThat(Masked.secretLine("  key: \"abcdefgh\", other('ijklmnop')", false)).doesNotContain("abcd", "ijkl");
        assertThat(Masked.secretLine("import { a } from \"../lib/auth\"", false)).isEqualTo("import { a } from \"../lib/auth\"");
        assertThat(Masked.secretLine("app.thing=abcdefgh", true)).isEqualTo("app.thing=\u2022\u2022\u2022\u2022\u2022\u2022");
    }
}
