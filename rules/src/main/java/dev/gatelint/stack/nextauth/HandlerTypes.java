package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.ImportUse;
import dev.gatelint.model.ImportUse.Kind;
import dev.gatelint.model.Model;
import dev.gatelint.source.Span;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Function;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.js.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Types of the pages router on the parameters of a route handler, where Next passes a web request and the parameters of the route. */
final class HandlerTypes {
    private static final List<String> VERBS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private final Context context;

    HandlerTypes(Context context) {
        this.context = context;
    }

    /** One fact for each imported type, with what its first use does; a note where nothing is used that is not there. */
    void add(Model.Builder model) {
        Map<String, String> effects = new LinkedHashMap<>();
        At.each(context.script(), at -> {
            if (!(at.node() instanceof Function function) || at.function().isPresent() || !VERBS.contains(at.functionName())) return;
            for (Function.Param param : function.params()) {
                String type = param.type().replaceFirst("<.*$", "");
                if (param.name().isEmpty() || !type.matches("NextApiRequest|NextApiResponse")) continue;
                List<String> found = new ArrayList<>();
                At.each(at, function.body(), use -> {
                    if (use.node() instanceof Expr.Name name && name.name().equals(param.name())) effect(type, param.name(), use, found);
                });
                if (!found.isEmpty() && effects.getOrDefault(type, "").isEmpty()) effects.put(type, found.get(0));
                else effects.putIfAbsent(type, "");
            }
        });
        for (Script.Import imported : context.script().imports()) {
            String effect = imported.source().equals("next") ? effects.get(imported.name()) : null;
            if (effect == null) continue;
            Flaw<Kind> flaw = Flaw.certain(Kind.LOOKALIKE,
                "is a type of the pages router, and Next passes something else to a route handler"
                + (effect.isEmpty() ? "" : ": " + effect),
                imported.name().equals("NextApiResponse") ? "return a Response" : "take a NextRequest of \"next/server\"");
            model.add(new ImportUse(new Span(context.path(), imported.start(), imported.end()), imported.name() + " from next",
                List.of(effect.isEmpty() ? flaw.with(Certainty.POSSIBLE) : flaw)));
        }
    }

    private static void effect(String type, String name, At use, List<String> found) {
        String read = use.parent() instanceof Expr.Member member && member.object() == use.node() ? member.name() : "";
        if (type.equals("NextApiResponse")) {
            if (!read.isEmpty() && use.outer().parent() instanceof Expr.Call call
                && call.callee() == use.parent()) found.add("`" + name + "." + read + "` is not a function");
            return;
        }
        At value = use.outer();
        boolean taken = !read.isEmpty() && (value.parent() instanceof Expr.Member || value.parent() instanceof Step.Declare declare
            && declare.target() instanceof Target.Keys);
        if (taken && read.equals("query")) found.add("`" + name + ".query` is undefined, and reading from it throws");
        else if (taken && read.equals("body")) found.add("`" + name + ".body` is a stream and not what was sent");
    }
}
