package dev.gatelint.stack.nextauth;

import dev.gatelint.source.Fix;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Function;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.js.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds the edits that put a lookup right. */
final class Repairs {
    private final Context context;

    Repairs(Context context) {
        this.context = context;
    }

    /** How the options of the application are called here, with the import that this needs. */
    record Options(String name, List<TextEdit> edits) {}

    /** Empty when the application has no options with a name that can be imported, or more than one. */
    Optional<Options> options() {
        List<AuthConfig> named = context.configs().stream().filter(config -> !config.name().isEmpty()).toList();
        if (named.isEmpty() || named.stream().map(config -> config.home() + "#" + config.name()).distinct()
            .count() > 1) return Optional.empty();
        AuthConfig config = named.get(0);
        Modules modules = context.names().modules();
        if (config.home().equals(context.path())) return Optional.of(new Options(config.name(), List.of()));
        for (Script.Import imported : context.script().imports()) {
            if (!imported.typeOnly() && config.declares(modules.origin(context.path(), imported.local()))) {
                return Optional.of(new Options(imported.local(), List.of()));
            }
        }
        Script home = modules.script(config.home());
        Optional<Script.Export> export = home == null ? Optional.empty() : home.exports().stream()
            .filter(e -> e.local().equals(config.name()) && e.source().isEmpty() && !e.name().equals("default")).findFirst();
        boolean taken = export.isPresent() && context.script().imports().stream().anyMatch(i -> i.local().equals(export.get().name()));
        if (export.isEmpty() || taken) return Optional.empty();
        return addImport("{ " + export.get().name() + " }", relative(config.home()))
            .map(edit -> new Options(export.get().name(), List.of(edit)));
    }

    private String relative(String target) {
        String[] from = Modules.folder(context.path()).split("/");
        String[] to = target.replaceFirst("\\.[cm]?[jt]sx?$", "").split("/");
        int fromLength = Modules.folder(context.path()).isEmpty() ? 0 : from.length;
        int same = 0;
        while (same < fromLength && same < to.length - 1 && from[same].equals(to[same])) same++;
        StringBuilder out = new StringBuilder(same == fromLength ? "./" : "../".repeat(fromLength - same));
        for (int i = same; i < to.length; i++) out.append(i > same ? "/" : "").append(to[i]);
        return out.toString();
    }

    /** An import behind the last one of the file, or before all else; empty when something else has to stand first. */
    Optional<TextEdit> addImport(String names, String source) {
        String text = "import " + names + " from \"" + source + "\"";
        int end = context.script().imports().stream().mapToInt(Script.Import::sourceEnd).max().orElse(-1);
        if (end >= 0) return Optional.of(new TextEdit(new Span(context.path(), end, end), ";\n" + text));
        int top = context.lines().start(1);
        // an import makes a module of a file that calls require
        boolean script = context.script().body().stream().anyMatch(step -> step instanceof Step.Declare declare
            && declare.value() instanceof Expr.Call call && call.callee().dotted().equals("require"));
        return context.script().directives().isEmpty() && !script ? Optional.of(new TextEdit(new Span(context.path(), top, top), text + ";\n\n"))
            : Optional.empty();
    }

    /** Puts {@code arguments} between the parentheses of a call. */
    TextEdit arguments(Expr.Call call, String arguments) {
        int start = call.arguments().isEmpty() ? call.end() - 1 : call.arguments().get(0).start();
        int end = call.arguments().isEmpty() ? call.end() - 1 : call.arguments().get(call.arguments().size() - 1).end();
        return new TextEdit(new Span(context.path(), start, end), arguments);
    }

    /** {@code await} before a call, and {@code async} before the function around it when that is missing. */
    Optional<Fix> await(At at) {
        Expr.Call call = (Expr.Call) at.node();
        boolean chained = at.parent() instanceof Expr.Member member && member.object() == call;
        List<TextEdit> edits = new ArrayList<>();
        edits.add(new TextEdit(new Span(context.path(), call.start(), call.start()), chained ? "(await " : "await "));
        if (chained) edits.add(new TextEdit(new Span(context.path(), call.end(), call.end()), ")"));
        Optional<At> function = at.function();
        if (function.isEmpty()) return Optional.empty();
        Function around = (Function) function.get().node();
        if (around.async()) return Optional.of(new Fix("Await the lookup", Fix.Safety.SAFE, edits));
        // a getter, a constructor or a callback of a library cannot be made async just so
        boolean method = function.get().parent() instanceof Expr.Lambda && function.get().outer().parent() instanceof Expr.Entry entry
            && entry.kind() != Expr.Entry.Kind.PROPERTY;
        if (around.generator() || method || at.outermostFunction().map(At::node).orElse(null) != around) return Optional.empty();
        edits.add(new TextEdit(new Span(context.path(), around.start(), around.start()), "async "));
        return Optional.of(new Fix("Await the lookup in an async function", Fix.Safety.REVIEW, edits));
    }
}
