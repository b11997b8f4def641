package dev.gatelint.stack.next;

import dev.gatelint.source.Fix;
import dev.gatelint.source.Lines;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import dev.gatelint.stack.Project;
import dev.gatelint.stack.js.Entries;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Function;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.js.Walk;
import dev.gatelint.stack.js.flow.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts a check of the session at the start of a function, with what the application itself uses: the {@code auth} of Auth.js 5 that it
 * exports, {@code getServerSession} of next-auth 4 with the options that it exports, the {@code auth} of better-auth that it exports, or
 * Clerk where its middleware is there. Nothing when it has none of these, or more than one.
 */
final class GuardRepairs {
    private static final List<String> NAMES = List.of("session", "currentSession");
    private static final String CLERK = "@clerk/nextjs/server";
    private final Project project;
    private final Modules modules;
    private final NextApp app;
    private final Machine machine;
    private Optional<Library> library;

    GuardRepairs(Project project, Modules modules, NextApp app, Machine machine) {
        this.project = project;
        this.modules = modules;
        this.app = app;
        this.machine = machine;
    }

    /** What the application asks who is logged in: {@code name} is what {@code file} exports; of Clerk it is what the package does. */
    private record Library(Kind kind, String file, String name) {
        enum Kind { AUTH_JS, NEXT_AUTH, BETTER_AUTH, CLERK }
    }

    /** Where a function is called by Next. */
    enum Door { ROUTE, API, ACTION, PAGE_DATA }

    /** The repair for the function that a file exports under a name, or for one that stands in it. */
    Optional<Fix> guard(String path, String export, Function inline, Door door) {
        Script script = modules.script(path);
        Function function = inline != null ? inline : script == null ? null : function(script, export);
        if (function == null || function.generator() || function.firstStart() < 0 || script.imports().isEmpty()) return Optional.empty();
        Library known = library().filter(one -> !one.file.equals(path)).orElse(null);
        if (known == null) return Optional.empty();
        List<String> names = known.kind == Library.Kind.CLERK ? List.of("userId") : NAMES;
        String name = names.stream().filter(one -> free(function, script, one)).findFirst().orElse(null);
        if (name == null) return Optional.empty();
        List<String> imports = new ArrayList<>();
        String lookup = lookup(script, path, known, function, door, imports);
        String test = known.kind == Library.Kind.AUTH_JS ? name + "?.user" : name;
        if (lookup == null) return Optional.empty();
        String end = semicolons(script) ? ";" : "";
        String taken = known.kind == Library.Kind.CLERK ? "{ " + name + " }" : name;
        List<TextEdit> edits = new ArrayList<>();
        if (!imports.isEmpty()) edits.add(importing(script, path, imports, end));
        edits.add(new TextEdit(new Span(path, function.firstStart(), function.firstStart()),
            indented(path, function, "const " + taken + " = " + lookup + end, refusal(function, door, test) + end)));
        if (!function.async()) edits.add(new TextEdit(new Span(path, function.start(), function.start()), "async "));
        return Optional.of(new Fix("Check the session first", Fix.Safety.REVIEW, edits));
    }

    /** The repair for the function that {@code auth(…)} of Auth.js 5 is around: the check of what it put into the request. */
    Optional<Fix> wrapped(String path, String export) {
        Script script = modules.script(path);
        Script.Export found = script == null ? null : script.export(export).filter(one -> one.source().isEmpty()).orElse(null);
        Step declared = found == null ? null : Doors.declaration(script, found.local()).orElse(null);
        if (!(declared instanceof Step.Declare declare) || !(declare.value() instanceof Expr.Call call)
            || !(call.argument(0) instanceof Expr.Lambda lambda)) return Optional.empty();
        Function function = lambda.function();
        if (function.params().isEmpty() || function.params().get(0).name().isEmpty() || function.firstStart() < 0) return Optional.empty();
        String end = semicolons(script) ? ";" : "";
        String check = refusal(function, Door.ROUTE, function.params().get(0).name() + ".auth?.user") + end;
        return Optional.of(new Fix("Refuse when there is no session", Fix.Safety.REVIEW, List.of(new TextEdit(
            new Span(path, function.firstStart(), function.firstStart()), indented(path, function, check)))));
    }

    /** An expression and the file that it stands in. */
    private record Written(String path, Expr expr) {}

    /** The callback that decides who comes in, for the configuration of Auth.js 5 that a middleware uses; empty when it is not certain which. */
    Optional<Fix> authorized(String middleware) {
        List<Written> calls = new ArrayList<>();
        modules.scripts().forEach((path, script) -> {
            if (app.holds(path)) Walk.each(script.body(), expr -> {
                if (expr instanceof Expr.Call call && call.callee() instanceof Expr.Name callee
                    && modules.origin(path, callee.name()).equals(new Modules.External("next-auth", "default"))) {
                    calls.add(new Written(path, call.argument(0)));
                }
            });
        });
        List<Written> used = calls.stream().filter(call -> calls.size() == 1 || call.path.equals(middleware)).toList();
        if (used.size() != 1) return Optional.empty();
        String path = used.get(0).path;
        Expr given = used.get(0).expr;
        if (given instanceof Expr.Name name && modules.origin(path, name.name()) instanceof Modules.Local home) {
            path = home.path();
            given = Doors.declaration(modules.script(path), home.name()).filter(Step.Declare.class::isInstance)
                .map(step -> ((Step.Declare) step).value()).orElse(null);
        }
        if (!(given instanceof Expr.Fields options) || options.open()) return Optional.empty();
        Expr callbacks = options.value("callbacks");
        String entry = "authorized: ({ auth }) => !!auth?.user";
        Expr.Fields home = callbacks instanceof Expr.Fields fields ? fields : options;
        if (callbacks != null && home == options) return Optional.empty();
        return Optional.of(new Fix("Let in who has a session", Fix.Safety.REVIEW, List.of(Entries.first(path,
            project.file(path).orElseThrow().lines(), home, callbacks == null ? "callbacks: { " + entry + " }" : entry))));
    }

    /** The function itself, when it is written in this file and nothing is around it. */
    private static Function function(Script script, String export) {
        Script.Export found = script.export(export).orElse(null);
        if (found == null || !found.source().isEmpty()) return null;
        Step declared = Doors.declaration(script, found.local()).orElse(null);
        if (declared instanceof Step.Define define) return define.function();
        return declared instanceof Step.Declare declare && declare.value() instanceof Expr.Lambda lambda ? lambda.function() : null;
    }

    private static boolean free(Function function, Script script, String name) {
        boolean[] used = {script.imported(name).isPresent() || Doors.declaration(script, name).isPresent()};
        function.params().forEach(param -> used[0] |= param.target().names().stream().anyMatch(n -> n.name().equals(name)));
        Walk.each(function.body(), expr -> used[0] |= expr instanceof Expr.Name named && named.name().equals(name));
        for (Step step : function.body()) {
            used[0] |= step instanceof Step.Declare declare && declare.target().names().stream().anyMatch(n -> n.name().equals(name));
        }
        return !used[0];
    }

    private Optional<Library> library() {
        if (library == null) library = find();
        return library;
    }

    private Optional<Library> find() {
        List<Library> found = new ArrayList<>();
        modules.scripts().forEach((path, script) -> {
            if (!app.holds(path)) return;
            for (Script.Export export : script.exports()) {
                if (!export.source().isEmpty() || export.typeOnly()) continue;
                if (export.name().equals("auth") && machine.exported(path, "auth").is("authjs")) {
                    found.add(new Library(Library.Kind.AUTH_JS, path, "auth"));
                } else if (betterAuth(path, script, export.local()) && export.name().equals(export.local())) {
                    found.add(new Library(Library.Kind.BETTER_AUTH, path, export.name()));
                }
            }
            boolean clerk = script.imports().stream().anyMatch(i -> i.source().equals(CLERK) && i.name().equals("clerkMiddleware"));
            if (clerk) found.add(new Library(Library.Kind.CLERK, "", "auth"));
            Walk.each(script.body(), expr -> {
                if (expr instanceof Expr.Call call) options(path, call).ifPresent(found::add);
            });
        });
        // the options of NextAuth in version 5 are no answer to who is logged in
        boolean five = found.stream().anyMatch(one -> one.kind == Library.Kind.AUTH_JS);
        List<Library> left = found.stream().filter(one -> !five || one.kind != Library.Kind.NEXT_AUTH).distinct().toList();
        return left.size() == 1 ? Optional.of(left.get(0)) : Optional.empty();
    }

    private boolean betterAuth(String path, Script script, String local) {
        return Doors.declaration(script, local).filter(step -> step instanceof Step.Declare declare
            && declare.value() instanceof Expr.Call call && call.callee() instanceof Expr.Name callee
            && modules.origin(path, callee.name()) instanceof Modules.External external
            && external.source().startsWith("better-auth") && external.name().equals("betterAuth")).isPresent();
    }

    /** The exported options that a call of {@code NextAuth} or {@code getServerSession} of version 4 is given. */
    private Optional<Library> options(String path, Expr.Call call) {
        if (!(call.callee() instanceof Expr.Name callee) || call.arguments().isEmpty()) return Optional.empty();
        if (!(call.argument(call.arguments().size() - 1) instanceof Expr.Name last)) return Optional.empty();
        boolean asks = modules.origin(path, callee.name()) instanceof Modules.External external
            && external.source().matches("next-auth(/next)?")
            && (external.name().equals("getServerSession") || external.name().equals("default"));
        if (!asks || !(modules.origin(path, last.name()) instanceof Modules.Local home)) return Optional.empty();
        Script script = modules.script(home.path());
        boolean exported = script != null && script.exports().stream()
            .anyMatch(e -> e.source().isEmpty() && e.local().equals(home.name()) && e.name().equals(home.name()));
        return exported ? Optional.of(new Library(Library.Kind.NEXT_AUTH, home.path(), home.name())) : Optional.empty();
    }

    /** How the library is called in a file; adds the import that this needs. */
    private String own(Script script, String path, Library known, List<String> imports) {
        for (Script.Import i : script.imports()) {
            if (!i.typeOnly() && modules.follow(path, i.source(), i.name()) instanceof Modules.Local local
                && local.path().equals(known.file) && local.name().equals(known.name)) {
                return i.local();
            }
        }
        return adding(script, known.name, source(path, known.file), imports);
    }

    /** How a name of a package is called in a file, which may have it from a shorter path; adds the import that this needs. */
    private static String named(Script script, String name, String source, List<String> imports) {
        for (Script.Import i : script.imports()) {
            if (!i.typeOnly() && source.startsWith(i.source()) && i.name().equals(name)) return i.local();
        }
        return adding(script, name, source, imports);
    }

    /** Null when the name means something else there. */
    private static String adding(Script script, String name, String source, List<String> imports) {
        if (script.imported(name).isPresent() || Doors.declaration(script, name).isPresent()) return null;
        imports.add("import { " + name + " } from \"" + source + "\"");
        return name;
    }

    /** As other files of the application write it, else a relative path. */
    private String source(String path, String file) {
        for (var other : modules.scripts().entrySet()) {
            if (!app.holds(other.getKey())) continue;
            for (Script.Import i : other.getValue().imports()) {
                boolean alias = !i.source().startsWith(".");
                if (alias && modules.module(other.getKey(), i.source()) instanceof Modules.Local local && local.path().equals(file)
                    && modules.module(path, i.source()) instanceof Modules.Local here && here.path().equals(file)) return i.source();
            }
        }
        String bare = file.replaceFirst("(/index)?\\.[cm]?[jt]sx?$", "");
        String inside = bare.substring(Math.min(bare.length(), app.base().length()));
        for (String prefix : List.of("@/", "~/")) {
            if (modules.module(path, prefix + inside) instanceof Modules.Local local && local.path().equals(file)) return prefix + inside;
        }
        List<String> from = List.of(Modules.folder(path).split("/"));
        List<String> to = List.of(bare.split("/"));
        int same = 0;
        while (same < from.size() && same < to.size() - 1 && from.get(same).equals(to.get(same))) same++;
        int up = Modules.folder(path).isEmpty() ? 0 : from.size() - same;
        return (up == 0 ? "./" : "../".repeat(up)) + String.join("/", to.subList(same, to.size()));
    }

    /** Behind the last import, whose own semicolon then ends the last of these. */
    private static TextEdit importing(Script script, String path, List<String> imports, String semicolon) {
        int end = script.imports().stream().mapToInt(Script.Import::sourceEnd).max().orElse(0);
        return new TextEdit(new Span(path, end, end), semicolon + "\n" + String.join(semicolon + "\n", imports));
    }

    private String lookup(Script script, String path, Library known, Function function, Door door, List<String> imports) {
        String first = function.params().isEmpty() ? "" : function.params().get(0).name();
        String second = function.params().size() < 2 ? "" : function.params().get(1).name();
        if (door == Door.API && (first.isEmpty() || second.isEmpty()) || door == Door.PAGE_DATA && first.isEmpty()) return null;
        String request = switch (door) {
            case ROUTE, ACTION -> "";
            case API -> first + ", " + second;
            case PAGE_DATA -> first + ".req, " + first + ".res";
        };
        return switch (known.kind) {
            case AUTH_JS -> {
                String auth = own(script, path, known, imports);
                yield auth == null ? null : "await " + auth + "(" + request + ")";
            }
            case NEXT_AUTH -> {
                String get = named(script, "getServerSession", "next-auth/next", imports);
                String options = own(script, path, known, imports);
                yield get == null || options == null ? null : "await " + get + "(" + (request.isEmpty() ? "" : request + ", ") + options
                    + ")";
            }
            case BETTER_AUTH -> {
                String headers = headers(script, first, door, imports);
                String auth = own(script, path, known, imports);
                yield headers == null || auth == null ? null : "await " + auth + ".api.getSession({ headers: " + headers + " })";
            }
            case CLERK -> {
                if (door == Door.PAGE_DATA) yield null;
                String auth = named(script, door == Door.API ? "getAuth" : "auth", CLERK, imports);
                yield auth == null ? null : door == Door.API ? auth + "(" + first + ")" : "await " + auth + "()";
            }
        };
    }

    /** What better-auth reads the cookie from: the same for all functions of a file, so that their repairs add the same imports. */
    private static String headers(Script script, String request, Door door, List<String> imports) {
        if (door == Door.PAGE_DATA) return null;
        if (door == Door.API) {
            String from = named(script, "fromNodeHeaders", "better-auth/node", imports);
            return from == null ? null : from + "(" + request + ".headers)";
        }
        String headers = named(script, "headers", "next/headers", imports);
        return headers == null ? null : "await " + headers + "()";
    }

    private static String refusal(Function function, Door door, String test) {
        return "if (!" + test + ") " + switch (door) {
            case ROUTE -> "return Response.json({ error: \"Unauthorized\" }, { status: 401 })";
            case API -> "return " + function.params().get(1).name() + ".status(401).json({ error: \"Unauthorized\" })";
            case ACTION -> "throw new Error(\"Unauthorized\")";
            case PAGE_DATA -> "return { redirect: { destination: \"/api/auth/signin\", permanent: false } }";
        };
    }

    /** Each line indented as the first statement is; on its line when that is the line of the function. */
    private String indented(String path, Function function, String... added) {
        Lines lines = project.file(path).orElseThrow().lines();
        if (lines.line(function.firstStart()) == lines.line(function.start())) {
            return Stream.of(added).map(line -> line.replaceFirst(";?$", "; ")).collect(Collectors.joining());
        }
        int width = lines.column(function.firstStart()) - 1;
        String indent = width == 1 ? "\t" : " ".repeat(width);
        return Stream.of(added).map(line -> line + "\n" + indent).collect(Collectors.joining());
    }

    /** Whether the file ends its statements with semicolons; true when that cannot be told. */
    private static boolean semicolons(Script script) {
        List<Step> open = new ArrayList<>(script.body());
        Walk.functions(script.body(), function -> open.addAll(function.body()));
        Walk.each(script.body(), expr -> {
            if (expr instanceof Expr.Lambda lambda && lambda.function().firstStart() >= 0) open.addAll(lambda.function().body());
        });
        int with = 0;
        int without = 0;
        for (Step step : open) {
            if (!(step instanceof Step.Return returned) || returned.value() == null) continue;
            if (returned.end() > returned.value().end()) with++;
            else without++;
        }
        return with >= without && (with > 0 || without == 0);
    }
}
