package dev.gatelint.stack.npm;

import dev.gatelint.source.SourceFile;
import dev.gatelint.source.Span;
import dev.gatelint.syntax.config.Config;
import dev.gatelint.syntax.config.ConfigNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code package.json} says.
 *
 * @param name         empty when it has none
 * @param dependencies of all kinds, by name; what the application itself needs comes before what it is built with and what it expects
 * @param workspaces   globs of further packages
 * @param scripts      by name, without the values of variables that they set
 * @param manager      {@code pnpm@9.1.0} of {@code packageManager}, or empty
 * @param catalogs     name of a catalog (empty for the unnamed one) to package to range, as bun keeps them here
 * @param overrides    what packages get whatever range they ask for, by name; an empty text where that depends on who asks or on the range
 */
public record PackageJson(String name, Map<String, Declared> dependencies, List<String> workspaces, Map<String, Declared> scripts,
    String manager, Map<String, Map<String, String>> catalogs, Map<String, String> overrides) {
    private static final List<String> KINDS = List.of("peerDependencies", "optionalDependencies", "devDependencies", "dependencies");
    private static final Pattern OVERRIDDEN = Pattern.compile("(?:\\*\\*/)?((?:@[^/@>]+/)?[^/@>]+)(@.*)?");

    public PackageJson {
        dependencies = Map.copyOf(dependencies);
        workspaces = List.copyOf(workspaces);
        scripts = Map.copyOf(scripts);
        catalogs = Map.copyOf(catalogs);
        overrides = Map.copyOf(overrides);
    }

    /** A value and where it stands. */
    public record Declared(String text, Span at) {}

    static PackageJson read(SourceFile file, Config config) {
        ConfigNode root = config.documents().isEmpty() ? new ConfigNode.Mapping(file.span(0, 0), List.of()) : config.documents().get(0);
        Map<String, Declared> dependencies = new LinkedHashMap<>();
        for (String kind : KINDS) dependencies.putAll(declared(root.at(kind)));
        ConfigNode workspaces = root.at("workspaces").orElse(root);
        List<String> globs = workspaces instanceof ConfigNode.Sequence ? texts(workspaces) : workspaces.at("packages")
            .map(PackageJson::texts).orElse(List.of());
        return new PackageJson(root.text("name").orElse(""), dependencies, root.at("workspaces").isEmpty() ? List.of() : globs,
            scripts(root), root.text("packageManager").orElse(""), catalogs(workspaces), overrides(root));
    }

    /**
     * What npm and bun call {@code overrides}, yarn {@code resolutions}, and pnpm either, below {@code pnpm} or in its workspace file.
     * Those for what other packages depend on, {@code "a>b"} and {@code "a/b"}, do not concern what an application itself asks for.
     */
    static Map<String, String> overrides(ConfigNode root) {
        Map<String, String> found = new LinkedHashMap<>();
        for (Optional<ConfigNode> all : List.of(root.at("overrides"), root.at("resolutions"), root.at("pnpm", "overrides"))) {
            if (!(all.orElse(null) instanceof ConfigNode.Mapping mapping)) continue;
            for (ConfigNode.Entry entry : mapping.entries()) {
                Matcher name = OVERRIDDEN.matcher(entry.key());
                // npm writes "." for the package itself beside those of what it depends on
                Optional<String> range = entry.value() instanceof ConfigNode.Scalar ? entry.value().text() : entry.value().text(".");
                if (name.matches() && range.isPresent()) found.put(name.group(1), name.group(2) == null ? range.get() : "");
            }
        }
        return found;
    }

    private static Map<String, Declared> declared(Optional<ConfigNode> node) {
        Map<String, Declared> found = new LinkedHashMap<>();
        if (node.orElse(null) instanceof ConfigNode.Mapping mapping) {
            for (ConfigNode.Entry entry : mapping.entries()) {
                if (entry.value() instanceof ConfigNode.Scalar scalar) found.put(entry.key(), new Declared(scalar.text(), scalar.span()));
            }
        }
        return found;
    }

    private static Map<String, Declared> scripts(ConfigNode root) {
        Map<String, Declared> found = declared(root.at("scripts"));
        found.replaceAll((name, script) -> new Declared(script.text()
            .replaceAll("\\b([A-Z][A-Z0-9_]{2,})=(\"[^\"]*\"|'[^']*'|[^\\s\"'&|;]+)", "$1="), script.at()));
        return found;
    }

    private static List<String> texts(ConfigNode node) {
        List<String> found = new ArrayList<>();
        if (node instanceof ConfigNode.Sequence sequence) {
            for (ConfigNode item : sequence.items()) if (item instanceof ConfigNode.Scalar scalar) found.add(scalar.text());
        }
        return found;
    }

    /** The keys {@code catalog} and {@code catalogs} below {@code node}, as pnpm and bun write them. */
    static Map<String, Map<String, String>> catalogs(ConfigNode node) {
        Map<String, Map<String, String>> found = new LinkedHashMap<>();
        node.at("catalog").ifPresent(one -> found.put("", ranges(one)));
        if (node.at("catalogs").orElse(null) instanceof ConfigNode.Mapping named) {
            for (ConfigNode.Entry entry : named.entries()) found.put(entry.key().equals("default") ? "" : entry.key(),
                ranges(entry.value()));
        }
        return found;
    }

    private static Map<String, String> ranges(ConfigNode node) {
        Map<String, String> found = new LinkedHashMap<>();
        declared(Optional.of(node)).forEach((name, range) -> found.put(name, range.text()));
        return found;
    }
}
