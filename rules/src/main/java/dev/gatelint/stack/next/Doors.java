package dev.gatelint.stack.next;

import dev.gatelint.model.Access;
import dev.gatelint.model.Endpoint.Trait;
import dev.gatelint.model.Endpoint;
import dev.gatelint.model.Evidence;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Function;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.js.Walk;
import dev.gatelint.stack.js.flow.Machine;
import dev.gatelint.stack.js.flow.Trace;
import dev.gatelint.stack.js.flow.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** The endpoints of one application, each with what its code says of who may call it. */
final class Doors {
    static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final String DATA = "/_next/data/{build}";
    private static final Value CONTEXT = Value.object(Map.of("params", NextWorld.sent(), "searchParams", NextWorld.sent(), "*", Value.ANY));
    private final NextApp app;
    private final Modules modules;
    private final Judge judge;
    private final Optional<Middleware> middleware;
    private final GuardRepairs repairs;
    private final BiConsumer<Span, String> problems;
    /** The names of the builders of procedures, by their places. */
    private final Map<Span, String> builders = new HashMap<>();
    private final List<Door> doors = new ArrayList<>();
    private final Rendered rendered;

    private Doors(NextApp app, Modules modules, Judge judge, Optional<Middleware> middleware, GuardRepairs repairs,
        BiConsumer<Span, String> problems) {
        this.problems = problems;
        this.repairs = repairs;
        rendered = Rendered.of(app, modules);
        this.app = app;
        this.modules = modules;
        this.judge = judge;
        this.middleware = middleware;
    }

    /**
     * An endpoint and how it was judged.
     *
     * @param file    where its code stands
     * @param own     what its own code says
     * @param before  what the middleware says to callers of its path
     * @param around  the same behind further addresses, on which the middleware lets more callers through
     * @param layout  the layout that stops callers before a page, when one does
     */
    record Door(Endpoint endpoint, String file, Judge.Judgement own, Middleware.Passage before, List<Beside> around,
        Optional<Evidence> layout) {
        private Door with(Endpoint other) {
            return new Door(other, file, own, before, around, layout);
        }
    }

    /** The endpoint at a further address. */
    record Beside(Aliases.Alias alias, Endpoint endpoint) {}

    /** All endpoints of an application; {@code problems} is told what was not understood, and where. */
    static List<Door> of(NextApp app, Modules modules, Judge judge, Optional<Middleware> middleware, GuardRepairs repairs,
        BiConsumer<Span, String> problems) {
        Doors found = new Doors(app, modules, judge, middleware, repairs, problems);
        for (Route route : app.routes()) found.route(route);
        if (!app.config().exported()) modules.scripts().forEach((path, script) -> {
            if (app.holds(path) || found.rendered.has(path)) found.actions(path, script);
        });
        return found.doors.stream().map(found::repaired).map(door -> besideGuarded(door, found.doors)).toList();
    }

    /** An open door in a file whose other doors are guarded is an oversight. */
    private static Door besideGuarded(Door door, List<Door> all) {
        Endpoint one = door.endpoint();
        boolean oversight = one.access() == Access.PUBLIC && all.stream().anyMatch(other -> other.file().equals(door.file())
            && (other.endpoint().access() == Access.AUTHENTICATED || other.endpoint().access() == Access.RESTRICTED));
        if (!oversight) return door;
        Set<Trait> traits = EnumSet.of(Trait.LESS_GUARDED_THAN_SIBLINGS);
        traits.addAll(one.traits());
        return door.with(new Endpoint(one.at(), one.stack(), one.methods(), one.path(), one.handler(), one.access(), one.evidence(),
            traits, one.effects(), one.repairs()));
    }

    /** An open procedure beside guarded ones can be made with their builder. */
    private Door repaired(Door door) {
        Endpoint one = door.endpoint();
        String builder = builders.getOrDefault(one.at(), "");
        if (!one.stack().equals("next-procedure") || one.access() != Access.PUBLIC || builder.isEmpty()) return door;
        List<String> guarded = doors.stream().filter(other -> other.endpoint().access() == Access.AUTHENTICATED
            && other.file().equals(door.file()) && other.endpoint().evidence().stream().noneMatch(why -> why.at().file().equals(door.file())))
            .map(other -> builders.getOrDefault(other.endpoint().at(), "")).distinct().toList();
        if (guarded.size() != 1 || guarded.get(0).isEmpty() || guarded.get(0).equals(builder)) return door;
        Fix fix = new Fix("Make it with `" + guarded.get(0) + "`", Fix.Safety.REVIEW, List.of(new TextEdit(one.at(), guarded.get(0))));
        return door.with(new Endpoint(one.at(), one.stack(), one.methods(), one.path(), one.handler(), one.access(), one.evidence(),
            one.traits(), one.effects(), List.of(fix)));
    }

    private void route(Route route) {
        if (app.config().exported() && route.kind() == Route.Kind.API) return;
        switch (route.kind()) {
            case APP_ROUTE -> routeHandlers(route);
            case API -> api(route);
            case PAGE -> page(route);
            case APP_PAGE -> appPage(route);
            case APP_METADATA -> metadata(route);
        }
    }

    private void metadata(Route route) {
        List<String> exports = modules.exports(route.file());
        if (!exports.contains("default")) return;
        String path = exports.contains("generateSitemaps") ? route.path().replaceFirst("\\.xml$", "/{__metadata_id__}")
            : exports.contains("generateImageMetadata") ? route.path() + "/{__metadata_id__}" : route.path();
        add("next-route", route, span(route.file(), "default"), List.of("GET"), path, "default",
            built(), EnumSet.of(Trait.PUBLIC_BY_NATURE), Optional.empty());
    }

    /** Of what is made while the application is built, or runs nothing of its own: anyone gets it. */
    private Judge.Judgement built() {
        return judge.judge(machine -> Value.TRUTHY, List.of());
    }

    private void routeHandlers(Route route) {
        List<String> exports = modules.exports(route.file());
        for (String method : METHODS) {
            // an export has the answers to GET, made while it is built, and nothing else
            if (!exports.contains(method) || app.config().exported() && !method.equals("GET")) continue;
            List<Value> arguments = List.of(NextWorld.request(method, "", NextWorld.Request.Mode.APP), CONTEXT);
            Judge.Judgement judged = app.config().exported() ? built()
                : judge.judge(machine -> machine.exported(route.file(), method), arguments);
            if (procedures(route, method, judged)) continue;
            add("next-route", route, span(route.file(), method), List.of(method), route.path(), method, judged,
                EnumSet.noneOf(Trait.class), Optional.empty());
        }
    }

    /** A file below {@code pages/api}: its default export answers every method, and may ask which one it is. */
    private void api(Route route) {
        if (!modules.exports(route.file()).contains("default")) return;
        Judge.Find handler = machine -> machine.exported(route.file(), "default");
        Span at = span(route.file(), "default");
        Judge.Judgement all = judge.judge(handler, api(""));
        if (procedures(route, "", all)) return;
        Map<String, Span> asked = all.open().methods;
        if (all.full() != null) all.full().methods.forEach(asked::putIfAbsent);
        if (asked.isEmpty() || all.delegated()) {
            add("next-pages-api", route, at, List.of(), route.path(), "default", all, EnumSet.noneOf(Trait.class), Optional.empty());
            return;
        }
        int before = doors.size();
        for (String method : METHODS) {
            if (!asked.containsKey(method)) continue;
            Judge.Judgement one = judge.judge(handler, api(method));
            Span test = asked.get(method);
            if (one.handled()) add("next-pages-api", route, test.file().equals(route.file()) ? test : at, List.of(method), route.path(),
                "default", one, EnumSet.noneOf(Trait.class), Optional.empty());
        }
        List<String> others = List.of("GET", "POST", "PUT", "PATCH", "DELETE").stream().filter(method -> !asked.containsKey(method))
            .toList();
        if (others.isEmpty()) return;
        Judge.Judgement rest = judge.judge(handler, api(others.get(0)));
        if (rest.handled()) add("next-pages-api", route, at, others, route.path(), "default", rest, EnumSet.noneOf(Trait.class),
            Optional.empty());
        else if (doors.size() == before) add("next-pages-api", route, at, List.of(), route.path(), "default", all,
            EnumSet.noneOf(Trait.class), Optional.empty());
    }

    private static List<Value> api(String method) {
        return api(method, "");
    }

    private static List<Value> api(String method, String path) {
        return List.of(NextWorld.request(method, path, NextWorld.Request.Mode.PAGES), NextWorld.response());
    }

    /**
     * The procedures behind a mount, each judged with all that runs before it.
     *
     * @param export the method that the handler is exported as, empty for the one handler of an API route
     * @return false when there are others that are not known, so that the mount itself stays a door
     */
    private boolean procedures(Route route, String export, Judge.Judgement mount) {
        Set<Value> mounts = new LinkedHashSet<>(mount.open().mounts);
        mounts.addAll(mount.full().mounts);
        boolean known = !mounts.isEmpty();
        List<String> exports = export.isEmpty() ? METHODS : modules.exports(route.file());
        for (Value options : mounts) {
            String base = Procedures.base(options, route.path(), app.config().basePath());
            Procedures.Router router = Procedures.of(options.field("router"));
            for (Procedures.Procedure procedure : router.procedures()) {
                List<String> methods = procedure.methods(options).stream().filter(exports::contains).toList();
                if (methods.isEmpty() || !export.isEmpty() && !methods.get(0).equals(export)) continue;
                String path = base + "/" + procedure.name();
                Judge.Judgement judged = export.isEmpty()
                    ? judge.judge(machine -> machine.exported(route.file(), "default"), api(methods.get(0), path))
                    : judge.judge(machine -> machine.exported(route.file(), export),
                        List.of(NextWorld.request(export, path, NextWorld.Request.Mode.APP), CONTEXT));
                Set<Trait> traits = EnumSet.noneOf(Trait.class);
                if (Natures.openName(procedure.name().substring(procedure.name().lastIndexOf('.') + 1))) traits.add(Trait.PUBLIC_BY_NATURE);
                if (procedure.meantOpen()) traits.add(Trait.PUBLIC_BY_INTENT);
                builders.put(procedure.at(), procedure.on());
                add("next-procedure", route, procedure.at(), methods, path, procedure.name(), judged, traits, Optional.empty());
            }
            if (router.unclear().isEmpty()) continue;
            known = false;
            String where = router.unclear().get(0);
            problems.accept(span(route.file(), export.isEmpty() ? "default" : export), "the procedures below `" + base + "`"
                + (where.isEmpty() ? "" : " in `" + where + "`" + (router.unclear().size() == 1 ? "" : " and " + (router.unclear().size() - 1)
                    + " more places")) + " are made where they cannot be followed, and are not in the list of endpoints");
        }
        return known;
    }

    private void page(Route route) {
        if (!modules.exports(route.file()).contains("default")) return;
        Judge.Judgement own = built();
        if (modules.exports(route.file()).contains("getServerSideProps") && !app.config().exported()) {
            List<Value> context = List.of(NextWorld.request("GET", "", NextWorld.Request.Mode.PAGES));
            own = judge.judge(machine -> machine.exported(route.file(), "getServerSideProps"), context);
            add("next-page-data", route, span(route.file(), "getServerSideProps"), List.of("GET"), data(route.path()),
                "getServerSideProps", own, EnumSet.of(Trait.PAGE), Optional.empty());
        }
        add("next-page", route, span(route.file(), "default"), List.of("GET"), route.path(), "default", own, EnumSet.of(Trait.PAGE),
            Optional.empty());
    }

    /** The address at which the router in the browser asks for what a page shows. */
    private static String data(String path) {
        return DATA + (path.equals("/") ? "/index" : path) + ".json";
    }

    private void appPage(Route route) {
        Script script = modules.script(route.file());
        if (!modules.exports(route.file()).contains("default")) return;
        Judge.Judgement own = script.client() || app.config().exported() ? built()
            : judge.judge(machine -> machine.exported(route.file(), "default"), List.of(CONTEXT));
        add("next-page", route, span(route.file(), "default"), List.of("GET"), route.path(), "default", own, EnumSet.of(Trait.PAGE),
            layout(route));
    }

    /** The outermost layout that stops callers without a session before a page. */
    private Optional<Evidence> layout(Route route) {
        String folder = Modules.folder(route.file());
        List<String> folders = new ArrayList<>();
        for (String at = folder; (at + "/").startsWith(app.router()); at = Modules.folder(at)) folders.add(0, at);
        for (String at : folders) {
            for (String extension : app.config().extensions()) {
                String path = at + "/layout." + extension;
                Script script = modules.script(path);
                if (script == null || script.client()) continue;
                Judge.Judgement judged = layouts.computeIfAbsent(path, key ->
                    judge.judge(machine -> machine.exported(key, "default"), List.of(CONTEXT)));
                if (judged.access() == Access.AUTHENTICATED || judged.access() == Access.RESTRICTED) {
                    return Optional.of(judged.evidence().isEmpty() ? new Evidence(span(path, "default"), "stops callers without a session")
                        : judged.evidence().get(0));
                }
            }
        }
        return Optional.empty();
    }

    private final Map<String, Judge.Judgement> layouts = new HashMap<>();

    /** The actions that stand in other functions, by file and name. */
    private final Map<String, Function> inline = new HashMap<>();

    private void actions(String path, Script script) {
        if (script.actions()) {
            for (Script.Export export : script.exports()) {
                if (export.typeOnly() || export.name().equals("*")) continue;
                Judge.Find action = machine -> machine.exported(path, export.name());
                action(path, new Span(path, export.start(), export.end()), export.name(), action,
                    List.of(NextWorld.sent(), NextWorld.sent(), NextWorld.sent(), NextWorld.sent()));
            }
            return;
        }
        for (InlineActions.Action inline : InlineActions.of(script)) {
            Function function = inline.function();
            String name = function.name().isEmpty() ? "action" : function.name();
            this.inline.put(path + "#" + name, function);
            action(path, new Span(path, function.nameStart(), Math.max(function.nameEnd(), function.nameStart() + 5)), name,
                machine -> Machine.function(path, inline.run()), inline.arguments());
        }
    }

    private void action(String path, Span at, String name, Judge.Find action, List<Value> arguments) {
        Judge.Judgement judged = judge.judge(action, arguments);
        boolean function = judged.open().ends.stream().anyMatch(end -> true);
        if (!function) return;
        Rendered.Address address = rendered.address(path, name, app.next().map(next -> next.atLeast("16.0.0-0")).orElse(true));
        if (address == Rendered.Address.NONE) return;
        String bare = path.substring(app.folder().isEmpty() || !app.holds(path) ? 0 : app.folder().length() + 1)
            .replaceFirst("\\.[^.]*$", "");
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (Natures.openName(name) || Natures.open("/" + bare)) traits.add(Trait.PUBLIC_BY_NATURE);
        if (address == Rendered.Address.PERHAPS) traits.add(Trait.UNCERTAIN);
        add("next-action", null, at, List.of("POST"), "/" + bare + "#" + name, name, judged, traits, Optional.empty());
    }

    private void add(String stack, Route route, Span at, List<String> methods, String path, String name, Judge.Judgement own,
        Set<Trait> traits, Optional<Evidence> layout) {
        boolean action = route == null;
        String base = app.config().basePath();
        String full = action || base.isEmpty() ? path : path.equals("/") ? base : base + path;
        // an action is called on the path of any page that has it, so the middleware is not before it
        Middleware.Passage before = middleware.isEmpty() || action ? Middleware.Passage.OPEN
            : middleware.get().passage(judge, Natures.witness(path), methods.isEmpty() ? "GET" : methods.get(0));
        Access access = own.access().and(before.access());
        List<Evidence> evidence = new ArrayList<>(before.evidence());
        evidence.addAll(own.evidence());
        if (own.access() == Access.UNKNOWN && own.evidence().isEmpty() && !own.open().exhausted) {
            evidence.add(new Evidence(at, "is answered by a package that is not followed"));
        }
        if (own.open().exhausted) evidence.add(new Evidence(at, "is too long to be followed to its ends"));
        boolean opaque = access == Access.PUBLIC && layout.isPresent();
        if (opaque) evidence.add(layout.get());
        Set<Trait> all = EnumSet.noneOf(Trait.class);
        all.addAll(traits);
        // a page that reads the database is what most public sites are made of
        boolean quiet = traits.contains(Trait.PAGE) && !Natures.closed(path);
        List<Trace.Effect> reached = quiet ? List.of() : reached(own);
        List<Evidence> effects = effects(reached, at.file());
        // in the name of a procedure dots are what slashes are in a path
        String purpose = stack.equals("next-procedure") ? path.replace('.', '/') : path;
        // what a GET changes in another file is more often a counter or the set-up of tables than somebody's data
        boolean reading = methods.equals(List.of("GET"));
        List<Trace.Effect> changes = reached.stream()
            .filter(effect -> effect.changes() && (!reading || effect.what().at().file().equals(at.file()))).toList();
        if (!changes.isEmpty()) all.add(Trait.CHANGES_STATE);
        if (!changes.isEmpty() && changes.stream().noneMatch(Trace.Effect::sure)) all.add(Trait.UNCERTAIN);
        if (changes.stream().anyMatch(effect -> effect.kind() == Trace.Effect.Kind.ALTERS)) all.add(Trait.ALTERS_WHAT_IS_THERE);
        if (own.delegated()) all.add(Trait.FRAMEWORK);
        // what is said to be open may be read by anyone
        if (traits.contains(Trait.PUBLIC_BY_INTENT) && !all.contains(Trait.CHANGES_STATE)) effects = List.of();
        boolean nature = !action && Natures.open(purpose) || own.delegated() && path.startsWith("/api/auth/");
        if (nature || !all.contains(Trait.PAGE) && effects.isEmpty() && own.open().lookups.isEmpty()
            && stack.equals("next-route")) all.add(Trait.PUBLIC_BY_NATURE);
        if (Natures.closed(purpose) && !nature && !effects.isEmpty()) all.add(Trait.PROTECTED_BY_NAME);
        String file = at.file();
        Endpoint endpoint = new Endpoint(at, stack, methods, full, file + "#" + name, opaque ? Access.OPAQUE : access, evidence, all,
            effects,
            all.contains(Trait.UNCERTAIN) ? List.of() : repair(stack, file, name, access, own));
        boolean whole = !action && (path.equals(route.path()) || path.equals(data(route.path())));
        List<Beside> around = whole && access != own.access() ? around(route, path, endpoint, own) : List.of();
        doors.add(new Door(endpoint, file, own, before, around, layout));
    }

    /** The addresses that lead here as well and on which the middleware lets more callers through than on the path itself. */
    private List<Beside> around(Route route, String path, Endpoint direct, Judge.Judgement own) {
        List<Aliases.Alias> aliases = new ArrayList<>(app.aliases().of(route));
        if (route.intercepts()) aliases.add(new Aliases.Alias(route.literal(), new Evidence(span(route.file(), "default"),
            "is shown by the names of its folders, too"), true));
        List<Beside> around = new ArrayList<>();
        for (Aliases.Alias alias : aliases) {
            String address = path.startsWith(DATA) ? data(alias.path()) : alias.path();
            Middleware.Passage passage = middleware.get().passage(judge, Natures.witness(address),
                direct.methods().isEmpty() ? "GET" : direct.methods().get(0));
            if (passage.access() != Access.PUBLIC) continue;
            Set<Trait> traits = EnumSet.of(Trait.OPEN_BY_GAP);
            traits.addAll(direct.traits());
            List<Evidence> evidence = new ArrayList<>(List.of(alias.at()));
            evidence.addAll(own.evidence());
            around.add(new Beside(alias, new Endpoint(direct.at(), direct.stack(), direct.methods(), app.config().basePath() + address,
                direct.handler(), alias.sure() ? own.access() : Access.UNKNOWN, evidence, traits, direct.effects(), List.of())));
        }
        return around;
    }

    /** What is done for the callers that come in: through an open door that is what no check stands before. */
    private static List<Trace.Effect> reached(Judge.Judgement own) {
        if (own.access() != Access.PUBLIC || own.presence()) return own.full().effects;
        return own.full().effects.stream().filter(Trace.Effect::open).toList();
    }

    /** What a handler does, in its own file first and the gravest first; what one call may do on one of several things is said once. */
    private static List<Evidence> effects(List<Trace.Effect> done, String file) {
        List<Evidence> effects = new ArrayList<>();
        Comparator<Trace.Effect> here = Comparator.comparing(effect -> !effect.what().at().file().equals(file));
        done.stream().sorted(here.thenComparing(Comparator.comparing(Trace.Effect::kind).reversed()))
            .map(Trace.Effect::what).filter(effect -> effects.stream().noneMatch(known -> known.at().equals(effect.at())))
            .forEach(effects::add);
        return effects;
    }

    private List<Fix> repair(String stack, String file, String name, Access access, Judge.Judgement own) {
        // where the session is asked for, something is wrong with that, and another check does not put it right
        if (access != Access.PUBLIC || own.full().effects.isEmpty() || !own.open().lookups.isEmpty()) return List.of();
        return (switch (stack) {
            case "next-route" -> repairs.guard(file, name, null, GuardRepairs.Door.ROUTE);
            case "next-pages-api" -> repairs.guard(file, name, null, GuardRepairs.Door.API);
            case "next-page-data" -> repairs.guard(file, name, null, GuardRepairs.Door.PAGE_DATA);
            case "next-action" -> repairs.guard(file, name, inline.get(file + "#" + name), GuardRepairs.Door.ACTION);
            default -> Optional.<Fix>empty();
        }).stream().toList();
    }

    private Span span(String file, String name) {
        Script script = modules.script(file);
        Optional<Script.Export> export = script.export(name).or(() -> script.exports().stream().filter(e -> e.name().equals("*"))
            .findFirst());
        return export.map(e -> new Span(file, e.start(), e.end())).orElse(new Span(file, 0, 0));
    }

    /** Every top-level step of a file that declares the name, for places. */
    static Optional<Step> declaration(Script script, String name) {
        return script.body().stream().filter(step -> step instanceof Step.Define d && d.function().name().equals(name)
            || step instanceof Step.Declare v && v.target().names().stream().anyMatch(n -> n.name().equals(name))).findFirst();
    }
}
