package dev.gatelint.syntax.config;

import dev.gatelint.source.Problem;
import dev.gatelint.source.SourceFile;
import dev.gatelint.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A configuration file that has been read.
 *
 * @param documents one for most formats; several for YAML and for the {@code #---} of Spring's properties; none for an empty file
 * @param problems  what could not be read; everything before it is in {@code documents}
 */
public record Config(Format format, List<ConfigNode> documents, List<Problem> problems) {
    public Config {
        documents = List.copyOf(documents);
        problems = List.copyOf(problems);
    }

    /** The formats that can be read. */
    public enum Format {
        /** Also of Spring: {@code #---} and {@code !---} begin a new document. */
        PROPERTIES,
        YAML,
        /** As {@code @next/env} of Next.js 14 to 16 reads it. */
        DOTENV,
        /** With comments and trailing commas allowed. */
        JSON,
        /** Attributes are keys with {@code @}; the text of an element that has attributes or children is {@code #text}. */
        XML,
        TOML;

        /** The format of a file by its name, or empty when it is none of ours. */
        public static Optional<Format> of(String path) {
            String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
            if (name.equals(".env") || name.startsWith(".env.")) return Optional.of(DOTENV);
            return switch (name.substring(name.lastIndexOf('.') + 1)) {
                case "properties" -> Optional.of(PROPERTIES);
                case "yml", "yaml" -> Optional.of(YAML);
                case "json", "jsonc" -> Optional.of(JSON);
                case "xml" -> Optional.of(XML);
                case "toml" -> Optional.of(TOML);
                default -> Optional.empty();
            };
        }
    }

    /** Reads {@code file} in the format of its name; empty when the name is none of ours. Never throws for bad input. */
    public static Optional<Config> read(SourceFile file) {
        return Format.of(file.path()).map(format -> read(file, format));
    }

    /** Reads {@code file} in the given format. Never throws for bad input. */
    public static Config read(SourceFile file, Format format) {
        return switch (format) {
            case PROPERTIES -> new PropertiesReader(file).read();
            case YAML -> YamlReader.read(file);
            case DOTENV -> DotenvReader.read(file);
            case JSON -> JsonReader.read(file);
            case XML -> XmlReader.read(file);
            case TOML -> TomlReader.read(file);
        };
    }

    /** Every scalar of every document under its dotted name, in the order of the file. */
    public List<Property> flat() {
        List<Property> all = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) flatten(i, "", null, documents.get(i), all);
        return List.copyOf(all);
    }

    private static void flatten(int document, String name, Span key, ConfigNode node, List<Property> all) {
        if (node instanceof ConfigNode.Scalar scalar) {
            all.add(new Property(document, name, scalar.text(), scalar.kind(), key == null ? scalar.span() : key, scalar.span()));
        } else if (node instanceof ConfigNode.Sequence sequence) {
            int i = 0;
            for (ConfigNode item : sequence.items()) flatten(document, name + "[" + i++ + "]", item.span(), item, all);
        } else if (node instanceof ConfigNode.Mapping mapping) {
            for (ConfigNode.Entry entry : mapping.entries()) {
                String below = name.isEmpty() ? entry.key() : entry.key().startsWith("[") ? name + entry.key() : name + "." + entry.key();
                flatten(document, below, entry.at(), entry.value(), all);
            }
        }
    }
}
