package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Model;
import dev.gatelint.model.SessionLookup;
import dev.gatelint.model.SessionLookup.Kind;
import dev.gatelint.source.Span;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** {@code useSession} in an application that has no {@code SessionProvider} anywhere; run on next 15.5.29 with next-auth 4.24.15. */
final class Provider {
    private Provider() {}

    /** Reported once, at the first use. */
    static void add(String folder, SortedMap<String, Script> scripts, Names names, int major, Model.Builder model) {
        if (major < 4) return;
        Modules modules = names.modules();
        // a library of the workspace may hold it, under any name
        for (Script script : modules.scripts().values()) {
            if (script.imports().stream().anyMatch(i -> i.source().equals("next-auth/react")
                && (i.name().equals("*") || i.name().matches("Session(Provider|Context)")))) return;
            if (script.exports().stream().anyMatch(e -> e.source().equals("next-auth/react"))) return;
        }
        List<SessionLookup> found = new ArrayList<>();
        scripts.forEach((path, script) -> At.each(script, at -> {
            if (!found.isEmpty() || !(at.node() instanceof Expr.Call call) || names.api(path, call.callee()) != Api.USE_SESSION) return;
            Place place = Place.of(folder, path, script, at);
            if (place.where().app() || place.where().pages()) return;
            found.add(new SessionLookup(new Span(path, call.start(), call.end()), Words.of(call), place.words(),
                List.of(new Flaw<>(Kind.SERVER_LOOKUP_ON_CLIENT,
                "has no <SessionProvider> to ask, because the application has none: it throws in development, and is undefined in production",
                "put <SessionProvider> of next-auth/react around what uses it", Certainty.LIKELY, List.of(), List.of()))));
        }));
        found.forEach(model::add);
    }
}
