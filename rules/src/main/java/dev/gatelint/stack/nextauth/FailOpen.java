package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Guard;
import dev.gatelint.model.Model;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Function;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.js.Target;
import dev.gatelint.stack.nextauth.Uses.Use;
import dev.gatelint.stack.npm.Installed;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tests of the session as a whole with an Auth.js 5 before beta.32: without a secret, or for a host that it does not trust, {@code auth()},
 * {@code req.auth} and what {@code authorized} gets are an error object there, which is truthy. Run on next 16.4.6 with beta.31; with beta.32
 * they are null.
 */
final class FailOpen {
    private static final String FIXED = "5.0.0-beta.32";
    private final Names names;
    private final List<AuthConfig> configs;
    private final Model.Builder model;

    private FailOpen(Names names, List<AuthConfig> configs, Model.Builder model) {
        this.names = names;
        this.configs = configs;
        this.model = model;
    }

    /** One fact for each test; nothing for other versions. */
    static void add(Map<String, Script> scripts, Names names, List<AuthConfig> configs, Optional<Installed> auth, Model.Builder model) {
        if (auth.filter(found -> found.surelyAtLeast("5.0.0-0") && found.surelyBefore(FIXED)).isEmpty()) return;
        FailOpen found = new FailOpen(names, configs, model);
        scripts.forEach((path, script) -> At.each(script, at -> {
            if (at.node() instanceof Expr.Call call && names.api(path, call.callee()) == Api.AUTH) found.lookup(path, call, at);
        }));
        found.callbacks(scripts);
    }

    private void lookup(String path, Expr.Call call, At at) {
        if (call.argument(0) instanceof Expr.Lambda lambda && !lambda.function().params().isEmpty()) {
            String request = lambda.function().params().get(0).name();
            At.each(at, lambda.function().body(), use -> {
                boolean session = use.node() instanceof Expr.Member member && member.name().equals("auth")
                    && member.object() instanceof Expr.Name name && name.name().equals(request) && !request.isEmpty();
                if (session) test(path, use);
            });
        } else if (at.parent() instanceof Expr.Await && at.outer().parent() instanceof Step.Declare) {
            Uses.ofVariable(at, Uses.variable(at)).forEach(use -> test(path, use));
        }
    }

    /** {@code authorized: ({ auth }) => !!auth} */
    private void callbacks(Map<String, Script> scripts) {
        for (AuthConfig config : configs) {
            if (!scripts.containsKey(config.home()) || !(config.option("callbacks") instanceof Expr.Fields callbacks)
                || !(callbacks.value("authorized") instanceof Expr.Lambda authorized) || authorized.function().params().isEmpty()) continue;
            Function function = authorized.function();
            if (!(function.params().get(0).target() instanceof Target.Keys keys)) continue;
            keys.parts().stream().filter(part -> part.name().equals("auth")).forEach(part -> {
                List<String> local = part.target().names().stream().map(Expr.Name::name).toList();
                At.each(scripts.get(config.home()), at -> {
                    if (at.node() instanceof Expr.Name name && local.contains(name.name()) && name.start() > function.start()
                        && name.end() <= function.end()) test(config.home(), at);
                });
            });
        }
    }

    private void test(String path, At session) {
        if (Uses.of(session) != Use.TESTED) return;
        Expr expr = (Expr) session.node();
        Span at = new Span(path, expr.start(), expr.end());
        Flaw<Guard.Kind> flaw = new Flaw<>(Guard.Kind.FAILS_OPEN,
            "is an error object, and so true, when the secret or the trusted host is missing: then the test lets anyone through", "test `"
            + Words.of(expr) + "?.user`, or upgrade next-auth to " + FIXED, Certainty.POSSIBLE, List.of(), List.of());
        // `session === null` would have to be another comparison
        boolean plain = !(session.parent() instanceof Expr.Binary binary) || binary.operator().matches("&&|\\|\\|");
        Fix fix = new Fix("Test the user", Fix.Safety.REVIEW, List.of(new TextEdit(new Span(path, expr.end(), expr.end()), "?.user")));
        model.add(new Guard(at, Words.of(expr), "", List.of(plain ? flaw.repairedBy(fix) : flaw)));
    }
}
