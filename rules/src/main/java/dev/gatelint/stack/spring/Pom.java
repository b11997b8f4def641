package dev.gatelint.stack.spring;

import dev.gatelint.source.Span;
import dev.gatelint.stack.Unit;
import dev.gatelint.syntax.config.Config;
import dev.gatelint.syntax.config.ConfigNode;
import dev.gatelint.syntax.config.ConfigNode.Mapping;
import dev.gatelint.syntax.config.ConfigNode.Scalar;
import dev.gatelint.syntax.config.ConfigNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code pom.xml} as written. Texts may hold <code>${properties}</code>; those of profiles that are active without being asked for are
 * in it.
 *
 * @param parentPath as {@code relativePath} says, {@code ../pom.xml} without it, empty when the parent is not to be looked for in the
 * sources
 * @param plugins    {@code group:artifact} of build plugins
 * @param generators what each execution of the OpenAPI generator is told
 */
record Pom(Optional<Library> parent, String parentPath, String group, String artifact, String version, String packaging,
    Map<String, String> properties,
           List<Library> dependencies, List<Library> managed, List<String> plugins,
           List<Map<String, String>> generators) {
    Pom {
        generators = List.copyOf(generators);
        properties = Map.copyOf(properties);
        dependencies = List.copyOf(dependencies);
        managed = List.copyOf(managed);
        plugins = List.copyOf(plugins);
    }

    /** A dependency as written; {@code version} is empty when it is managed. */
    record Library(String group, String artifact, String version, String scope, String type, Span at) {
        String name() {
            return group + ":" + artifact;
        }

        /** The same in this version. */
        Library of(String resolved) {
            return new Library(group, artifact, resolved, scope, type, at);
        }

        boolean isBom() {
            return scope.equals("import");
        }

        boolean isAtRuntime() {
            return !scope.equals("test");
        }
    }

    static Optional<Record> read(Unit unit) {
        Config config = unit.parsed(Config.class, file -> Config.read(file, Config.Format.XML));
        config.problems().forEach(unit::problem);
        Optional<ConfigNode> root = config.documents().stream().findFirst().flatMap(document -> document.at("project"));
        if (root.isEmpty()) return Optional.empty();
        ConfigNode project = root.get();
        Optional<Library> parent = project.at("parent").map(Pom::library);
        Map<String, String> properties = new LinkedHashMap<>();
        List<Library> dependencies = new ArrayList<>();
        List<Library> managed = new ArrayList<>();
        List<String> plugins = new ArrayList<>();
        List<Map<String, String>> generators = new ArrayList<>();
        children(project.at("build", "plugins"), "plugin").forEach(plugin -> generate(plugin, generators));
        add(project, properties, dependencies, managed, plugins);
        for (ConfigNode profile : children(project.at("profiles"), "profile")) {
            if (isActive(profile)) add(profile, properties, dependencies, managed, plugins);
        }
        String path = project.at("parent", "relativePath").isPresent() ? project.text("parent", "relativePath").orElse("") : "../pom.xml";
        return Optional.of(new Pom(parent, path, project.text("groupId").or(() -> parent.map(Library::group)).orElse(""),
            project.text("artifactId").orElse(""),
            project.text("version").or(() -> parent.map(Library::version)).orElse(""), project.text("packaging").orElse("jar"), properties,
                dependencies, managed, plugins, generators));
    }

    /** Active when nothing is said on the command line: by default, or because a property is not given, or is not of some value. */
    private static boolean isActive(ConfigNode profile) {
        return profile.text("activation", "activeByDefault").orElse("").equals("true")
            || profile.text("activation", "property", "name").orElse("").startsWith("!")
            || profile.text("activation", "property", "value").orElse("").startsWith("!");
    }

    private static void add(ConfigNode from, Map<String, String> properties, List<Library> dependencies, List<Library> managed,
        List<String> plugins) {
        if (from.at("properties").orElse(null) instanceof Mapping all) {
            for (ConfigNode.Entry entry : all.entries()) if (entry.value() instanceof Scalar value) properties.put(entry.key(),
                value.text().strip());
        }
        children(from.at("dependencies"), "dependency").forEach(node -> dependencies.add(library(node)));
        children(from.at("dependencyManagement", "dependencies"), "dependency").forEach(node -> managed.add(library(node)));
        children(from.at("build", "plugins"), "plugin").forEach(node -> plugins.add(library(node).name()));
    }

    private static void generate(ConfigNode plugin, List<Map<String, String>> generators) {
        if (!text(plugin, "artifactId").equals("openapi-generator-maven-plugin")) return;
        for (ConfigNode execution : children(plugin.at("executions"), "execution")) {
            Map<String, String> settings = new LinkedHashMap<>();
            for (ConfigNode from : List.of(plugin, execution)) {
                scalars(from.at("configuration"), settings);
                scalars(from.at("configuration", "configOptions"), settings);
            }
            generators.add(settings);
        }
    }

    private static void scalars(Optional<ConfigNode> from, Map<String, String> into) {
        if (!(from.orElse(null) instanceof Mapping all)) return;
        for (ConfigNode.Entry entry : all.entries()) if (entry.value() instanceof Scalar value) into.put(entry.key(), value.text().strip());
    }

    private static List<ConfigNode> children(Optional<ConfigNode> parent, String name) {
        if (!(parent.orElse(null) instanceof Mapping all)) return List.of();
        List<ConfigNode> found = new ArrayList<>();
        for (ConfigNode.Entry entry : all.entries()) {
            if (!entry.key().equals(name)) continue;
            if (entry.value() instanceof Sequence many) found.addAll(many.items());
            else found.add(entry.value());
        }
        return found;
    }

    private static Library library(ConfigNode node) {
        Span at = node.at("artifactId").map(ConfigNode::span).orElse(node.span());
        return new Library(text(node, "groupId"), text(node, "artifactId"), text(node, "version"), text(node, "scope"), text(node, "type"),
            at);
    }

    private static String text(ConfigNode node, String key) {
        return node.text(key).map(String::strip).orElse("");
    }
}
