package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.ImportUse;
import dev.gatelint.model.ImportUse.Kind;
import dev.gatelint.model.Model;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.npm.Installed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Auth.js 5 loaded from the pages router: Next does not bundle packages there, and Node cannot load {@code next/server} as the package
 * names it. Run on next 15.5.29 and 16.4.6 with webpack and Turbopack.
 */
final class Bundling {
    private final String folder;
    private final SortedMap<String, Script> scripts;
    private final Graph graph;
    private final Optional<Installed> next;

    Bundling(String folder, SortedMap<String, Script> scripts, Graph graph, Optional<Installed> next) {
        this.folder = folder;
        this.scripts = scripts;
        this.graph = graph;
        this.next = next;
    }

    private String below(String path) {
        return folder.isEmpty() ? path : path.substring(Math.min(path.length(), folder.length() + 1));
    }

    /** Reported once for an application, at the first page that loads it. */
    void add(Model.Builder model) {
        Optional<Map.Entry<String, Script>> config = scripts.entrySet().stream()
            .filter(entry -> below(entry.getKey()).matches("next\\.config\\.[cm]?[jt]s")).findFirst();
        if (config.isPresent() && told(config.get().getValue())) return;
        for (String path : scripts.keySet()) {
            if (!below(path).matches("(src/)?pages/.*\\.[cm]?[jt]sx?")) continue;
            Optional<List<Graph.Edge>> way = graph.way(path, (file, script) -> true,
                (edge, origin) -> origin instanceof Modules.External external && external.source().equals("next-auth"));
            if (way.isEmpty()) continue;
            Graph.Edge first = way.get().get(0);
            Graph.Edge last = way.get().get(way.get().size() - 1);
            boolean certain = next.filter(found -> found.surelyAtLeast("15.0.0-0")).isPresent();
            Flaw<Kind> flaw = new Flaw<>(Kind.NEEDS_SETTING, (way.get().size() == 1 ? "" : "loads next-auth 5, which ")
                + "cannot be loaded in the pages router: requests fail with \"Cannot find module 'next/server'\"",
                "set `transpilePackages: [\"next-auth\"]` in next.config", certain ? Certainty.CERTAIN : Certainty.LIKELY,
                way.get().size() == 1 ? List.of() : List.of(new Evidence(new Span(last.path(), last.start(), last.end()),
                    "loads next-auth")), List.of());
            Optional<Fix> fix = config.flatMap(entry -> fix(entry.getKey(), entry.getValue()));
            model.add(new ImportUse(new Span(path, first.start(), first.end()),
                (first.name().equals("default") ? first.local() : first.name()) + " from " + first.source(),
                List.of(fix.map(flaw::repairedBy).orElse(flaw))));
            return;
        }
    }

    /** A setting that bundles it, or one that cannot be read. */
    private static boolean told(Script config) {
        boolean[] found = new boolean[1];
        At.each(config, at -> {
            if (!(at.node() instanceof Expr.Entry entry)) return;
            if (entry.name().matches("bundlePagesRouterDependencies|bundlePagesExternals")) found[0] = true;
            if (!entry.name().equals("transpilePackages")) return;
            found[0] |= !(entry.value() instanceof Expr.Items items) || items.elements().stream()
                .anyMatch(item -> !(item instanceof Expr.Text text) || text.value().equals("next-auth"));
        });
        return found[0];
    }

    /** Into the object that the configuration declares. */
    private static Optional<Fix> fix(String path, Script config) {
        List<Expr.Fields> objects = config.body().stream().filter(step -> step instanceof Step.Declare declare
            && declare.value() instanceof Expr.Fields)
            .map(step -> (Expr.Fields) ((Step.Declare) step).value()).toList();
        if (objects.size() != 1 || objects.get(0).value("transpilePackages") != null
            || objects.get(0).entries().isEmpty()) return Optional.empty();
        Expr.Entry first = objects.get(0).entries().get(0);
        return first.kind() == Expr.Entry.Kind.SPREAD ? Optional.empty() : Optional.of(new Fix("Transpile next-auth", Fix.Safety.REVIEW,
            List.of(new TextEdit(new Span(path, first.start(), first.start()), "transpilePackages: [\"next-auth\"], "))));
    }
}
