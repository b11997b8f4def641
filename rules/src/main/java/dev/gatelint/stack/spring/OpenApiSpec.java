package dev.gatelint.stack.spring;

import dev.gatelint.source.Span;
import dev.gatelint.stack.Unit;
import dev.gatelint.syntax.config.Config;
import dev.gatelint.syntax.config.ConfigNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A description of an API, from which a build may generate interfaces.
 *
 * @param base       the path of its first server, or {@code basePath}
 * @param operations in order
 * @param whole      false when a part of it is in another file
 */
record OpenApiSpec(String title, String base, List<Operation> operations, boolean whole) {
    static final Set<String> MARKERS = Set.of("openapi", "swagger");
    private static final Pattern NAME = Pattern.compile("(?i)(.*/)?[^/]*(api|swagger|spec|contract)[^/]*(/[^/]+){0,3}\\.(ya?ml|json)");
    /** Of package managers, and long. */
    private static final Pattern OTHER = Pattern.compile("(.*/)?(package[^/]*|[^/]*lock)\\.(ya?ml|json)");
    private static final Set<String> VERBS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

    OpenApiSpec {
        operations = List.copyOf(operations);
    }

    /**
     * What one path does for one method.
     *
     * @param id  {@code operationId}; else made of path and method, as the generator does
     * @param tag the first; empty when there is none
     */
    record Operation(String path, String method, String id, String tag, Span at) {}

    /** True for names that descriptions have; what is in the file decides. */
    static boolean is(String path) {
        return NAME.matcher(path).matches() && !OTHER.matcher(path).matches() && !ConfigFile.is(path);
    }

    static Optional<Record> read(Unit unit) {
        Config config = unit.parsed(Config.class, file -> Config.read(file).orElseThrow());
        Optional<ConfigNode> root = config.documents().stream().findFirst()
            .filter(document -> document.at("openapi").isPresent() || document.at("swagger").isPresent());
        if (root.isEmpty() || !(root.get().at("paths").orElse(null) instanceof ConfigNode.Mapping paths)) return Optional.empty();
        List<Operation> operations = new ArrayList<>();
        boolean whole = config.problems().isEmpty();
        for (ConfigNode.Entry path : paths.entries()) {
            if (!(path.value() instanceof ConfigNode.Mapping methods)) continue;
            for (ConfigNode.Entry method : methods.entries()) {
                String verb = method.key().toUpperCase(Locale.ROOT);
                whole &= !method.key().equals("$ref");
                if (VERBS.contains(verb)) operations.add(operation(path.key(), verb, method));
            }
        }
        return Optional.of(new OpenApiSpec(root.get().text("info", "title").orElse(""), base(root.get()), operations, whole));
    }

    private static Operation operation(String path, String verb, ConfigNode.Entry method) {
        Optional<ConfigNode> tag = method.value().at("tags").filter(ConfigNode.Sequence.class::isInstance)
            .flatMap(tags -> ((ConfigNode.Sequence) tags).items().stream().findFirst());
        return new Operation(path, verb, method.value().text("operationId").orElse(path + " " + verb),
            tag.filter(ConfigNode.Scalar.class::isInstance).map(one -> ((ConfigNode.Scalar) one).text()).orElse(""),
            method.value().at("operationId").map(ConfigNode::span).orElse(method.at()));
    }

    private static String base(ConfigNode root) {
        Optional<String> server = root.at("servers").filter(ConfigNode.Sequence.class::isInstance)
            .flatMap(servers -> ((ConfigNode.Sequence) servers).items().stream().findFirst()).flatMap(first -> first.text("url"));
        String url = server.or(() -> root.text("basePath")).orElse("");
        try {
            String path = Optional.ofNullable(URI.create(url).getPath()).orElse("");
            return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        } catch (IllegalArgumentException hasVariables) {
            return "";
        }
    }
}
