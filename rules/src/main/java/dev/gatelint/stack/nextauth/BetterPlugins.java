package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Model;
import dev.gatelint.model.SessionLookup;
import dev.gatelint.model.SessionLookup.Kind;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Script;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code nextCookies()} of better-auth before another plugin: it passes on what cookies are there when its turn comes. Run on 1.7.25 with
 * {@code multiSession} and {@code lastLoginMethod}, whose cookies are lost then; {@code twoFactor} is read.
 */
final class BetterPlugins {
    /** Those that set cookies after a request. */
    private static final Set<String> SETTING = Set.of("multiSession", "lastLoginMethod", "twoFactor");

    private BetterPlugins() {}

    static void add(Map<String, Script> scripts, Names names, Model.Builder model) {
        scripts.forEach((path, script) -> At.each(script, at -> {
            if (!(at.node() instanceof Expr.Call call) || !name(path, call, names).equals("betterAuth")
                || !(call.argument(0) instanceof Expr.Fields options) || !(options.value("plugins") instanceof Expr.Items plugins)) return;
            List<Expr> all = plugins.elements();
            for (int i = 0; i < all.size() - 1; i++) {
                if (!name(path, all.get(i), names).equals("nextCookies")) continue;
                List<String> behind = all.stream().skip(i + 1).map(one -> name(path, one, names)).filter(SETTING::contains).toList();
                if (behind.isEmpty()) return;
                Expr own = all.get(i);
                int last = all.get(all.size() - 1).end();
                Flaw<Kind> flaw = new Flaw<>(Kind.NOT_SAVED, "stands before `" + behind.get(0)
                    + "` and does not pass on its cookies: from a server action they do not reach the browser", "make it the last plugin",
                    Certainty.LIKELY, List.of(), List.of(new Fix("Make it the last plugin", Fix.Safety.SAFE, List.of(
                        new TextEdit(new Span(path, own.start(), all.get(i + 1).start()), ""),
                        new TextEdit(new Span(path, last, last), ", " + Words.of(own))))));
                model.add(new SessionLookup(new Span(path, own.start(), own.end()), Words.of(own), path, List.of(flaw)));
            }
        }));
    }

    /** What is called, when it is a name of better-auth; empty otherwise. */
    private static String name(String path, Expr expr, Names names) {
        return expr instanceof Expr.Call call && call.callee() instanceof Expr.Name callee
            && names.modules().origin(path, callee.name()) instanceof Modules.External external
            && external.source().startsWith("better-auth") ? external.name() : "";
    }
}
