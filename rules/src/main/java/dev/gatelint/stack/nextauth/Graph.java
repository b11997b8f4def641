package dev.gatelint.stack.nextauth;

import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Script;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** Which module loads which, at run time: what is imported for its type only is left out. Not for use by more than one thread. */
final class Graph {
    private static final int MAX_FILES = 400;
    private static final Set<String> SERVER_MODULES = Set.of("next/headers", "server-only");
    private final Modules modules;
    private final Map<String, Set<String>> names = new HashMap<>();
    private final Map<String, List<Load>> loads = new HashMap<>();
    private final Map<String, Optional<List<Edge>>> toServer = new HashMap<>();

    Graph(Modules modules) {
        this.modules = modules;
    }

    /** An import or re-export with a source, as it stands in {@code path}. */
    record Edge(String path, String source, String name, String local, int start, int end) {}

    /** An edge and the module that it leads to. */
    private record Load(Edge edge, Modules.Origin to) {}

    private List<Load> loads(String path) {
        List<Load> known = loads.get(path);
        if (known != null) return known;
        List<Load> found = edges(path).stream().map(edge -> new Load(edge, modules.module(path, edge.source))).toList();
        loads.put(path, found);
        return found;
    }

    /** What a file loads, in order. */
    private List<Edge> edges(String path) {
        Script script = modules.script(path);
        List<Edge> found = new ArrayList<>();
        if (script == null) return found;
        for (Script.Import i : script.imports()) {
            if (!i.typeOnly() && runs(path, script, i.local())) found.add(new Edge(path, i.source(), i.name(), i.local(), i.start(),
                i.end()));
        }
        for (Script.Export e : script.exports()) {
            if (!e.typeOnly() && !e.source().isEmpty()) found.add(new Edge(path, e.source(), e.local(), "", e.start(), e.end()));
        }
        return found;
    }

    /** TypeScript leaves out what is used as a type only. */
    private boolean runs(String path, Script script, String local) {
        return local.isEmpty() || !path.matches(".*\\.[cm]?tsx?") || used(path, script, local);
    }

    /** Something at run time has this name. */
    boolean used(String path, Script script, String local) {
        Set<String> all = names.get(path);
        if (all == null) {
            Set<String> read = new HashSet<>();
            script.exports().forEach(export -> {
                if (export.source().isEmpty()) read.add(export.local());
            });
            At.each(script, at -> {
                if (at.node() instanceof Expr.Name name) read.add(name.name());
                if (at.node() instanceof Expr.Element element) read.add(element.tag().replaceFirst("\\..*", ""));
            });
            names.put(path, read);
            all = read;
        }
        return all.contains(local);
    }

    /**
     * The way from a file to the first import that is wanted, over files of the project.
     *
     * @param through files that may be passed, and whether an edge is wanted
     * @return the edges, the wanted one last; empty when there is none
     */
    Optional<List<Edge>> way(String from, BiPredicate<String, Script> through, BiPredicate<Edge, Modules.Origin> wanted) {
        Map<String, Edge> cameBy = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(from));
        Set<String> seen = new HashSet<>(Set.of(from));
        while (!open.isEmpty() && seen.size() < MAX_FILES) {
            String path = open.poll();
            for (Load load : loads(path)) {
                Edge edge = load.edge;
                if (wanted.test(edge, load.to)) return Optional.of(back(from, edge, cameBy));
                if (!(load.to instanceof Modules.Local local) || !seen.add(local.path())) continue;
                Script script = modules.script(local.path());
                if (script == null || !through.test(local.path(), script)) continue;
                cameBy.put(local.path(), edge);
                open.add(local.path());
            }
        }
        return Optional.empty();
    }

    /** The way from a file that the browser loads to what only a server has; server actions are called and not loaded. */
    Optional<List<Edge>> toServer(String from) {
        Optional<List<Edge>> known = toServer.get(from);
        if (known != null) return known;
        Optional<List<Edge>> found = way(from, (path, file) -> !file.actions() && !file.client(),
            (edge, origin) -> origin instanceof Modules.External external && SERVER_MODULES.contains(external.source()));
        toServer.put(from, found);
        return found;
    }

    private static List<Edge> back(String from, Edge last, Map<String, Edge> cameBy) {
        List<Edge> way = new ArrayList<>(List.of(last));
        for (String at = last.path; !at.equals(from); ) {
            Edge edge = cameBy.get(at);
            way.add(0, edge);
            at = edge.path;
        }
        return way;
    }
}
