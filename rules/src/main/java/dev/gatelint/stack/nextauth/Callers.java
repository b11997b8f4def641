package dev.gatelint.stack.nextauth;

import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.nextauth.Place.Where;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Where functions of library files are called from: a helper that only API routes call runs in API routes. Not for use by more than one
 * thread.
 */
final class Callers {
    private static final int MAX_HOPS = 4;
    /** Function, as path and name, to the calls of it. */
    private final Map<String, List<Call>> calls = new HashMap<>();
    private final Function<String, String> folders;
    private final Modules modules;

    private record Call(String path, At at) {}

    /** @param folders gives the folder of the application to which a path belongs */
    Callers(Modules modules, Function<String, String> folders) {
        this.modules = modules;
        this.folders = folders;
        modules.scripts().forEach((path, script) -> At.each(script, at -> {
            if (!(at.node() instanceof Expr.Call call)) return;
            String dotted = call.callee().dotted();
            if (dotted.isEmpty() || dotted.startsWith("this.")) return;
            int dot = dotted.indexOf('.');
            Modules.Origin origin = modules.origin(path, dot < 0 ? dotted : dotted.substring(0, dot));
            if (!(origin instanceof Modules.Local local)) return;
            String name = local.name();
            if (name.equals("*")) {
                if (dot < 0 || !(modules.export(local.path(), dotted.substring(dot + 1)) instanceof Modules.Local member)) return;
                calls.computeIfAbsent(member.path() + "#" + member.name(), key -> new ArrayList<>()).add(new Call(path, at));
            } else if (dot < 0) {
                calls.computeIfAbsent(local.path() + "#" + name, key -> new ArrayList<>()).add(new Call(path, at));
            }
        }));
    }

    /** The place of a node in a library file: that of all callers of the function around it, when they agree; else {@code otherwise}. */
    Place place(Context context, At at, Place otherwise) {
        Set<Where> found = new HashSet<>();
        if (!collect(context.path(), at, found, new HashSet<>(), 0) || found.isEmpty()) return otherwise;
        boolean pages = found.stream().allMatch(Where::pages);
        boolean app = found.stream().allMatch(Where::app);
        if (!pages && !app) return otherwise;
        Where one = found.size() == 1 ? found.iterator().next() : pages ? Where.API_ROUTE : Where.SERVER_COMPONENT;
        return new Place(one, otherwise.words() + ", which " + (pages ? "API routes and pages" : "the app router") + " call"
            + (pages ? "" : "s") + ",");
    }

    /** False when a caller cannot be placed. */
    private boolean collect(String path, At at, Set<Where> found, Set<String> seen, int hops) {
        At function = at.outermostFunction().orElse(null);
        if (function == null || hops > MAX_HOPS) return false;
        String name = function.functionName();
        if (name.isEmpty() || !seen.add(path + "#" + name)) return !name.isEmpty();
        List<Call> callers = calls.getOrDefault(path + "#" + name, List.of());
        if (callers.isEmpty()) return false;
        for (Call call : callers) {
            Place place = Place.of(folders.apply(call.path), call.path, modules.script(call.path), call.at);
            if (place.where() != Where.LIBRARY) found.add(place.where());
            else if (!collect(call.path, call.at, found, seen, hops + 1)) return false;
        }
        return true;
    }
}
