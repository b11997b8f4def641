package dev.gatelint.stack.next;

import dev.gatelint.source.Fix;
import dev.gatelint.source.Lines;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import dev.gatelint.stack.Project;
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

/**
 * Puts a check of the session at the start of a function, with what the application itself uses: the {@code auth} of Auth.js 5 that it
 * exports, or {@code getServerSession} of next-auth 4 with the options that it exports. Nothing when it exports neither, or more than one.
 */
final class GuardRepairs {
    private static final List<String> NAMES = List.of("session", "currentSession");
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

    /** What the application asks who is logged in: {@code name} is what {@code file} exports. */
    private record Library(String file, String name, boolean five) {}

    /** Where a function is called by Next. */
    enum Door { ROUTE, API, ACTION, PAGE_DATA }

    /** The repair for the function that a file exports under a name, or for one that stands in it. */
    Optional<Fix> guard(String path, String export, Function inline, Door door) {
        Script script = modules.script(path);
        Function function = inline != null ? inline : script == null ? null : function(path, script, export);
        if (function == null || function.generator() || function.firstStart() < 0 || script.imports().isEmpty()) return Optional.empty();
        String session = NAMES.stream().filter(name -> free(function, script, name)).findFirst().orElse(null);
        Optional<Library> known = library();
        if (session == null || known.isEmpty() || known.get().file.equals(path)) return Optional.empty();
        List<TextEdit> edits = new ArrayList<>();
        String callee = imported(script, path, known.get(), edits);
        if (callee == null) return Optional.empty();
        String lookup = lookup(script, path, known.get(), callee, function, door, edits);
        String refusal = refusal(function, door, known.get().five ? session + "?.user" : session);
        if (lookup == null || refusal == null) return Optional.empty();
        String end = semicolons(script) ? ";" : "";
        edits.add(new TextEdit(new Span(path, function.firstStart(), function.firstStart()),
            indented(path, function, "const " + session + " = await " + lookup + end, refusal + end)));
        if (!function.async()) edits.add(new TextEdit(new Span(path, function.start(), function.start()), "async "));
        return Optional.of(new Fix("Check the session first", Fix.Safety.REVIEW, edits));
    }

    /** The function itself, when it is written in this file and nothing is around it. */
    private static Function function(String path, Script script, String export) {
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
                if (export.source().isEmpty() && export.name().equals("auth")
                    && machine.exported(path, "auth").is("authjs")) found.add(new Library(path, "auth", true));
            }
            Walk.each(script.body(), expr -> {
                if (expr instanceof Expr.Call call) options(path, call).filter(option -> !found.contains(option)).ifPresent(found::add);
            });
        });
        boolean five = found.stream().anyMatch(Library::five);
        List<Library> left = found.stream().filter(one -> one.five == five).distinct().toList();
        return left.size() == 1 ? Optional.of(left.get(0)) : Optional.empty();
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
        return exported ? Optional.of(new Library(home.path(), home.name(), false)) : Optional.empty();
    }

    /** How the library is called in a file; adds the import that this needs. */
    private String imported(Script script, String path, Library known, List<TextEdit> edits) {
        for (Script.Import i : script.imports()) {
            if (!i.typeOnly() && modules.follow(path, i.source(), i.name()) instanceof Modules.Local local
                && local.path().equals(known.file) && local.name().equals(known.name)) {
                return i.local();
            }
        }
        if (script.imported(known.name).isPresent() || Doors.declaration(script, known.name).isPresent()) return null;
        edits.add(importing(script, path, "{ " + known.name + " }", source(path, known.file)));
        return known.name;
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

    private static TextEdit importing(Script script, String path, String names, String source) {
        int end = script.imports().stream().mapToInt(Script.Import::sourceEnd).max().orElse(0);
        return new TextEdit(new Span(path, end, end), (semicolons(script) ? ";" : "") + "\nimport " + names + " from \"" + source + "\"");
    }

    private String lookup(Script script, String path, Library known, String callee, Function function, Door door, List<TextEdit> edits) {
        String first = function.params().isEmpty() ? "" : function.params().get(0).name();
        String second = function.params().size() < 2 ? "" : function.params().get(1).name();
        String request = switch (door) {
            case ROUTE, ACTION -> "";
            case API -> first.isEmpty() || second.isEmpty() ? null : first + ", " + second;
            case PAGE_DATA -> first.isEmpty() ? null : first + ".req, " + first + ".res";
        };
        if (request == null) return null;
        if (known.five) return callee + "(" + request + ")";
        String get = script.imports().stream().filter(i -> i.name().equals("getServerSession") && !i.typeOnly()).map(Script.Import::local)
            .findFirst().orElse(null);
        if (get == null) {
            if (Doors.declaration(script, "getServerSession").isPresent()) return null;
            TextEdit mine = importing(script, path, "{ getServerSession }", "next-auth/next");
            // two inserts at one place are one
            TextEdit other = edits.stream().filter(edit -> edit.at().equals(mine.at())).findFirst().orElse(null);
            edits.remove(other);
            edits.add(other == null ? mine : new TextEdit(mine.at(), mine.text() + other.text()));
            get = "getServerSession";
        }
        return get + "(" + (request.isEmpty() ? "" : request + ", ") + callee + ")";
    }

    private static String refusal(Function function, Door door, String test) {
        return "if (!" + test + ") " + switch (door) {
            case ROUTE -> "return Response.json({ error: \"Unauthorized\" }, { status: 401 })";
            case API -> "return " + function.params().get(1).name() + ".status(401).json({ error: \"Unauthorized\" })";
            case ACTION -> "throw new Error(\"Unauthorized\")";
            case PAGE_DATA -> "return { redirect: { destination: \"/api/auth/signin\", permanent: false } }";
        };
    }

    /** Both lines, each indented as the first statement is; on its line when that is the line of the function. */
    private String indented(String path, Function function, String lookup, String refusal) {
        Lines lines = project.file(path).orElseThrow().lines();
        if (lines.line(function.firstStart()) == lines.line(function.start())) return lookup.replaceFirst(";?$", ";") + " "
            + refusal.replaceFirst(";?$", ";") + " ";
        int width = lines.column(function.firstStart()) - 1;
        String indent = width == 1 ? "\t" : " ".repeat(width);
        return lookup + "\n" + indent + refusal + "\n" + indent;
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
