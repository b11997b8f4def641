package dev.gatelint.syntax.config;

import dev.gatelint.source.Lines;
import dev.gatelint.source.Problem;
import dev.gatelint.source.SourceFile;
import dev.gatelint.source.Span;
import dev.gatelint.syntax.config.ConfigNode.Entry;
import dev.gatelint.syntax.config.ConfigNode.Kind;
import dev.gatelint.syntax.config.ConfigNode.Mapping;
import dev.gatelint.syntax.config.ConfigNode.Scalar;
import dev.gatelint.syntax.config.ConfigNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * TOML, as TomlJ reads it, with the places of values, which it does not tell. Numbers and dates stay as written. A table is as wide as its
 * key.
 */
final class TomlReader {
    /** The library calls itself for each nesting. */
    private static final int DEEPEST = 64;
    /** How many lines that are not understood are passed over. */
    private static final int TRIES = 8;
    private final SourceFile file;
    private final String text;
    private final Lines lines;

    private TomlReader(SourceFile file) {
        this.file = file;
        this.text = file.text();
        this.lines = Lines.of(text);
    }

    static Config read(SourceFile file) {
        return new TomlReader(file).read();
    }

    private Config read() {
        if (nests()) {
            return new Config(Config.Format.TOML, List.of(), List.of(problem(1, "nested too deeply to be read; take some levels away")));
        }
        // a byte order mark takes no column
        String rest = text.startsWith("\uFEFF") ? text.substring(1) : text;
        TomlParseResult result = Toml.parse(rest);
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < TRIES && result.hasErrors(); i++) {
            int line = Math.min(result.errors().get(0).position().line(), lines.count());
            if (problems.isEmpty()) {
                problems.add(problem(line, "not valid TOML; this line was passed over. Look for a missing quote, bracket or ="));
            }
            rest = without(rest, line);
            result = Toml.parse(rest);
        }
        return new Config(Config.Format.TOML, result.isEmpty() ? List.of() : List.of(table(result, file.span(0, text.length()))), problems);
    }

    /** The same with blanks in place of a line, so that all else stays where it is. */
    private String without(String rest, int line) {
        int shift = text.length() - rest.length();
        int start = Math.max(0, lines.start(line) - shift);
        int end = rest.indexOf('\n', start);
        if (end < 0) end = rest.length();
        return rest.substring(0, start) + " ".repeat(end - start) + rest.substring(end);
    }

    private Problem problem(int line, String what) {
        return new Problem(file.path(), line, what);
    }

    /** True when brackets, or dots of a key, stand for more levels than anyone writes; what stands in strings counts too. */
    private boolean nests() {
        int open = 0;
        int dots = 0;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '[', '{' -> open++;
                case ']', '}' -> open--;
                case '.' -> dots++;
                case '\n', '"', '\'' -> dots = 0;
                default -> { }
            }
            if (open > DEEPEST || dots > DEEPEST) return true;
        }
        return false;
    }

    private Mapping table(TomlTable table, Span span) {
        List<Entry> entries = new ArrayList<>();
        for (String key : table.keySet()) {
            int start = offset(table.inputPositionOf(List.of(key)));
            int end = keyEnd(start);
            entries.add(new Entry(key, file.span(start, end), node(table.get(List.of(key)), start, valueStart(end))));
        }
        return new Mapping(span, entries);
    }

    /** @param start of the value itself, or of its key when it is a table */
    private ConfigNode node(Object value, int key, int start) {
        if (value instanceof TomlTable inner) return table(inner, file.span(key, Math.max(key, start)));
        if (!(value instanceof TomlArray array)) return scalar(value, start);
        List<ConfigNode> items = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            int at = skip(offset(array.inputPositionOf(i)));
            items.add(node(array.get(i), at, at));
        }
        return new Sequence(file.span(key, Math.max(key, start)), items);
    }

    private Scalar scalar(Object value, int start) {
        int end = valueEnd(start);
        Kind kind = value instanceof String ? Kind.STRING : value instanceof Boolean ? Kind.BOOLEAN : Kind.NUMBER;
        return new Scalar(file.span(start, end), value instanceof String string ? string : text.substring(start, end), kind);
    }

    private int offset(TomlPosition position) {
        int line = lines.start(Math.min(position.line(), lines.count()));
        return text.offsetByCodePoints(line, Math.min(position.column() - 1, text.codePointCount(line, text.length())));
    }

    /** The library takes what stands before an item of an array for a part of it. */
    private int skip(int start) {
        int at = start;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                while (at < text.length() && text.charAt(at) != '\n') at++;
            } else if (Character.isWhitespace(c) || c == ',') {
                at++;
            } else {
                break;
            }
        }
        return at;
    }

    /** Behind the last part of a key that begins here, before {@code =}, or before the bracket of a header. */
    private int keyEnd(int start) {
        int at = start;
        int end = start;
        while (at < text.length() && "=]\r\n".indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at);
            at = c == '"' || c == '\'' ? valueEnd(at) : at + 1;
            if (!Character.isWhitespace(c)) end = at;
        }
        return end;
    }

    private int valueStart(int keyEnd) {
        int at = keyEnd;
        while (at < text.length() && " \t=".indexOf(text.charAt(at)) >= 0) at++;
        return at;
    }

    private int valueEnd(int start) {
        int at = start;
        char quote = start < text.length() ? text.charAt(start) : ' ';
        if (quote == '"' || quote == '\'') {
            String three = String.valueOf(quote).repeat(3);
            boolean triple = text.startsWith(three, start);
            at += triple ? 3 : 1;
            while (at < text.length() && !(triple ? text.startsWith(three, at) : text.charAt(at) == quote)) {
                at += quote == '"' && text.charAt(at) == '\\' ? 2 : 1;
            }
            at += triple ? 3 : 1;
            // up to two quotes may stand before the closing ones
            while (triple && at < text.length() && text.charAt(at) == quote) at++;
            return Math.min(at, text.length());
        }
        while (at < text.length() && ",]}#\r\n".indexOf(text.charAt(at)) < 0) at++;
        while (at > start && Character.isWhitespace(text.charAt(at - 1))) at--;
        return at;
    }
}
