package dev.gatelint.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What the page beside a rule says.
 *
 * @param summary  its first paragraph on one line, without Markdown's quoting of code
 * @param prose    all that stands before the first section: why it matters, what happens at run time, how to fix
 * @param markdown the whole page
 */
public record RulePage(String summary, String prose, String markdown) {
    /** The files that all sections share are for the page's test and not for its reader. */
    private static final Pattern FILES = Pattern.compile("(?s)\\n\\n(?:The files before [^\\n]*\\n\\n)?`[^`\\n]+`\\n\\n```.*");

    /** The page of a rule; one that says no more than the rule's name when there is none. */
    public static RulePage of(Rule rule) {
        try (InputStream in = rule.getClass().getResourceAsStream(rule.getClass().getSimpleName() + ".md")) {
            String words = rule.name().replace('-', ' ');
            String sentence = Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
            return in == null ? new RulePage(sentence, sentence, sentence) : parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the page of " + rule.name() + " is in our own jar", e);
        }
    }

    private static RulePage parse(String page) {
        String body = page.startsWith("# ") ? page.substring(page.indexOf('\n') + 1).strip() : page.strip();
        int section = body.startsWith("## ") ? 0 : body.indexOf("\n## ");
        String prose = FILES.matcher(section < 0 ? body : body.substring(0, section)).replaceFirst("").strip();
        int paragraph = prose.indexOf("\n\n");
        String first = paragraph < 0 ? prose : prose.substring(0, paragraph);
        return new RulePage(first.replace('\n', ' ').replace("`", ""), prose, page);
    }
}
