package dev.gatelint.stack.next;

import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.js.Walk;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The modules that pages, layouts and their like bring with them. Only server actions in these have an address: what route handlers alone
 * import cannot be called; seen with 14.2.35, 15.5.29 and 16.4.6. Nor can what nothing imports, but it will be with its first import, so
 * it is not told apart. Next 16 also leaves out what no client component names of a file that only client components import.
 */
final class Rendered {
    private static final Pattern PART = Pattern.compile("(page|layout|template|loading|error|global-error|not-found|default|forbidden"
        + "|unauthorized)\\.[^/]*");
    private final Modules modules;
    private final Set<Visit> visits = new HashSet<>();
    private final Deque<Visit> open = new ArrayDeque<>();
    private final Set<String> named = new HashSet<>();
    /** What anything in the project imports. */
    private final Set<String> imported = new HashSet<>();
    /** The last parts of what is imported and was not found. */
    private final Set<String> lost = new HashSet<>();
    private boolean complete = true;

    private record Visit(String path, boolean client) {}

    /** What is known of an action's address. */
    enum Address { THERE, PERHAPS, NONE }

    private Rendered(Modules modules) {
        this.modules = modules;
    }

    /** The modules of an application. */
    static Rendered of(NextApp app, Modules modules) {
        Rendered rendered = new Rendered(modules);
        rendered.complete = app.config().extensions().stream().noneMatch(extension -> extension.startsWith("md"));
        app.routes().stream().filter(route -> route.kind() == Route.Kind.PAGE).forEach(route -> rendered.visit(route.file(), true));
        modules.scripts().forEach((path, script) -> {
            boolean part = !app.router().isEmpty() && path.startsWith(app.router())
                && PART.matcher(path.substring(path.lastIndexOf('/') + 1)).matches();
            if (part) rendered.visit(path, false);
            script.imports().stream().filter(i -> !i.typeOnly()).forEach(i -> rendered.imported(path, i.source()));
            script.exports().stream().filter(e -> !e.source().isEmpty()).forEach(e -> rendered.imported(path, e.source()));
        });
        while (!rendered.open.isEmpty()) rendered.follow(rendered.open.remove());
        return rendered;
    }

    private void imported(String path, String source) {
        if (modules.module(path, source) instanceof Modules.Local local) imported.add(local.path());
    }

    private void visit(String path, boolean client) {
        Script script = modules.script(path);
        if (script == null) return;
        Visit visit = new Visit(path, client || script.client());
        if (visits.add(visit)) open.add(visit);
    }

    private void follow(Visit visit) {
        Script script = modules.script(visit.path);
        boolean client = visit.client && !script.actions();
        for (Script.Import i : script.imports()) {
            if (i.typeOnly()) continue;
            module(visit.path, i.source(), client);
            if (!(modules.follow(visit.path, i.source(), i.name()) instanceof Modules.Local local)) continue;
            named.add(local.path() + "#" + local.name());
        }
        script.exports().stream().filter(export -> !export.typeOnly() && !export.source().isEmpty())
            .forEach(export -> module(visit.path, export.source(), client));
        Walk.each(script.body(), expr -> {
            if (!(expr instanceof Expr.Call call)) return;
            if (call.kind() != Expr.Call.Kind.IMPORT && !call.callee().dotted().equals("require")) return;
            if (call.argument(0) instanceof Expr.Text text) {
                module(visit.path, text.value(), client);
                if (modules.module(visit.path, text.value()) instanceof Modules.Local local) named.add(local.path() + "#*");
            } else {
                complete = false;
            }
        });
    }

    private void module(String path, String source, boolean client) {
        Modules.Origin origin = modules.module(path, source);
        if (origin instanceof Modules.Local local) visit(local.path(), client);
        else if (origin instanceof Modules.Missing) lost.add(source.substring(source.lastIndexOf('/') + 1).replaceFirst("\\..*", ""));
    }

    /** True when these modules have the file. */
    boolean has(String path) {
        return visits.contains(new Visit(path, false)) || visits.contains(new Visit(path, true));
    }

    /** Whether the action {@code name} of a file can be called. */
    Address address(String path, String name, boolean leavesOut) {
        if (has(path)) {
            boolean clients = !visits.contains(new Visit(path, false));
            boolean used = named.contains(path + "#" + name) || named.contains(path + "#*");
            return clients && leavesOut && !used ? Address.PERHAPS : Address.THERE;
        }
        if (!imported.contains(path)) return Address.THERE;
        String[] parts = path.replaceFirst("(/index)?\\.[^./]+$", "").split("/");
        return complete && !lost.contains(parts[parts.length - 1]) ? Address.NONE : Address.PERHAPS;
    }
}
