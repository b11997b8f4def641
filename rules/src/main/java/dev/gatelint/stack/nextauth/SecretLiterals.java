package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Model;
import dev.gatelint.model.SecretNeed;
import dev.gatelint.model.SecretNeed.Kind;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Script;
import java.util.List;
import java.util.Map;

/** Secrets that stand in the code: in the options, in the calls of lookups, and as a last resort behind an environment variable. */
final class SecretLiterals {
    private final Map<String, Script> scripts;
    private final Names names;
    private final List<AuthConfig> configs;
    private final Absence absence;

    SecretLiterals(Map<String, Script> scripts, Names names, List<AuthConfig> configs, Absence absence) {
        this.absence = absence;
        this.scripts = scripts;
        this.names = names;
        this.configs = configs;
    }

    void add(Model.Builder model) {
        for (AuthConfig config : configs) {
            if (config.option("secret") != null) literal(config.home(), "secret", SecretSource.of(config.option("secret")), "", model);
            if (config.option("jwt") instanceof Expr.Fields jwt && jwt.value("secret") != null) {
                literal(config.home(), "jwt.secret", SecretSource.of(jwt.value("secret")), "", model);
            }
        }
        scripts.forEach((path, script) -> At.each(script, at -> {
            if (!(at.node() instanceof Expr.Call call)) return;
            Api api = names.api(path, call.callee());
            String key = api == Api.GET_TOKEN || api == Api.WITH_AUTH ? "secret" : api == Api.IRON_SESSION ? "password" : "";
            if (key.isEmpty()) return;
            for (Expr argument : call.arguments()) {
                names.value(path, argument).ifPresent(located -> {
                    if (located.expr() instanceof Expr.Fields fields && fields.value(key) != null) {
                        String also = api == Api.GET_TOKEN ? ", and a token that was signed with another one is null" : "";
                        literal(located.path(), key, SecretSource.of(fields.value(key)), also, model);
                        if (api == Api.IRON_SESSION) weak(located.path(), fields.value(key), model);
                    }
                });
            }
        }));
    }

    private void literal(String path, String subject, SecretSource source, String also, Model.Builder model) {
        if (source.literal().isEmpty()) return;
        Expr.Hidden text = source.literal().get();
        Span at = new Span(path, text.start(), text.end());
        Kind kind = text.known() ? Kind.KNOWN_VALUE : Kind.HARD_CODED;
        String who = text.known() ? "anyone can guess it and" : "everyone who can read the sources";
        if (source.names().isEmpty()) {
            Flaw<Kind> flaw = Flaw.certain(kind, "stands in the code: " + who + " can sign a session of any user" + also,
                "take it from the environment");
            String variable = subject.equals("password") ? "SESSION_PASSWORD" : "NEXTAUTH_SECRET";
            model.add(new SecretNeed(at, subject, List.of(flaw.repairedBy(new Fix("Take it from process.env." + variable, Fix.Safety.REVIEW,
                List.of(new TextEdit(at, "process.env." + variable)))))));
        } else {
            // where a schema requires the variable, the application does not come as far as to fall back
            Certainty certainty = absence.required(source.names()) ? Certainty.POSSIBLE : Certainty.CERTAIN;
            Flaw<Kind> flaw = new Flaw<>(kind, "falls back to a text of the code when " + source.names().get(0) + " is absent: " + who
                + " can then sign a session of any user",
                "leave the text out, so that a missing secret is seen", certainty, List.of(), List.of());
            boolean last = source.fallback() >= 0;
            model.add(new SecretNeed(at, subject, List.of(last ? flaw.repairedBy(new Fix("Leave the text out", Fix.Safety.REVIEW,
                List.of(new TextEdit(new Span(path, source.fallback(), text.end()), "")))) : flaw)));
        }
    }

    /** iron-session throws for a password of less than 32 characters (run on 8.0.4). */
    private static void weak(String path, Expr password, Model.Builder model) {
        if (password instanceof Expr.Hidden hidden && hidden.length() < 32) {
            model.add(new SecretNeed(new Span(path, hidden.start(), hidden.end()), "password", List.of(
                Flaw.certain(Kind.WEAK, "is shorter than 32 characters: iron-session throws for every caller",
                    "use 32 characters or more"))));
        }
    }
}
