package dev.gatelint.syntax.config;

import dev.gatelint.source.Lines;
import dev.gatelint.source.Problem;
import dev.gatelint.source.SourceFile;
import dev.gatelint.syntax.config.ConfigNode.Entry;
import dev.gatelint.syntax.config.ConfigNode.Kind;
import dev.gatelint.syntax.config.ConfigNode.Mapping;
import dev.gatelint.syntax.config.ConfigNode.Scalar;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code .properties} as {@link java.util.Properties} reads it, with places. A comment line of exactly {@code #---} or {@code !---} begins
 * a new document, as in Spring Boot 2.4 and newer, unless the line before it is a comment of the same sign or a comment comes before the
 * next key. Asked of Spring Boot 3.5.16.
 */
final class PropertiesReader {
    private final SourceFile file;
    private final String text;
    private final List<Problem> problems = new ArrayList<>();
    private final List<ConfigNode> documents = new ArrayList<>();
    private List<Entry> entries = new ArrayList<>();
    private int documentStart;
    private int at;

    PropertiesReader(SourceFile file) {
        this.file = file;
        this.text = file.text();
        this.at = text.startsWith("\uFEFF") ? 1 : 0;
        this.documentStart = at;
    }

    Config read() {
        char lastComment = 0;
        while (at < text.length()) {
            int lineStart = at;
            while (at < text.length() && isBlank(text.charAt(at))) at++;
            if (at == text.length()) break;
            char c = text.charAt(at);
            if (isBreak(c)) {
                skipBreak();
                lastComment = 0;
            } else if (c == '#' || c == '!') {
                int end = lineEnd(at);
                boolean separator = at == lineStart && lastComment != c && isSeparator(at, end);
                at = end;
                skipBreak();
                lastComment = separator ? 0 : c;
                if (separator) endDocument(lineStart);
                else if (entries.isEmpty() && !documents.isEmpty()) reopenDocument();
            } else if (c == '\\' && at + 1 < text.length() && isBreak(text.charAt(at + 1))) {
                // Nothing has been said on this line yet, so what it continues on begins anew.
                at++;
                skipBreak();
            } else {
                lastComment = 0;
                entry();
            }
        }
        endDocument(text.length());
        return new Config(Config.Format.PROPERTIES, documents, problems);
    }

    private void endDocument(int end) {
        if (!entries.isEmpty()) documents.add(new Mapping(file.span(documentStart, end), entries));
        entries = new ArrayList<>();
        documentStart = at;
    }

    /** A comment before the first key of a new document takes the separator back. */
    private void reopenDocument() {
        Mapping last = (Mapping) documents.remove(documents.size() - 1);
        entries = new ArrayList<>(last.entries());
        documentStart = last.span().start();
    }

    private boolean isSeparator(int start, int end) {
        return text.startsWith("---", start + 1) && text.substring(start + 4, end).isBlank();
    }

    private void entry() {
        int keyStart = at;
        StringBuilder key = new StringBuilder();
        while (at < text.length() && !isBreak(text.charAt(at)) && !isBlank(text.charAt(at)) && "=:".indexOf(text.charAt(at)) < 0) unit(key);
        int keyEnd = at;
        skipBlank();
        if (at < text.length() && "=:".indexOf(text.charAt(at)) >= 0) {
            at++;
            skipBlank();
        }
        int valueStart = at;
        StringBuilder value = new StringBuilder();
        while (at < text.length() && !isBreak(text.charAt(at))) unit(value);
        entries.add(new Entry(key.toString(), file.span(keyStart, keyEnd),
            new Scalar(file.span(valueStart, at), value.toString(), Kind.STRING)));
        skipBreak();
    }

    /** Reads one character of a key or value, or an escape, or the break and the indent of a continued line. */
    private void unit(StringBuilder out) {
        char c = text.charAt(at++);
        if (c != '\\') {
            out.append(c);
        } else if (at < text.length() && isBreak(text.charAt(at))) {
            skipBreak();
            while (at < text.length() && isBlank(text.charAt(at))) at++;
        } else if (at < text.length()) {
            escape(text.charAt(at++), out);
        }
    }

    private void escape(char c, StringBuilder out) {
        switch (c) {
            case 't' -> out.append('\t');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 'f' -> out.append('\f');
            case 'u' -> {
                int code = 0;
                int digits = 0;
                while (digits < 4 && at < text.length() && Character.digit(text.charAt(at), 16) >= 0 && text.charAt(at) < 128) {
                    code = code * 16 + Character.digit(text.charAt(at++), 16);
                    digits++;
                }
                if (digits == 4) {
                    out.append((char) code);
                } else {
                    problems.add(new Problem(file.path(), Lines.of(text).line(at), "a \\u escape needs four hexadecimal digits;"
                        + " java.util.Properties refuses the whole file"));
                }
            }
            default -> out.append(c);
        }
    }

    private void skipBlank() {
        while (at < text.length()) {
            if (isBlank(text.charAt(at))) {
                at++;
            } else if (text.charAt(at) == '\\' && at + 1 < text.length() && isBreak(text.charAt(at + 1))) {
                at++;
                skipBreak();
            } else {
                return;
            }
        }
    }

    private void skipBreak() {
        if (at < text.length() && text.charAt(at) == '\r') {
            at++;
            if (at < text.length() && text.charAt(at) == '\n') at++;
        } else if (at < text.length() && text.charAt(at) == '\n') {
            at++;
        }
    }

    private int lineEnd(int from) {
        int end = from;
        while (end < text.length() && !isBreak(text.charAt(end))) end++;
        return end;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\f';
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }
}
