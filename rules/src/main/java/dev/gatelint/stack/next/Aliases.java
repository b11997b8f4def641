package dev.gatelint.stack.next;

import dev.gatelint.model.Evidence;
import dev.gatelint.stack.next.Rewrite.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Further addresses of the files that Next serves: those that {@code rewrites} leads to them. A middleware sees the address that was asked
 * for, not the one that it is rewritten to. Which file a path reaches is decided as Next does it; run with 14.2.35, 15.5.29 and 16.4.6.
 */
final class Aliases {
    private final List<Route> routes;
    private final Set<String> files;
    private final Map<Route, List<Alias>> found = new HashMap<>();
    private final Map<Stage, List<Rule>> rules = new HashMap<>();

    /**
     * A further address.
     *
     * @param path as that of a route, without base path
     * @param at   where it is written, and what makes it lead there
     * @param sure false when it may not be there
     */
    record Alias(String path, Evidence at, boolean sure) {}

    private record Rule(Rewrite rewrite, PathTemplate source, PathTemplate destination) {
        Optional<String> rewritten(String path) {
            return source.parameters(path).flatMap(destination::completed).flatMap(destination::path);
        }
    }

    /**
     * The aliases in an application.
     *
     * @param files paths below {@code public}, with a slash in front
     */
    Aliases(List<Route> routes, List<Rewrite> rewrites, Set<String> files) {
        this.routes = routes;
        this.files = files;
        List<Rule> all = rewrites.stream().flatMap(rewrite -> rule(rewrite).stream()).toList();
        for (Stage stage : Stage.values()) rules.put(stage, all.stream().filter(rule -> rule.rewrite.stage() == stage).toList());
        all.stream().filter(rule -> rule.rewrite.stage() != Stage.REDIRECT).forEach(this::lead);
    }

    private static Optional<Rule> rule(Rewrite rewrite) {
        return PathTemplate.of(rewrite.source()).flatMap(source -> PathTemplate.of(rewrite.destination())
            .map(destination -> new Rule(rewrite, source, destination.asIn(source))));
    }

    /** The further addresses of a file. */
    List<Alias> of(Route route) {
        return found.getOrDefault(route, List.of());
    }

    /** Finds what a rewrite leads to: some request that it takes, and for each file one that would reach it. */
    private void lead(Rule rule) {
        Stream<Map<String, String>> some = Stream.of(Map.of());
        Stream<Map<String, String>> each = routes.stream().map(route -> Natures.witness(route.path()))
            .flatMap(path -> rule.destination.parameters(path).stream());
        Stream.concat(some, each).flatMap(given -> rule.source.completed(given).stream()).distinct()
            .forEach(given -> rule.source.path(given).ifPresent(path -> served(path, rule).ifPresent(route -> {
                if (Natures.witness(route.path()).equals(path)) return;
                List<Alias> known = found.computeIfAbsent(route, key -> new ArrayList<>());
                if (known.stream().anyMatch(alias -> alias.at.at().equals(rule.rewrite.at()))) return;
                known.add(new Alias(rule.source.path(named(given)).orElse(path), new Evidence(rule.rewrite.at(), "is rewritten to `"
                    + route.path() + "`"), rule.rewrite.sure()));
            })));
    }

    /** The parameters by their names where any value will do. */
    private static Map<String, String> named(Map<String, String> given) {
        Map<String, String> named = new HashMap<>();
        given.forEach((name, value) -> named.put(name, value.replace(Natures.witness("{p*}"), "{" + name + "*}")
            .replace(Natures.witness("{p}"), "{" + name + "}")));
        return named;
    }

    /** The file that a path reaches when the condition of this rule holds. */
    private Optional<Route> served(String path, Rule asked) {
        if (rules.get(Stage.REDIRECT).stream().anyMatch(rule -> applies(rule, asked) && rule.source.parameters(path).isPresent())) {
            return Optional.empty();
        }
        String at = path;
        for (Rule rule : rules.get(Stage.BEFORE_FILES)) {
            if (applies(rule, asked)) at = rule.rewritten(at).orElse(at);
        }
        Optional<Route> plain = plain(at);
        if (plain.isPresent() || files.contains(at)) return plain;
        for (Stage stage : List.of(Stage.AFTER_FILES, Stage.FALLBACK)) {
            if (stage == Stage.FALLBACK) {
                Optional<Route> route = file(at);
                if (route.isPresent()) return route;
            }
            for (Rule rule : rules.get(stage)) {
                Optional<String> next = applies(rule, asked) ? rule.rewritten(at) : Optional.empty();
                if (next.isEmpty()) continue;
                at = next.get();
                Optional<Route> route = file(at);
                if (route.isPresent()) return route;
            }
        }
        return Optional.empty();
    }

    private static boolean applies(Rule rule, Rule asked) {
        return rule == asked || !rule.rewrite.conditional() && rule.rewrite.sure();
    }

    private Optional<Route> plain(String path) {
        return routes.stream().filter(route -> route.path().equals(path) && !route.path().contains("{")).findFirst();
    }

    private Optional<Route> file(String path) {
        return plain(path).or(() -> routes.stream().filter(route -> route.path().contains("{") && route.takes(path))
            .min(Comparator.comparing(Route::rank)));
    }
}
