package dev.gatelint.syntax.config;

import dev.gatelint.source.Lines;
import dev.gatelint.source.Problem;
import dev.gatelint.source.SourceFile;
import dev.gatelint.syntax.config.ConfigNode.Entry;
import dev.gatelint.syntax.config.ConfigNode.Kind;
import dev.gatelint.syntax.config.ConfigNode.Mapping;
import dev.gatelint.syntax.config.ConfigNode.Scalar;
import dev.gatelint.syntax.config.ConfigNode.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML from the events of snakeyaml-engine, and not from its composer: that one recurses without a bound and gives nothing of a document
 * that breaks off. Aliases share their node; what they would unfold to is bounded. Merge keys are unfolded.
 */
final class YamlReader {
    private static final int MAX_NODES = 1_000_000;
    /** The most nodes that the aliases of a file may unfold to. */
    private static final int MAX_UNFOLDED = 100_000;
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d[\\d_]*(\\.\\d*)?([eE][-+]?\\d+)?|\\.\\d+|0x[0-9a-fA-F]+|0o[0-7]+)");
    private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern NULL = Pattern.compile("|~|null|Null|NULL");
    /** Maven replaces {@code @name@} before the application reads the file; YAML itself allows no value that begins with an at sign. */
    private static final Pattern FILTERED = Pattern.compile("@([\\w.-]+)@");
    private static final char AT = '\uE000';

    private final SourceFile file;
    private final int[] surrogates;
    private final List<ConfigNode> documents = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Anchor, Weighed> anchors = new HashMap<>();
    private final List<Optional<Anchor>> openAnchors = new ArrayList<>();
    private final List<int[]> weights = new ArrayList<>();
    private TreeBuilder tree;
    private long nodes;
    private long unfolded;
    private int end;

    /** A node with its height and the number of nodes in it, aliases unfolded. */
    private record Weighed(ConfigNode node, int height, int size) {}

    private YamlReader(SourceFile file) {
        this.file = file;
        this.tree = new TreeBuilder(file);
        String text = file.text();
        this.surrogates = text.chars().anyMatch(c -> Character.isHighSurrogate((char) c)) ? pairs(text) : new int[0];
    }

    static Config read(SourceFile file) {
        YamlReader reader = new YamlReader(file);
        String text = FILTERED.matcher(file.text()).replaceAll(AT + "$1" + AT);
        try {
            LoadSettings settings = LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
            for (Event event : new Parse(settings).parseString(text)) {
                if (!reader.event(event)) break;
            }
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            reader.problems.add(new Problem(file.path(), line,
                "not valid YAML from here on (" + e.getProblem().replace(AT, '@').replace('\n', ' ') + "); what stands before was read"));
        } catch (YamlEngineException e) {
            reader.problems.add(new Problem(file.path(), 0, "not valid YAML: it holds a character that YAML does not allow"));
        }
        reader.endDocument();
        return new Config(Config.Format.YAML, reader.documents, reader.problems);
    }

    /** False when a bound is reached and reading has to stop. */
    private boolean event(Event event) {
        int from = offset(event.getStartMark());
        int to = offset(event.getEndMark());
        switch (event.getEventId()) {
            case DocumentStart -> anchors.clear();
            case DocumentEnd -> endDocument();
            case Alias -> alias(((AliasEvent) event).getAlias(), from, to);
            case Scalar -> scalar((ScalarEvent) event, from, to);
            case SequenceStart, MappingStart -> {
                if (tree.depth() >= TreeBuilder.MAX_DEPTH) {
                    problem(from, "nested deeper than " + TreeBuilder.MAX_DEPTH + " levels; the rest was not read");
                    return false;
                }
                if (tree.wantsKey()) tree.key("?", from, from);
                openAnchors.add(((NodeEvent) event).getAnchor());
                weights.add(new int[] {1, 1});
                nodes++;
                if (event.getEventId() == Event.ID.MappingStart) {
                    tree.openMapping(from);
                } else {
                    tree.openSequence(from);
                }
            }
            case SequenceEnd, MappingEnd -> {
                // A block ends where the next token begins, behind blank lines and comments: take the end of its last child.
                if (to > from) end = to;
                if (event.getEventId() == Event.ID.MappingEnd) merge();
                ConfigNode node = tree.pop(end);
                int[] weight = weights.remove(weights.size() - 1);
                openAnchors.remove(openAnchors.size() - 1).ifPresent(a -> anchors.put(a, new Weighed(node, weight[0], weight[1])));
                place(node, weight[0], weight[1]);
            }
            default -> { }
        }
        if (nodes <= MAX_NODES) return true;
        problem(from, "more than " + MAX_NODES + " values; the rest was not read");
        return false;
    }

    private void scalar(ScalarEvent event, int from, int to) {
        String text = event.getValue().replace(AT, '@');
        end = to;
        nodes++;
        if (tree.wantsKey()) {
            tree.key(text, from, to);
            return;
        }
        Kind kind = Kind.STRING;
        if (event.isPlain() && event.getTag().isEmpty()) {
            if (NULL.matcher(text).matches()) kind = Kind.NULL;
            else if (BOOLEAN.matcher(text).matches()) kind = Kind.BOOLEAN;
            else if (text.length() < 100 && NUMBER.matcher(text).matches()) kind = Kind.NUMBER;
        }
        Scalar scalar = new Scalar(file.span(from, to), kind == Kind.NULL ? "" : text, kind);
        event.getAnchor().ifPresent(a -> anchors.put(a, new Weighed(scalar, 1, 1)));
        place(scalar, 1, 1);
    }

    private void alias(Anchor name, int from, int to) {
        end = to;
        Weighed target = anchors.get(name);
        if (tree.wantsKey()) {
            tree.key(target != null && target.node instanceof Scalar scalar ? scalar.text() : "?", from, to);
        } else if (target == null || tree.depth() + target.height > TreeBuilder.MAX_DEPTH || unfolded + target.size > MAX_UNFOLDED) {
            problem(from, target == null ? "an alias of something that is not finished or not there; read as null"
                : "aliases unfold to too much; read as null");
            place(new Scalar(file.span(from, to), "", Kind.NULL), 1, 1);
        } else {
            unfolded += target.size;
            place(target.node, target.height, target.size);
        }
    }

    private void place(ConfigNode node, int height, int size) {
        if (!weights.isEmpty()) {
            int[] parent = weights.get(weights.size() - 1);
            parent[0] = Math.max(parent[0], height + 1);
            parent[1] += size;
        }
        tree.add(node);
    }

    /** Puts the entries of {@code <<} behind the mapping's own ones, which win; of several merged mappings the first wins. */
    private void merge() {
        List<Entry> entries = tree.entries();
        if (entries.stream().noneMatch(YamlReader::isMerge)) return;
        Set<String> taken = new HashSet<>();
        List<Entry> merged = new ArrayList<>();
        for (Entry entry : entries) {
            if (!isMerge(entry)) taken.add(entry.key());
        }
        for (Entry entry : entries) {
            if (!isMerge(entry)) continue;
            List<ConfigNode> sources = entry.value() instanceof Sequence sequence ? sequence.items() : List.of(entry.value());
            for (ConfigNode source : sources) {
                if (!(source instanceof Mapping mapping)) continue;
                for (Entry inherited : mapping.entries()) {
                    if (taken.add(inherited.key())) merged.add(inherited);
                }
            }
        }
        entries.removeIf(YamlReader::isMerge);
        entries.addAll(merged);
    }

    /** Plain or quoted is not told apart: nobody names a property {@code <<}. */
    private static boolean isMerge(Entry entry) {
        return entry.key().equals("<<") && !(entry.value() instanceof Scalar);
    }

    private void endDocument() {
        ConfigNode root = tree.finish(end);
        // A document without content is a null of no length, which is nothing to say.
        if (root != null && !(root instanceof Scalar scalar && scalar.kind() == Kind.NULL)) documents.add(root);
        tree = new TreeBuilder(file);
        weights.clear();
        openAnchors.clear();
    }

    private void problem(int offset, String message) {
        problems.add(new Problem(file.path(), Lines.of(file.text()).line(offset), message));
    }

    /** Marks count code points; ours are UTF-16 units. */
    private int offset(Optional<Mark> mark) {
        int index = mark.map(Mark::getIndex).orElse(0);
        int before = Arrays.binarySearch(surrogates, index);
        return Math.min(file.text().length(), index + (before >= 0 ? before : -before - 1));
    }

    /** The code point index of each character that takes two units. */
    private static int[] pairs(String text) {
        int[] found = new int[16];
        int count = 0;
        int index = 0;
        for (int i = 0; i < text.length(); i++, index++) {
            if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) continue;
            if (count == found.length) found = Arrays.copyOf(found, count * 2);
            found[count++] = index;
            i++;
        }
        return Arrays.copyOf(found, count);
    }
}
