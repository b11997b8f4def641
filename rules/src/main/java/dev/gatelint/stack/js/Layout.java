package dev.gatelint.stack.js;

import dev.gatelint.syntax.config.Config;
import dev.gatelint.syntax.config.ConfigNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What configuration files say of where modules are. */
public sealed interface Layout {

    /**
     * A {@code tsconfig.json} or {@code jsconfig.json}.
     *
     * @param parents what it extends, as written
     * @param baseUrl as written, empty when there is none
     * @param paths   pattern to targets, as written
     */
    record Compiler(List<String> parents, String baseUrl, Map<String, List<String>> paths) implements Layout {}

    /**
     * A {@code package.json}.
     *
     * @param name    empty when it has none
     * @param main    {@code source}, {@code types} of no use; {@code module} or {@code main}; empty when there is none
     * @param exports subpath ({@code .}, {@code ./a}, {@code ./*}) to the targets of all conditions, in order
     * @param imports the same for {@code #a}
     */
    record Package(String name, String main, Map<String, List<String>> exports, Map<String, List<String>> imports) implements Layout {}

    /** Reads a {@code tsconfig.json} or {@code package.json}. */
    static Layout read(Config config, boolean isPackage) {
        ConfigNode root = config.documents().isEmpty() ? null : config.documents().get(0);
        if (root == null) return new Compiler(List.of(), "", Map.of());
        if (isPackage) {
            return new Package(root.text("name").orElse(""), root.text("module").or(() -> root.text("main")).orElse(""),
                root.at("exports").map(node -> subpaths(node, ".")).orElse(Map.of()), root.at("imports").map(node -> subpaths(node, "#"))
                    .orElse(Map.of()));
        }
        Map<String, List<String>> paths = new LinkedHashMap<>();
        if (root.at("compilerOptions", "paths").orElse(null) instanceof ConfigNode.Mapping mapping) {
            for (ConfigNode.Entry entry : mapping.entries()) paths.put(entry.key(), texts(entry.value()));
        }
        return new Compiler(root.at("extends").map(Layout::texts).orElse(List.of()), root.text("compilerOptions", "baseUrl").orElse(""),
            paths);
    }

    private static Map<String, List<String>> subpaths(ConfigNode node, String mark) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        if (node instanceof ConfigNode.Mapping mapping && mapping.entries().stream().anyMatch(entry -> entry.key().startsWith(mark))) {
            for (ConfigNode.Entry entry : mapping.entries()) found.put(entry.key(), texts(entry.value()));
        } else {
            found.put(".", texts(node));
        }
        return found;
    }

    /** Every string at or below a node, in order: the targets of all conditions. */
    private static List<String> texts(ConfigNode node) {
        List<String> found = new ArrayList<>();
        List<ConfigNode> open = new ArrayList<>(List.of(node));
        while (!open.isEmpty()) {
            ConfigNode next = open.remove(0);
            if (next instanceof ConfigNode.Scalar scalar && scalar.kind() == ConfigNode.Kind.STRING) found.add(scalar.text());
            else if (next instanceof ConfigNode.Sequence sequence) open.addAll(0, sequence.items());
            else if (next instanceof ConfigNode.Mapping mapping) open.addAll(0, mapping.entries().stream().map(ConfigNode.Entry::value)
                .toList());
        }
        return found;
    }
}
