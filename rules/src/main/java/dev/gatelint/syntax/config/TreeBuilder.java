package dev.gatelint.syntax.config;

import dev.gatelint.source.SourceFile;
import dev.gatelint.source.Span;
import dev.gatelint.syntax.config.ConfigNode.Entry;
import dev.gatelint.syntax.config.ConfigNode.Kind;
import dev.gatelint.syntax.config.ConfigNode.Mapping;
import dev.gatelint.syntax.config.ConfigNode.Scalar;
import dev.gatelint.syntax.config.ConfigNode.Sequence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Builds one tree from the events of a reader; what is still open when a reader gives up is closed where it stopped. */
final class TreeBuilder {
    /** Real files have a depth below 30; the bound keeps every recursion over a tree safe. */
    static final int MAX_DEPTH = 256;

    private final SourceFile file;
    private final Deque<Frame> open = new ArrayDeque<>();
    private ConfigNode root;

    TreeBuilder(SourceFile file) {
        this.file = file;
    }

    /** A container that is not finished: entries of a mapping or items of a sequence. */
    private static final class Frame {
        final boolean mapping;
        final int start;
        final List<Entry> entries = new ArrayList<>();
        final List<ConfigNode> items = new ArrayList<>();
        String key;
        Span keySpan;

        Frame(boolean mapping, int start) {
            this.mapping = mapping;
            this.start = start;
        }
    }

    int depth() {
        return open.size();
    }

    /** True when the next node is the key of a mapping. */
    boolean wantsKey() {
        return !open.isEmpty() && open.peek().mapping && open.peek().key == null;
    }

    /** The entries of the innermost mapping so far, open for changes. */
    List<Entry> entries() {
        return open.peek().entries;
    }

    void openMapping(int start) {
        open.push(new Frame(true, start));
    }

    void openSequence(int start) {
        open.push(new Frame(false, start));
    }

    void key(String name, int start, int end) {
        open.peek().key = name;
        open.peek().keySpan = file.span(start, end);
    }

    void scalar(String text, Kind kind, int start, int end) {
        add(new Scalar(file.span(start, end), text, kind));
    }

    /** Puts a finished node in its place. */
    void add(ConfigNode node) {
        Frame parent = open.peek();
        if (parent == null) {
            root = node;
        } else if (!parent.mapping) {
            parent.items.add(node);
        } else {
            parent.entries.add(new Entry(parent.key, parent.keySpan, node));
            parent.key = null;
        }
    }

    /** Finishes the innermost container; the caller puts it in its place with {@link #add}. */
    ConfigNode pop(int end) {
        Frame frame = open.pop();
        Span span = file.span(frame.start, Math.max(frame.start, end));
        if (!frame.mapping) return new Sequence(span, frame.items);
        if (frame.key != null) {
            int at = frame.keySpan.end();
            frame.entries.add(new Entry(frame.key, frame.keySpan, new Scalar(file.span(at, at), "", Kind.NULL)));
        }
        return new Mapping(span, frame.entries);
    }

    void close(int end) {
        add(pop(end));
    }

    /** Closes all that is open; null when nothing was read. */
    ConfigNode finish(int end) {
        while (!open.isEmpty()) {
            ConfigNode node = pop(end);
            if (wantsKey()) continue;
            add(node);
        }
        return root;
    }
}
