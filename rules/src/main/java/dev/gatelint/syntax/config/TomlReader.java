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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * TOML 1.0: tables, dotted keys, all strings, arrays and inline tables, also over several lines. Numbers and dates stay as written. After
 * a line that is not understood it goes on with the next one.
 */
final class TomlReader {
    /** Together they keep a tree below {@link TreeBuilder#MAX_DEPTH}. */
    private static final int LONGEST_KEY = 8, DEEPEST_VALUE = 24;
    private final SourceFile file;
    private final String text;
    private final Table root = new Table();
    private Table current = root;
    private int at;
    private int depth;

    private TomlReader(SourceFile file) {
        this.file = file;
        this.text = file.text();
    }

    /** A table that may still get keys. Its values are nodes, tables, or for {@code [[name]]} lists of tables. */
    private static final class Table {
        private final Map<String, Object> values = new LinkedHashMap<>();
        private final Map<String, Span> keys = new LinkedHashMap<>();
    }

    private record Key(String name, Span at) {}

    /** What is read is not TOML. */
    private static final class Unexpected extends Exception {
        private static final long serialVersionUID = 1;
    }

    static Config read(SourceFile file) {
        return new TomlReader(file).read();
    }

    private Config read() {
        List<Problem> problems = new ArrayList<>();
        if (text.startsWith("\uFEFF")) at = 1;
        while (skip(true)) {
            int start = at;
            try {
                depth = 0;
                if (peek('[')) header();
                else assign(current);
                if (skip(false)) throw new Unexpected();
            } catch (Unexpected e) {
                if (problems.isEmpty()) {
                    problems.add(new Problem(file.path(), Lines.of(text).line(Math.min(at, text.length())),
                        "not valid TOML; this line was passed over. Look for a missing quote, bracket or ="));
                }
                at = Math.max(at, start);
                while (at < text.length() && text.charAt(at) != '\n') at++;
            }
        }
        List<ConfigNode> all = root.values.isEmpty() ? List.of() : List.of(node(root, file.span(0, text.length())));
        return new Config(Config.Format.TOML, all, problems);
    }

    private void header() throws Unexpected {
        boolean list = text.startsWith("[[", at);
        at += list ? 2 : 1;
        List<Key> path = path();
        expect(']');
        if (list) expect(']');
        Table in = root;
        for (Key key : path.subList(0, path.size() - 1)) in = below(in, key);
        Key last = path.get(path.size() - 1);
        if (!list) {
            current = below(in, last);
            return;
        }
        Object all = in.values.computeIfAbsent(last.name, name -> new ArrayList<Table>());
        if (!(all instanceof List<?> tables)) throw new Unexpected();
        in.keys.putIfAbsent(last.name, last.at);
        current = new Table();
        tables(tables).add(current);
    }

    @SuppressWarnings("unchecked") // only header() makes lists
    private static List<Table> tables(List<?> list) {
        return (List<Table>) list;
    }

    private Table below(Table in, Key key) throws Unexpected {
        Object there = in.values.computeIfAbsent(key.name, name -> new Table());
        in.keys.putIfAbsent(key.name, key.at);
        if (there instanceof List<?> list) return tables(list).get(list.size() - 1);
        if (there instanceof Table table) return table;
        throw new Unexpected();
    }

    private void assign(Table into) throws Unexpected {
        List<Key> path = path();
        expect('=');
        blanks();
        Object value = value();
        Table in = into;
        for (Key key : path.subList(0, path.size() - 1)) in = below(in, key);
        Key last = path.get(path.size() - 1);
        in.keys.put(last.name, last.at);
        in.values.put(last.name, value);
    }

    private List<Key> path() throws Unexpected {
        List<Key> path = new ArrayList<>();
        do {
            blanks();
            int start = at;
            if (peek('"') || peek('\'')) {
                path.add(new Key(string().text(), file.span(start, at)));
            } else {
                while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || "_-".indexOf(text.charAt(at)) >= 0)) at++;
                if (at == start) throw new Unexpected();
                path.add(new Key(text.substring(start, at), file.span(start, at)));
            }
            blanks();
            if (path.size() > LONGEST_KEY) throw new Unexpected();
        } while (take('.'));
        return path;
    }

    private Object value() throws Unexpected {
        int start = at;
        if (peek('"') || peek('\'')) return string();
        if (++depth > DEEPEST_VALUE) throw new Unexpected();
        try {
            if (take('[')) return array(start);
            if (take('{')) return inline();
        } finally {
            depth--;
        }
        while (at < text.length() && ",]}#\r\n".indexOf(text.charAt(at)) < 0) at++;
        String written = text.substring(start, at).strip();
        if (written.isEmpty()) throw new Unexpected();
        boolean truth = written.equals("true") || written.equals("false");
        return new Scalar(file.span(start, start + written.length()), written, truth ? Kind.BOOLEAN : Kind.NUMBER);
    }

    private ConfigNode array(int start) throws Unexpected {
        List<ConfigNode> items = new ArrayList<>();
        while (skip(true) && !peek(']')) {
            int from = at;
            items.add(node(value(), file.span(from, at)));
            if (skip(true) && !take(',') && !peek(']')) throw new Unexpected();
        }
        expect(']');
        return new Sequence(file.span(start, at), items);
    }

    private Table inline() throws Unexpected {
        Table table = new Table();
        while (skip(true) && !peek('}')) {
            assign(table);
            if (skip(true) && !take(',') && !peek('}')) throw new Unexpected();
        }
        expect('}');
        return table;
    }

    private Scalar string() throws Unexpected {
        int start = at;
        char quote = text.charAt(at);
        String fence = String.valueOf(quote).repeat(text.startsWith(String.valueOf(quote).repeat(3), at) ? 3 : 1);
        at += fence.length();
        // a line break right behind the opening does not count
        if (fence.length() == 3 && text.startsWith("\r\n", at)) at += 2;
        else if (fence.length() == 3 && peek('\n')) at++;
        StringBuilder value = new StringBuilder();
        while (!text.startsWith(fence, at)) {
            if (at >= text.length() || fence.length() == 1 && text.charAt(at) == '\n') throw new Unexpected();
            if (quote == '"' && text.charAt(at) == '\\') escaped(value);
            else value.append(text.charAt(at++));
        }
        at += fence.length();
        // quotes may stand right before the closing ones
        while (fence.length() == 3 && peek(quote)) {
            value.append(quote);
            at++;
        }
        return new Scalar(file.span(start, at), value.toString(), Kind.STRING);
    }

    private void escaped(StringBuilder into) throws Unexpected {
        if (at + 1 >= text.length()) throw new Unexpected();
        char escape = text.charAt(at + 1);
        at += 2;
        int simple = "btnfre\"\\".indexOf(escape);
        if (simple >= 0) {
            into.append("\b\t\n\f\r\u001b\"\\".charAt(simple));
        } else if (escape == 'u' || escape == 'U') {
            int digits = escape == 'u' ? 4 : 8;
            try {
                into.appendCodePoint(Integer.parseInt(text, at, at + digits, 16));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new Unexpected();
            }
            at += digits;
        } else if (Character.isWhitespace(escape)) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
        } else {
            throw new Unexpected();
        }
    }

    private ConfigNode node(Object value, Span span) {
        if (value instanceof ConfigNode node) return node;
        if (value instanceof List<?> list) return new Sequence(span, tables(list).stream().map(table -> node(table, span)).toList());
        Table table = (Table) value;
        List<Entry> entries = new ArrayList<>();
        table.values.forEach((name, below) -> entries.add(new Entry(name, table.keys.get(name), node(below, table.keys.get(name)))));
        return new Mapping(span, entries);
    }

    /** Goes to the next thing, over line breaks when {@code far}; false at the end of the line or of the file. */
    private boolean skip(boolean far) {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                while (at < text.length() && text.charAt(at) != '\n') at++;
            } else if (c == ' ' || c == '\t' || c == '\r' || far && c == '\n') {
                at++;
            } else {
                return c != '\n';
            }
        }
        return false;
    }

    private void blanks() {
        while (peek(' ') || peek('\t')) at++;
    }

    private boolean peek(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private boolean take(char c) {
        if (!peek(c)) return false;
        at++;
        return true;
    }

    private void expect(char c) throws Unexpected {
        blanks();
        if (!take(c)) throw new Unexpected();
    }
}
