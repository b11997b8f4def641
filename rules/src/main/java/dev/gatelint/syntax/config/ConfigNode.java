package dev.gatelint.syntax.config;

import dev.gatelint.source.Span;
import java.util.List;
import java.util.Optional;

/** A piece of a configuration file and where it stands: UTF-16 offsets, end exclusive. */
public sealed interface ConfigNode {
    /** The whole node as written, quotes and brackets included. */
    Span span();

    /** The node below the given keys; of a key that stands twice, the last. Empty when there is none. */
    default Optional<ConfigNode> at(String... keys) {
        ConfigNode node = this;
        for (String key : keys) {
            ConfigNode next = null;
            if (node instanceof Mapping mapping) {
                for (Entry entry : mapping.entries) {
                    if (entry.key.equals(key)) next = entry.value;
                }
            }
            if (next == null) return Optional.empty();
            node = next;
        }
        return Optional.of(node);
    }

    /** The text of the scalar below the given keys; empty when there is none or it is null. */
    default Optional<String> text(String... keys) {
        return at(keys).filter(Scalar.class::isInstance).map(Scalar.class::cast)
            .filter(scalar -> scalar.kind != Kind.NULL).map(Scalar::text);
    }

    /** Keys with values in the order of the file; a key that stands twice is there twice. */
    record Mapping(Span span, List<Entry> entries) implements ConfigNode {
        public Mapping {
            entries = List.copyOf(entries);
        }
    }

    /** Values in a row. */
    record Sequence(Span span, List<ConfigNode> items) implements ConfigNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /**
     * A single value.
     *
     * @param text what the reader of this format gets: unquoted, unescaped, dotenv references expanded; empty for null. Plain
     *             scalars of YAML stay as written; Spring, whose YAML is of version 1.1, makes {@code false} of {@code off}
     */
    record Scalar(Span span, String text, Kind kind) implements ConfigNode {}

    /**
     * @param key as the reader of this format gets it
     * @param at  where the key is written; an entry that comes from a YAML merge key stands where the anchor stands
     */
    record Entry(String key, Span at, ConfigNode value) {}

    /** What a scalar is. */
    enum Kind {
        STRING,
        NUMBER,
        BOOLEAN,
        NULL,
        /** The file names something that it does not define, so only the environment knows the value. */
        UNRESOLVED
    }
}
