package dev.gatelint.filter;

import dev.gatelint.model.Suppression;
import dev.gatelint.source.Lines;
import dev.gatelint.source.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the places in a source that ask for silence.
 *
 * <ul>
 * <li>{@code // gatelint-allow rule, other-rule -- reason} speaks of the line that it stands on, or, alone on its line, of the statement or
 * the head of the declaration below it, annotations included. {@code #} in properties, YAML, .env and Dockerfiles, {@code <!-- -->} in XML.
 * <li>{@code @SuppressWarnings("gatelint:rule -- reason")} speaks of the declaration that it stands on; the reason may also stand in a
 * {@code //} comment behind the annotation.
 * </ul>
 */
public final class Suppressions {
    private static final String WORD = "gatelint-allow";
    private static final Pattern COMMENT = Pattern.compile("(?<open>//|/\\*+|#|<!--|(?<=[\\r\\n])[ \\t]*\\*)[ \\t]*gatelint-allow[ \\t]+"
        + "(?<rules>[\\w*-]+(?:[ \\t]*,[ \\t]*[\\w*-]+)*)(?<rest>[^\\r\\n]*)");
    private static final Pattern REASON = Pattern.compile("^[ \\t]*--[ \\t]*(.*?)[ \\t]*(?:\\*/[ \\t]*}?|-->)?[ \\t]*$");
    private static final Pattern ANNOTATION = Pattern.compile("@SuppressWarnings\\s*\\(");
    private static final Pattern NAMED = Pattern.compile("\"gatelint:([\\w-]+)[ \\t]*(?:--[ \\t]*([^\"]*))?\"");

    private Suppressions() {}

    /** The suppressions of one file, in order. */
    public static List<Suppression> in(SourceFile file, Lines lines) {
        String text = file.text();
        List<Suppression> found = new ArrayList<>();
        if (text.contains(WORD)) comments(file, lines, found);
        if (text.contains("gatelint:") && file.path().endsWith(".java")) annotations(file, lines, found);
        found.sort(Comparator.comparing(Suppression::at));
        return List.copyOf(found);
    }

    private static void comments(SourceFile file, Lines lines, List<Suppression> found) {
        String text = file.text();
        String name = file.path().substring(file.path().lastIndexOf('/') + 1);
        boolean markup = name.endsWith(".xml") || name.endsWith(".html");
        boolean hash = name.startsWith(".env") || name.startsWith("Dockerfile") || name.matches("(?i).*\\.(properties|ya?ml|toml)");
        for (Matcher m = COMMENT.matcher(text); m.find(); ) {
            String open = m.group("open").strip();
            if (markup != open.equals("<!--") || hash != open.equals("#")) continue;
            Matcher reason = REASON.matcher(m.group("rest"));
            int lineStart = lines.start(lines.line(m.start()));
            String before = text.substring(Math.min(lineStart, m.start()), m.start()).strip();
            int from = lines.line(m.start());
            int to = from;
            if (before.isEmpty() || before.equals("{")) {
                CodeText code = new CodeText(text);
                to = markup || hash ? nextLine(text, lines, from, hash ? "#" : "<!--")
                    : lines.line(Math.max(m.end(), code.headEnd(code.declaration(below(code, m))) - 1));
            }
            for (String rule : m.group("rules").split("[ \\t]*,[ \\t]*")) {
                found.add(new Suppression(file.span(m.start(), m.end()), rule, reason.matches() ? reason.group(1) : "", from, to));
            }
        }
    }

    /** Where the code below a comment begins: behind the rest of a block comment, and of the braces around one in JSX. */
    private static int below(CodeText code, Matcher comment) {
        if (comment.group("open").equals("//")) return comment.end();
        int end = code.text().indexOf("*/", comment.start());
        int at = end < 0 ? code.text().length() : end + 2;
        return at < code.text().length() && code.text().charAt(at) == '}' ? at + 1 : at;
    }

    /** The next line that is neither blank nor a comment. */
    private static int nextLine(String text, Lines lines, int line, String comment) {
        for (int next = line + 1; next <= lines.count(); next++) {
            int start = lines.start(next);
            int end = next == lines.count() ? text.length() : lines.start(next + 1);
            String content = text.substring(start, end).strip();
            if (!content.isEmpty() && !content.startsWith(comment)) return next;
        }
        return line;
    }

    private static void annotations(SourceFile file, Lines lines, List<Suppression> found) {
        String text = file.text();
        CodeText code = new CodeText(text);
        Map<Integer, Integer> ends = new HashMap<>();
        for (Matcher m = ANNOTATION.matcher(text); m.find(); ) {
            int end = code.closing(m.end() - 1);
            Matcher named = NAMED.matcher(text).region(m.end(), end);
            String comment = text.substring(end, code.lineEnd(end)).strip();
            while (named.find()) {
                String behind = comment.startsWith("//") ? comment.substring(2) : "";
                String reason = (named.group(2) != null ? named.group(2) : behind).strip();
                int bodyEnd = ends.computeIfAbsent(code.declaration(end), code::bodyEnd);
                found.add(new Suppression(file.span(named.start(), named.end()), named.group(1), reason, lines.line(m.start()),
                    lines.line(Math.max(end, bodyEnd - 1))));
            }
        }
    }
}
