package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.ImportUse;
import dev.gatelint.model.ImportUse.Kind;
import dev.gatelint.model.Model;
import dev.gatelint.model.Version;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.npm.Installed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a file imports of the authentication libraries, and what it exports to Next. */
final class Imports {
    private static final Set<String> ROUTE_EXPORTS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "config",
        "generateStaticParams", "revalidate",
        "dynamic", "dynamicParams", "fetchCache", "preferredRegion", "runtime", "maxDuration", "experimental_ppr", "unstable_prefetch",
        "unstable_instant", "instant", "prefetch");
    private static final Pattern ROUTE = Pattern.compile("(src/)?app/(.*/)?route\\.[cm]?[jt]sx?");
    private static final Set<String> CLERK_SERVER = Set.of("auth", "currentUser", "clerkMiddleware", "getAuth", "createRouteMatcher",
        "clerkClient", "buildClerkProps");
    private final Context context;
    private final Graph graph;

    Imports(Context context, Graph graph) {
        this.context = context;
        this.graph = graph;
    }

    void add(Model.Builder model) {
        Optional<Version> version = context.auth().flatMap(Installed::assumed);
        for (Script.Import imported : context.script().imports()) {
            types(imported, model);
            if (imported.typeOnly()) continue;
            List<Flaw<Kind>> flaws = new ArrayList<>();
            // TypeScript leaves out what is used as a type only
            boolean runs = imported.local().isEmpty() || !context.path().matches(".*\\.[cm]?tsx?")
                || graph.used(context.path(), context.script(), imported.local());
            if (runs) version.flatMap(v -> Exports.check(v, imported.source(), imported.name()))
                .ifPresent(wrong -> flaws.add(wrong(imported, wrong)));
            if (flaws.isEmpty()) deprecated(imported).ifPresent(flaws::add);
            if (flaws.isEmpty()) others(imported).ifPresent(flaws::add);
            if (flaws.isEmpty()) wrongSide(imported).ifPresent(flaws::add);
            if (!flaws.isEmpty() || interesting(imported.source())) model.add(new ImportUse(span(imported), subject(imported), flaws));
        }
        exports(model);
    }

    /** The name of the options' type has changed in version 5. */
    private void types(Script.Import imported, Model.Builder model) {
        if (!imported.source().equals("next-auth") || !imported.name().matches("NextAuthOptions|AuthOptions")
            || !context.surelyMajor(5)) return;
        Flaw<Kind> flaw = Flaw.certain(Kind.NOT_EXPORTED, "is called NextAuthConfig in version 5: the type check of the build fails",
            "import NextAuthConfig");
        String there = "NextAuthConfig" + (imported.local().equals(imported.name()) ? " as " + imported.local() : "");
        model.add(new ImportUse(span(imported), subject(imported), List.of(flaw.repairedBy(new Fix("Import NextAuthConfig", Fix.Safety.SAFE,
            List.of(new TextEdit(span(imported), there)))))));
    }

    private static boolean interesting(String source) {
        return source.equals("next-auth") || source.startsWith("next-auth/") || source.startsWith("better-auth")
            || source.startsWith("@clerk/nextjs")
            || source.startsWith("iron-session");
    }

    private Span span(Script.Import imported) {
        return new Span(context.path(), imported.start(), imported.end());
    }

    private static String subject(Script.Import imported) {
        return switch (imported.name()) {
            case "" -> imported.source();
            case "default" -> imported.local() + " from " + imported.source();
            case "*" -> "* from " + imported.source();
            default -> imported.name() + " from " + imported.source();
        };
    }

    private Flaw<Kind> wrong(Script.Import imported, Exports.Wrong wrong) {
        Kind kind = wrong.gone() ? Kind.MODULE_GONE : Kind.NOT_EXPORTED;
        boolean own = wrong.name().equals("auth") && wrong.module().isEmpty();
        String remedy = own ? "import auth from the file that calls NextAuth" : wrong.module().isEmpty() ? "remove it"
            : "import " + (wrong.name().equals("default") ? "it" : wrong.name().equals("*") ? "* as " + imported.local() : wrong.name())
            + " from \"" + wrong.module() + "\"";
        Certainty certainty = context.surelyMajor(context.major()) ? Certainty.CERTAIN : Certainty.LIKELY;
        Flaw<Kind> flaw = new Flaw<>(kind, wrong.effect(), remedy, certainty, List.of(), List.of());
        return fix(imported, wrong).map(flaw::repairedBy).orElse(flaw);
    }

    /** Another module, when all names of the statement come from it, and another name where it has changed. */
    private Optional<Fix> fix(Script.Import imported, Exports.Wrong wrong) {
        Version version = context.auth().flatMap(Installed::assumed).orElseThrow();
        if (wrong.module().isEmpty() || imported.name().equals("*") || imported.name().isEmpty()) return Optional.empty();
        List<Script.Import> statement = context.script().imports().stream().filter(i -> i.sourceStart() == imported.sourceStart()).toList();
        boolean together = statement.stream().allMatch(i -> !i.typeOnly() && Exports.check(version, i.source(), i.name())
            .filter(other -> other.module().equals(wrong.module())).isPresent());
        if (wrong.name().equals("*")) {
            return statement.size() > 1 ? Optional.empty() : Optional.of(new Fix("Import all of it", Fix.Safety.SAFE,
                List.of(new TextEdit(span(imported), "* as " + imported.local()))));
        }
        boolean defaultChanges = statement.stream().anyMatch(i -> i.name().equals("default") != wrong.name().equals("default"));
        if (!together || defaultChanges || statement.stream().anyMatch(one -> tag(one.local()))) return Optional.empty();
        List<TextEdit> edits = new ArrayList<>();
        edits.add(new TextEdit(new Span(context.path(), imported.sourceStart(), imported.sourceEnd()), "\"" + wrong.module() + "\""));
        for (Script.Import one : statement) {
            String there = Exports.check(version, one.source(), one.name()).orElseThrow().name();
            if (there.equals(one.name())) continue;
            edits.add(new TextEdit(new Span(context.path(), one.start(), one.end()), there));
            // without an alias the uses have to follow
            if (one.local().equals(one.name())) edits.addAll(rename(one.local(), there));
        }
        if (wrong.module().equals(imported.source())) edits.remove(0);
        return Optional.of(new Fix("Import from \"" + wrong.module() + "\"", Fix.Safety.SAFE, edits));
    }

    /** It is the name of an element: where the closing tag stands is not known. */
    private boolean tag(String local) {
        boolean[] found = new boolean[1];
        At.each(context.script(), at -> {
            if (at.node() instanceof Expr.Element element && element.tag().equals(local)) found[0] = true;
        });
        return found[0];
    }

    private List<TextEdit> rename(String from, String to) {
        List<TextEdit> edits = new ArrayList<>();
        At.each(context.script(), at -> {
            if (at.node() instanceof Expr.Name name && name.name().equals(from)) edits.add(new TextEdit(context.span(name), to));
        });
        return edits;
    }

    private Optional<Flaw<Kind>> deprecated(Script.Import imported) {
        boolean old = Api.of(imported.source(), imported.name()) == Api.UNSTABLE_GET_SERVER_SESSION;
        if (!old || !context.surelyMajor(4)) return Optional.empty();
        if (!context.auth().get().surelyAtLeast("4.19.0")) {
            // the pinned version has no other name yet, and the range of package.json takes those that have
            boolean next = context.auth().get().range().filter(range -> range.takes(Version.of("4.24.15"))).isPresent();
            return next ? Optional.of(new Flaw<>(Kind.DEPRECATED, "is called getServerSession from version 4.19 on",
                "upgrade next-auth, and import getServerSession",
                Certainty.POSSIBLE, List.of(), List.of())) : Optional.empty();
        }
        Flaw<Kind> flaw = Flaw.certain(Kind.DEPRECATED, "is the old name of getServerSession", "import getServerSession");
        if (context.script().imports().stream().anyMatch(i -> i.local().equals("getServerSession"))) return Optional.of(flaw);
        List<TextEdit> edits = new ArrayList<>();
        edits.add(new TextEdit(span(imported), "getServerSession"));
        if (imported.local().equals(imported.name())) edits.addAll(rename(imported.local(), "getServerSession"));
        return Optional.of(flaw.repairedBy(new Fix("Import getServerSession", Fix.Safety.SAFE, edits)));
    }

    private Optional<Flaw<Kind>> others(Script.Import imported) {
        if (imported.source().matches("@next-auth/.+-adapter") && context.surelyMajor(5)) {
            return Optional.of(new Flaw<>(Kind.DEPRECATED, "is the adapter of version 4", "import it from \"" + imported.source()
                .replaceFirst("@next-auth/", "@auth/") + "\"",
                Certainty.CERTAIN, List.of(), List.of()));
        }
        if (imported.source().startsWith("iron-session/") && context.ironSession().filter(found -> found.surelyAtLeast("8.0.0-0"))
            .isPresent()) {
            return Optional.of(Flaw.certain(Kind.MODULE_GONE, "does not exist in version 8: the build fails",
                "call getIronSession of \"iron-session\""));
        }
        if (imported.source().startsWith("@clerk/nextjs") && imported.name().equals("authMiddleware") && context.clerkIsAsync()) {
            return Optional.of(Flaw.certain(Kind.NOT_EXPORTED, "is undefined from version 6 on",
                "call clerkMiddleware of \"@clerk/nextjs/server\""));
        }
        if (imported.source().equals("@clerk/nextjs") && CLERK_SERVER.contains(imported.name())
            && context.clerk().filter(found -> found.surelyAtLeast("5.0.0-0")).isPresent()) {
            return Optional.of(new Flaw<>(Kind.NOT_EXPORTED, "is undefined from version 5 on", "import it from \"@clerk/nextjs/server\"",
                Certainty.LIKELY, List.of(), List.of()));
        }
        return Optional.empty();
    }

    /** What only a server has, in a file that says {@code use client}. */
    private Optional<Flaw<Kind>> wrongSide(Script.Import imported) {
        if (!context.script().client()) return Optional.empty();
        Api api = Api.of(imported.source(), imported.name());
        boolean server = api == Api.GET_SERVER_SESSION || api == Api.UNSTABLE_GET_SERVER_SESSION || api == Api.NEXT_HEADERS
            || imported.source().equals("@clerk/nextjs/server")
            || imported.source().equals("better-auth") && imported.name().equals("betterAuth");
        if (!server && context.names().modules().origin(context.path(), imported.local()) instanceof Modules.Local local) {
            server = context.configs().stream().anyMatch(config -> config.path().equals(local.path()))
                && graph.used(context.path(), context.script(), imported.local());
        }
        if (!server) return loaded(imported);
        return Optional.of(new Flaw<>(Kind.WRONG_SIDE, "is for the server, and this file says \"use client\"",
            "look the session up in a server component and pass it on",
            Certainty.LIKELY, List.of(), List.of()));
    }

    /** A file of the project that loads, over others maybe, what only a server has; server actions are called and not loaded. */
    private Optional<Flaw<Kind>> loaded(Script.Import imported) {
        Modules modules = context.names().modules();
        if (!(modules.module(context.path(), imported.source()) instanceof Modules.Local first)
            || !graph.used(context.path(), context.script(), imported.local())) return Optional.empty();
        Script script = modules.script(first.path());
        if (script == null || script.actions() || script.client()) return Optional.empty();
        return graph.toServer(first.path()).map(way -> {
            Graph.Edge last = way.get(way.size() - 1);
            return new Flaw<>(Kind.WRONG_SIDE, "loads " + last.source()
                + ", which is for the server, and this file says \"use client\": the build fails",
                "look the session up in a server component and pass it on", Certainty.LIKELY,
                List.of(new Evidence(new Span(last.path(), last.start(), last.end()), "loads " + last.source())), List.of());
        });
    }

    private void exports(Model.Builder model) {
        String below = context.folder().isEmpty() ? context.path() : context.path()
            .substring(Math.min(context.path().length(), context.folder().length() + 1));
        if (below.matches("(src/)?proxy\\.[cm]?[jt]sx?")) proxy(model);
        if (!ROUTE.matcher(below).matches()) return;
        new HandlerTypes(context).add(model);
        List<Script.Export> exports = context.script().exports().stream().filter(e -> !e.typeOnly()).toList();
        boolean methods = exports.stream().anyMatch(e -> e.name().equals("*") || e.name().length() > 2 && ROUTE_EXPORTS.contains(e.name())
            && e.name().equals(e.name().toUpperCase(java.util.Locale.ROOT)));
        for (Script.Export export : exports) {
            Span at = new Span(context.path(), export.start(), export.end());
            if (export.name().equals("default") && !methods) {
                model.add(new ImportUse(at, "export default", List.of(defaultExport(export))));
            } else if (!export.name().equals("default") && !export.name().equals("*") && !ROUTE_EXPORTS.contains(export.name())
                && auth(export)) {
                model.add(new ImportUse(at, "export " + export.name(), invalid(below)));
            }
        }
    }

    /** {@code config.runtime} of a proxy; run on 16.4.6. */
    private void proxy(Model.Builder model) {
        if (context.next().filter(found -> found.surelyAtLeast("16.0.0-0")).isEmpty()
            || context.script().export("config").isEmpty()) return;
        for (Step step : context.script().body()) {
            if (!(step instanceof Step.Declare declare) || !(declare.value() instanceof Expr.Fields fields)
                || declare.target().names().stream().noneMatch(name -> name.name().equals("config"))) continue;
            fields.entries().stream().filter(entry -> entry.name().equals("runtime"))
                .forEach(entry -> model.add(new ImportUse(new Span(context.path(), entry.start(), entry.end()),
                "config.runtime", List.of(Flaw.certain(Kind.WRONG_EXPORT, "in the proxy fails the build: it always runs on Node.js",
                "remove it")))));
        }
    }

    private Flaw<Kind> defaultExport(Script.Export export) {
        boolean auth = context.configs().stream().anyMatch(config -> config.path().equals(context.path()));
        String remedy = auth ? "write `const handler = NextAuth(…); export { handler as GET, handler as POST }`"
            : "export a function for each method, such as GET";
        Flaw<Kind> flaw = Flaw.certain(Kind.WRONG_EXPORT, "in a route handler is never called: Next answers 405 to every request", remedy);
        return auth && context.major() == 4 ? handlers(export).map(flaw::repairedBy).orElse(flaw) : flaw;
    }

    /** {@code const handler = NextAuth(…)} and its two exports, for {@code export default NextAuth(…)}. */
    private Optional<Fix> handlers(Script.Export export) {
        boolean taken = context.names().modules().origin(context.path(), "handler") instanceof Modules.Local local
            && context.script().body().stream()
            .anyMatch(step -> step instanceof Step.Declare declare && declare.target().names().stream()
            .anyMatch(name -> name.name().equals(local.name())));
        if (taken) return Optional.empty();
        return context.script().body().stream().filter(step -> step instanceof Step.Declare declare && declare.value() instanceof Expr.Call
            && declare.target().names().stream().anyMatch(name -> name.name().equals(Script.DEFAULT))
            && export.local().equals(Script.DEFAULT)).findFirst()
            .map(step -> new Fix("Export it as GET and POST", Fix.Safety.SAFE, List.of(
                new TextEdit(new Span(context.path(), step.start(), ((Step.Declare) step).value().start()), "const handler = "),
                new TextEdit(new Span(context.path(), step.end(), step.end()), "\n\nexport { handler as GET, handler as POST };"))));
    }

    private boolean auth(Script.Export export) {
        return context.configs().stream().anyMatch(config -> config.home().equals(context.path()) && config.name().equals(export.local())
            || config.path().equals(context.path()) && export.local().matches("(?i).*(auth|options|handler|config).*"));
    }

    private List<Flaw<Kind>> invalid(String below) {
        // only the type check of the webpack build looks at it
        if (!below.matches(".*\\.[cm]?tsx?") || !context.nextAtLeast("13.4.0")) return List.of();
        boolean surely = context.webpack() || context.next().filter(found -> found.surelyAtLeast("13.4.0")
            && found.surelyBefore("16.0.0-0")).isPresent();
        return List.of(new Flaw<>(Kind.WRONG_EXPORT, surely ? "in a route handler fails the build: it is not a valid export of a route"
            : "in a route handler fails a build with webpack: it is not a valid export of a route",
            "move it to a file of its own, such as lib/auth.ts", surely ? Certainty.CERTAIN : Certainty.POSSIBLE, List.of(), List.of()));
    }
}
