package dev.gatelint.stack.next;

import dev.gatelint.model.Access;
import dev.gatelint.model.AccessRule;
import dev.gatelint.model.Certainty;
import dev.gatelint.model.Endpoint.Trait;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Guard;
import dev.gatelint.model.Model;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.js.Walk;
import dev.gatelint.stack.js.flow.Machine;
import dev.gatelint.stack.js.flow.Value;
import dev.gatelint.stack.next.Doors.Door;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is wrong with the middleware of an application and with its matchers. */
final class MiddlewareFaults {
    private static final Set<String> LIBRARIES = Set.of("next-auth/middleware", "@clerk/nextjs/server", "@clerk/nextjs",
        "@kinde-oss/kinde-auth-nextjs/middleware", "@auth0/nextjs-auth0/edge", "@workos-inc/authkit-nextjs");
    private final Model.Builder model;
    private final Modules modules;
    private final NextApp app;
    private final List<Door> doors;
    private final GuardRepairs repairs;

    MiddlewareFaults(Model.Builder model, Modules modules, NextApp app, List<Door> doors, GuardRepairs repairs) {
        this.repairs = repairs;
        this.model = model;
        this.modules = modules;
        this.app = app;
        this.doors = doors;
    }

    void of(Optional<Middleware> middleware, Machine machine) {
        notLoaded(middleware);
        if (middleware.isEmpty()) return;
        guard(middleware.get(), machine);
        around(middleware.get());
        unread(middleware.get());
        runtime(middleware.get());
        for (Middleware.Entry entry : middleware.get().entries()) matcher(middleware.get(), entry);
    }

    /** A file that looks like the middleware and stands, or is named, where Next does not look. */
    private void notLoaded(Optional<Middleware> middleware) {
        boolean proxy = app.next().map(version -> version.atLeast("16.0.0-0")).orElse(true);
        modules.scripts().forEach((path, script) -> {
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (!app.holds(path) || !name.matches("_?(middlewares?|proxy)\\.[cm]?[jt]sx?")
                || middleware.map(m -> m.file().equals(path)).orElse(false) || !beside(path)) return;
            if (!app.config().exported() && convention(path) && app.next().filter(next -> next.atLeast("14.0.0-0")).isPresent()) {
                refused(path, script, name.replaceFirst("\\..*", ""), middleware);
                return;
            }
            boolean matcher = script.export("config").isPresent() && Doors.declaration(script, "config")
                .map(step -> step instanceof Step.Declare d && d.value() instanceof Expr.Fields f && f.value("matcher") != null)
                .orElse(false);
            boolean library = script.imports().stream().anyMatch(i -> LIBRARIES.contains(i.source()))
                || script.exports().stream().anyMatch(e -> LIBRARIES.contains(e.source()));
            if (!matcher && !(library && (script.export("default").isPresent() || script.export("middleware").isPresent()))
                || used(path)) return;
            String wanted = app.base() + (proxy ? "proxy" : "middleware") + name.substring(name.lastIndexOf('.'));
            String why = Modules.folder(path).equals(Modules.folder(app.base() + "x")) && name.startsWith("proxy")
                && !proxy ? "Next " + app.next().get().major() + " knows `middleware` only"
                : "Next looks for it beside the folder of the routes only";
            Span at = script.exports().stream().filter(e -> e.name().matches("default|middleware|proxy")).findFirst()
                .map(e -> new Span(path, e.start(), e.end())).orElse(new Span(path, 0, 0));
            if (app.config().exported()) {
                model.add(new Guard(at, name, "", List.of(Flaw.certain(Guard.Kind.NOT_LOADED, "never runs: `output: \"export\"` leaves files,"
                    + " which are served without it", "check who calls where the data comes from"))));
                return;
            }
            if (middleware.isPresent()) why = "Next loads `" + middleware.get().file() + "`";
            model.add(new Guard(at, name, "", List.of(Flaw.certain(Guard.Kind.NOT_LOADED, "never runs: " + why, "move it to `" + wanted
                + "`"))));
        });
    }

    /** True for a file that Next loads by its place and name. */
    private boolean convention(String path) {
        boolean proxy = app.next().map(version -> version.atLeast("16.0.0-0")).orElse(true);
        return app.config().extensions().stream().anyMatch(extension -> proxy && path.equals(app.base() + "proxy." + extension)
            || path.equals(app.base() + "middleware." + extension));
    }

    /** Next takes one such file only, and one that exports what it runs; run with 14.2.35, 15.5.29 and 16.4.6. */
    private void refused(String path, Script script, String name, Optional<Middleware> loaded) {
        List<String> exports = modules.exports(path);
        boolean two = loaded.isPresent() && !name.equals(word(loaded.get()));
        if (!two && (exports.contains("default") || exports.contains(name) || script.export("*").isPresent())) return;
        Span at = script.exports().stream().findFirst().map(e -> new Span(path, e.start(), e.end())).orElse(new Span(path, 0, 0));
        String file = path.substring(path.lastIndexOf('/') + 1);
        model.add(new Guard(at, file, "", List.of(two ? Flaw.certain(Guard.Kind.FAILS_TO_START, "stands beside `" + loaded.get().file()
            + "`, and Next " + app.next().get().major() + " does not build with both", "put what both do into `" + app.base() + "proxy`")
            : Flaw.certain(Guard.Kind.FAILS_TO_START, "exports neither a default nor `" + name + "`, and Next " + app.next().get().major()
            + (app.next().get().atLeast("16.0.0-0") ? " does not build" : " answers every request with 500"), "export the function that it runs as `" + name + "`"))));
    }

    /** True for the folders in which people look for the middleware; elsewhere it may be meant for something else, such as an image. */
    private boolean beside(String path) {
        String below = Modules.folder(path).substring(app.folder().isEmpty() ? 0
            : Math.min(Modules.folder(path).length(), app.folder().length() + 1));
        return below.matches("|src|((src/)?(app|pages|lib|libs|utils|util|middlewares?|server|auth)(/.*)?)");
    }

    private boolean used(String path) {
        return modules.scripts().entrySet().stream().anyMatch(other -> !other.getKey().equals(path)
            && (other.getValue().imports().stream().anyMatch(i -> is(other.getKey(), i.source(), path))
            || other.getValue().exports().stream().anyMatch(e -> !e.source().isEmpty() && is(other.getKey(), e.source(), path))));
    }

    private boolean is(String from, String source, String path) {
        return modules.module(from, source) instanceof Modules.Local local && local.path().equals(path);
    }

    /** A proxy always runs on Node; run with 16.4.6. */
    private void runtime(Middleware m) {
        if (!word(m).equals("proxy") || app.next().isEmpty()) return;
        Doors.declaration(modules.script(m.file()), "config").ifPresent(step -> {
            Expr runtime = step instanceof Step.Declare d && d.value() instanceof Expr.Fields fields ? fields.value("runtime") : null;
            if (runtime == null) return;
            model.add(new Guard(new Span(m.file(), runtime.start(), runtime.end()), "runtime", "", List.of(Flaw.certain(
                Guard.Kind.FAILS_TO_START, "is not allowed in a proxy, which always runs on Node: Next " + app.next().get().major()
                + " does not build", "take it away"))));
        });
    }

    /** A configuration that Next does not take from the file, because it would have to run it. */
    private void unread(Middleware m) {
        if (m.reading() == Middleware.Reading.DONE) return;
        Script.Export export = modules.script(m.file()).export("config").orElse(null);
        if (export == null) return;
        boolean refused = m.reading() == Middleware.Reading.REFUSED;
        String effect = refused ? "has to be an exported constant with nothing but values in it: Next " + app.next().get().major()
            + " does not build" : m.reading() == Middleware.Reading.LEFT_OUT ? "is left out by Next " + app.next().get().major()
            + ", which reads an exported constant with nothing but values in it: the " + word(m) + " runs for every request, whatever its"
            + " matchers say" : "has to be an exported constant with nothing but values in it: Next leaves it out up to version 14, and does"
            + " not build from 15.5 on";
        model.add(new AccessRule(new Span(m.file(), export.start(), export.end()), "config", Access.UNKNOWN,
            List.of(new Flaw<>(AccessRule.Kind.INVALID_PATTERN, effect, "write `export const config = { matcher: [\"/…\"] }`",
                refused ? Certainty.CERTAIN : Certainty.LIKELY, List.of(), List.of()))));
    }

    private List<Door> open() {
        return doors.stream().filter(door -> door.endpoint().access() == Access.PUBLIC
            && !door.endpoint().traits().contains(Trait.PUBLIC_BY_NATURE) && !door.endpoint().stack().equals("next-action")).toList();
    }

    /** Addresses that lead to what only the middleware guards, and that it does not stop. */
    private void around(Middleware m) {
        Map<Span, List<Doors.Beside>> open = new LinkedHashMap<>();
        for (Door door : doors) {
            if (door.own().access() != Access.PUBLIC || door.before().access() != Access.AUTHENTICATED
                || door.endpoint().traits().contains(Trait.PUBLIC_BY_NATURE)) continue;
            door.around().forEach(beside -> open.computeIfAbsent(beside.alias().at().at(), key -> new ArrayList<>()).add(beside));
        }
        open.forEach((at, all) -> {
            Doors.Beside first = all.stream().filter(beside -> !beside.endpoint().effects().isEmpty()).findFirst().orElse(all.get(0));
            String others = all.size() == 1 ? "" : " and to " + (all.size() - 1) + " more";
            Certainty certainty = !first.alias().sure() || first.endpoint().effects().isEmpty() ? Certainty.LIKELY : Certainty.CERTAIN;
            model.add(new AccessRule(at, first.endpoint().path(), Access.PUBLIC, List.of(new Flaw<>(AccessRule.Kind.PATH_GAP,
                "leads to `" + first.endpoint().handler().replaceFirst("#.*", "") + "`" + others + " past the " + word(m)
                + ", which is the only guard there: it is open to anyone by this address", "stop this path too, or check the session where"
                + " the data is", certainty, List.of(new Evidence(m.at(), "sees the address that was asked for"),
                new Evidence(first.endpoint().at(), "does not check the session")), List.of()))));
        });
    }

    private void guard(Middleware m, Machine machine) {
        Value value = machine.exported(m.file(), m.name());
        boolean stops = doors.stream().anyMatch(door -> door.before().access() != Access.PUBLIC || door.before().presence());
        if (!stops && !behind(m).isEmpty()) {
            openGate(m, value).ifPresent(flaw -> model.add(new Guard(m.at(), value.is("gate.withAuth") ? "withAuth" : "auth", "",
                List.of(flaw.with(certainty(m))))));
        }
        if (value.is("gate.clerkMiddleware") && !stops && open().stream().anyMatch(door -> !door.endpoint().effects().isEmpty())
            && ((List<?>) value.natively().of()).isEmpty()) {
            model.add(new Guard(m.at(), "clerkMiddleware()", "", List.of(new Flaw<>(Guard.Kind.LETS_EVERYONE_THROUGH,
                "without a handler reads the session and stops no one",
                "call `auth.protect()` in a handler for the routes that are not public",
                Certainty.POSSIBLE, List.of(new Evidence(open().get(0).endpoint().at(), "is open to anyone")), List.of()))));
        }
        List<Door> presence = doors.stream().filter(door -> door.before().presence() && door.own().access() == Access.PUBLIC
            && !door.endpoint().traits().contains(Trait.PUBLIC_BY_NATURE)
            && (!door.endpoint().effects().isEmpty() || door.endpoint().traits().contains(Trait.PAGE))).toList();
        if (!presence.isEmpty()) {
            Door first = presence.stream().filter(door -> !door.endpoint().effects().isEmpty()).findFirst().orElse(presence.get(0));
            boolean sure = !first.endpoint().effects().isEmpty();
            Evidence test = first.before().evidence().get(first.before().evidence().size() - 1);
            model.add(new Guard(m.at(), word(m), "", List.of(new Flaw<>(Guard.Kind.PRESENCE_ONLY,
                "only looks whether a cookie is there, and nothing behind it checks the session of `" + first.endpoint().id()
                + "`: anyone who sends one with any value comes in",
                "check the session where the data is", sure ? Certainty.CERTAIN
                : Certainty.POSSIBLE, List.of(test, new Evidence(first.endpoint().at(), "does not check the session")), List.of()))));
        }
        doors.stream().filter(door -> door.before().redirects() && door.before().access() == Access.AUTHENTICATED
            && door.endpoint().path().startsWith(m.config().basePath() + "/api/") && !door.endpoint().traits().contains(Trait.FRAMEWORK))
            .findFirst()
            .ifPresent(door -> model.add(new Guard(m.at(), word(m), "",
            List.of(new Flaw<>(Guard.Kind.WRONG_ANSWER, "sends anonymous callers of `" + door.endpoint().id()
                + "` to the login page: `fetch` follows and gets HTML with status 200",
                "answer 401 for paths below /api", Certainty.POSSIBLE, List.of(new Evidence(door.endpoint().at(),
                "is an API endpoint")), List.of())))));
        prefix(m, value);
    }

    /** A middleware of NextAuth that stops no caller of this application, and why. */
    private Optional<Flaw<Guard.Kind>> openGate(Middleware m, Value value) {
        if (value.is("gate.withAuth")) {
            Value options = ((List<?>) value.natively().of()).stream().map(Value.class::cast)
                .filter(given -> given.kind() == Value.Kind.OBJECT).findFirst().orElse(Value.UNDEFINED);
            return options.field("callbacks").field("authorized").kind() != Value.Kind.CLOSURE ? Optional.empty()
                : Optional.of(Flaw.certain(Guard.Kind.LETS_EVERYONE_THROUGH, "as the " + word(m)
                + " stops no one: `authorized` is true without a token, whatever is asked for", "let it be true for a token only: `!!token`"));
        }
        boolean wraps = value.is("authWrapped");
        if (!wraps && !value.is("authjs")) return Optional.empty();
        Value config = wraps ? ((NextWorld.AuthWrapped) value.natively().of()).config() : (Value) value.natively().of();
        if (config.kind() != Value.Kind.OBJECT || config.fields().containsKey("*")) return Optional.empty();
        Value callbacks = config.field("callbacks");
        boolean authorized = callbacks.field("authorized").kind() == Value.Kind.CLOSURE;
        if (wraps) {
            return !authorized ? Optional.empty() : Optional.of(Flaw.certain(Guard.Kind.LETS_EVERYONE_THROUGH, "as the " + word(m)
                + " stops no one: around a function it does not look at what `authorized` answers, and the function lets everyone on",
                "answer or redirect when `req.auth` is null"));
        }
        boolean none = callbacks.field("authorized").kind() == Value.Kind.UNDEFINED && !callbacks.fields().containsKey("*");
        if (!none) return Optional.empty();
        Flaw<Guard.Kind> flaw = Flaw.certain(Guard.Kind.LETS_EVERYONE_THROUGH, "as the " + word(m)
            + " reads the session and stops no one: the configuration has no `callbacks.authorized`",
            "add `authorized: ({ auth }) => !!auth?.user` to its callbacks");
        // before its own addresses it would stop the login too, and before the home page everyone
        boolean picks = Boolean.FALSE.equals(m.takes("/")) && Boolean.FALSE.equals(m.takes("/api/auth/callback/x1"));
        return Optional.of(picks ? repairs.authorized(m.file()).map(flaw::repairedBy).orElse(flaw) : flaw);
    }

    /** What the middleware surely runs for. */
    private List<Door> behind(Middleware m) {
        return doors.stream().filter(door -> !door.endpoint().stack().equals("next-action")
            && Boolean.TRUE.equals(m.takes(Natures.witness(path(m, door))))).toList();
    }

    /** A middleware for every path may be there to renew the cookie; one for some paths is there to stop someone. */
    private Certainty certainty(Middleware m) {
        List<Door> open = behind(m).stream().filter(door -> door.endpoint().access() == Access.PUBLIC
            && !door.endpoint().traits().contains(Trait.PUBLIC_BY_NATURE)).toList();
        boolean picks = Boolean.FALSE.equals(m.takes("/"));
        boolean acts = open.stream().anyMatch(door -> !door.own().open().effects.isEmpty());
        return picks && acts ? Certainty.CERTAIN : !open.isEmpty() && (picks || acts) ? Certainty.LIKELY : Certainty.POSSIBLE;
    }

    private static String word(Middleware m) {
        return m.file().substring(m.file().lastIndexOf('/') + 1).startsWith("proxy") ? "proxy" : "middleware";
    }

    /** next-auth 4 never looks at paths that begin like its own. */
    private void prefix(Middleware m, Value value) {
        boolean withAuth = value.is("gate.withAuth") || value.external() != null
            && value.external().source().equals("next-auth/middleware");
        if (!withAuth) return;
        for (Door door : open()) {
            String path = door.endpoint().path();
            if (!path.startsWith("/api/auth") || door.endpoint().effects().isEmpty()
                || !Boolean.TRUE.equals(m.takes(Natures.witness(path)))) continue;
            model.add(new AccessRule(m.at(), "withAuth", Access.AUTHENTICATED,
                List.of(Flaw.<AccessRule.Kind>certain(AccessRule.Kind.PATH_GAP,
                "never looks at paths that begin with /api/auth: `" + door.endpoint().id()
                + "` is open to anyone", "check the session in the handler, or move it to another path")
                .because(new Evidence(door.endpoint().at(), "is open to anyone")))));
        }
    }

    private void matcher(Middleware m, Middleware.Entry entry) {
        String source = entry.matcher().source();
        List<Flaw<AccessRule.Kind>> flaws = new ArrayList<>();
        List<MatcherCompiler.Compiled> compiled = m.compilers().stream()
            .map(compiler -> compiler.middleware(entry.matcher(), m.config().basePath(), m.config().localized())).toList();
        if (compiled.stream().allMatch(MatcherCompiler.Rejected.class::isInstance)) {
            flaws.add(Flaw.certain(AccessRule.Kind.INVALID_PATTERN, "is not accepted by Next: "
                + ((MatcherCompiler.Rejected) compiled.get(0)).message(), "write it as `" + repaired(source) + "`"));
        } else {
            boolean stops = doors.stream().anyMatch(door -> door.before().access() != Access.PUBLIC);
            conditions(entry, flaws, stops);
            dead(m, entry, flaws);
            if (stops && flaws.isEmpty()) gaps(m, entry, flaws);
        }
        if (!flaws.isEmpty()) model.add(new AccessRule(entry.at(), source, Access.AUTHENTICATED, flaws));
    }

    private static String repaired(String source) {
        String path = source.startsWith("/") ? source : "/" + source;
        return path.replaceFirst("/\\*+$", "/:path*");
    }

    private static void conditions(Middleware.Entry entry, List<Flaw<AccessRule.Kind>> flaws, boolean stops) {
        if (!stops || !entry.matcher().conditional()) return;
        List<Matcher.Condition> all = new ArrayList<>(entry.matcher().has());
        all.addAll(entry.matcher().missing());
        Matcher.Condition first = all.get(0);
        boolean has = !entry.matcher().has().isEmpty();
        flaws.add(Flaw.certain(AccessRule.Kind.CALLER_CONTROLLED, "does not run for requests " + (has ? "without" : "with") + " the "
            + first.type() + " `" + first.key() + "`, which the caller decides: so anyone can step around it",
            "take `" + (has ? "has" : "missing") + "` away, or check the session behind it too"));
    }

    /** A matcher that takes no path of the application. */
    private void dead(Middleware m, Middleware.Entry entry, List<Flaw<AccessRule.Kind>> flaws) {
        String source = entry.matcher().source();
        String base = m.config().basePath();
        if (source.contains("[") && source.matches(".*/\\[[\\w.]+].*")) {
            String right = source.replaceAll("\\[\\[?\\.\\.\\.(\\w+)]?]", ":$1*").replaceAll("\\[(\\w+)]", ":$1");
            flaws.add(Flaw.<AccessRule.Kind>certain(AccessRule.Kind.NEVER_MATCHES, "means the text `"
                + source.replaceAll(".*(\\[[\\w.]+]).*", "$1") + "` and not a parameter, so it takes no request", "write `" + right + "`")
                .repairedBy(replace("Write it as a parameter", entry, right, Fix.Safety.REVIEW)));
            return;
        }
        if (!base.isEmpty() && (source.equals(base) || source.startsWith(base + "/"))) {
            String right = source.equals(base) ? "/" : source.substring(base.length());
            flaws.add(Flaw.<AccessRule.Kind>certain(AccessRule.Kind.NEVER_MATCHES,
                "has the base path in it, which Next puts before it once more: it takes `" + base + source
                + "`", "leave the base path out: `" + right + "`")
                .repairedBy(replace("Leave the base path out", entry, right, Fix.Safety.REVIEW)));
            return;
        }
        boolean any = doors.stream().filter(door -> !door.endpoint().stack().equals("next-action"))
            .anyMatch(door -> taken(m, entry, Natures.witness(path(m, door))));
        if (any || doors.isEmpty() || source.contains("(?!") || source.contains(".*")) return;
        flaws.add(new Flaw<>(AccessRule.Kind.MATCHES_NOTHING, "takes no path that this application serves", "correct it, or take it away",
            Certainty.LIKELY, List.of(), List.of()));
    }

    private static String path(Middleware m, Door door) {
        String path = door.endpoint().path().substring(m.config().basePath().length());
        return path.isEmpty() ? "/" : path;
    }

    private static boolean taken(Middleware m, Middleware.Entry entry, String path) {
        return m.compilers().stream().anyMatch(compiler -> !Boolean.FALSE.equals(m.takes(compiler, entry, path)));
    }

    private static Fix replace(String title, Middleware.Entry entry, String text, Fix.Safety safety) {
        return new Fix(title, safety, List.of(new TextEdit(new Span(entry.at().file(), entry.at().start() + 1, entry.at().end() - 1),
            text)));
    }

    /** Open endpoints that stand below or beside what a matcher takes, and that no matcher takes. */
    private void gaps(Middleware m, Middleware.Entry entry, List<Flaw<AccessRule.Kind>> flaws) {
        String source = entry.matcher().source();
        for (Door door : open()) {
            boolean matters = !door.endpoint().effects().isEmpty();
            String path = path(m, door);
            if (!matters) continue;
            if (!Boolean.FALSE.equals(m.takes(Natures.witness(path)))) {
                String dotted = Natures.witness(path).replaceAll("x1$", "x1.png");
                boolean last = path.endsWith("}") && !path.endsWith("*}");
                if (last && taken(m, entry, Natures.witness(path)) && door.before().access() == Access.AUTHENTICATED
                    && Boolean.FALSE.equals(m.takes(dotted))) bypass(door, dotted, flaws);
                continue;
            }
            String prefix = source.replaceFirst("/?[:(*].*$", "");
            boolean below = prefix.length() > 1 && (path.equals(prefix) || path.startsWith(prefix + "/"));
            boolean lookahead = source.startsWith("/((?!");
            if (!below && !lookahead) continue;
            if (lookahead && path.startsWith("/api") && source.matches("/\\(\\(\\?!(.*\\|)?api[|/)].*") && m.entries().size() == 1) {
                flaws.add(new Flaw<>(AccessRule.Kind.PATH_GAP, "leaves out every path that begins with `/api`: `" + door.endpoint().id()
                    + "` is open to anyone", "check the session in the handlers, or leave out `api/auth/` only",
                    Certainty.LIKELY, List.of(new Evidence(door.endpoint().at(), "is open to anyone")), List.of()));
                return;
            }
            if (!below) continue;
            Flaw<AccessRule.Kind> gap = new Flaw<>(AccessRule.Kind.PATH_GAP, "does not take `" + path + "`: it is open to anyone",
                "write `" + prefix + "/:path*`", Certainty.CERTAIN,
                List.of(new Evidence(door.endpoint().at(), "is open to anyone")), List.of(replace("Take everything below " + prefix, entry,
                    prefix + "/:path*", Fix.Safety.REVIEW)));
            flaws.add(gap);
            return;
        }
        for (Door door : doors) {
            String path = path(m, door);
            boolean last = path.endsWith("}") && !path.endsWith("*}");
            if (!last || !taken(m, entry, Natures.witness(path)) || door.own().access() != Access.PUBLIC
                || door.endpoint().effects().isEmpty() || door.before().access() != Access.AUTHENTICATED) continue;
            String dotted = Natures.witness(path).replaceAll("x1$", "x1.png");
            if (Boolean.FALSE.equals(m.takes(dotted))) {
                bypass(door, dotted, flaws);
                return;
            }
        }
    }

    private static void bypass(Door door, String dotted, List<Flaw<AccessRule.Kind>> flaws) {
        if (!flaws.isEmpty()) return;
        flaws.add(new Flaw<>(AccessRule.Kind.BYPASSABLE, "leaves out paths that end like a file: `" + dotted + "` reaches `"
            + door.endpoint().id() + "` and is not stopped", "check the session in the handler too",
            Certainty.CERTAIN, List.of(new Evidence(door.endpoint().at(), "takes any text as its last part")), List.of()));
    }
}
