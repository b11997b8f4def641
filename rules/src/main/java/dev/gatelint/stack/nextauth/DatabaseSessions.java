package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Model;
import dev.gatelint.model.SessionLookup;
import dev.gatelint.model.SessionLookup.Kind;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import dev.gatelint.stack.Project;
import dev.gatelint.stack.js.Entries;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.js.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens that are looked for where the login keeps its sessions in the database, so that its cookie is the key of a row and no token. Run
 * on next 14.2.35 and 15.5.29 with next-auth 4.24.15, and on 16.4.6 with Auth.js 5.0.0-beta.32.
 */
final class DatabaseSessions {
    private final Project project;
    private final Map<String, Script> scripts;
    private final Names names;
    private final List<AuthConfig> configs;

    /** @param scripts of the application, by path */
    DatabaseSessions(Project project, Map<String, Script> scripts, Names names, List<AuthConfig> configs) {
        this.project = project;
        this.scripts = scripts;
        this.names = names;
        this.configs = configs;
    }

    void add(Model.Builder model) {
        if (configs.size() != 1) return;
        AuthConfig config = configs.get(0);
        option(config, model);
        // an application that makes tokens of its own may look for those
        boolean tokens = config.option("jwt") != null || scripts.values().stream().anyMatch(script -> script.imports().stream()
            .anyMatch(i -> i.source().endsWith("/jwt") && i.name().equals("encode")));
        if (!config.closed() || !config.strategy().equals("database") || tokens) return;
        scripts.forEach((path, script) -> {
            At.each(script, at -> {
                if (at.node() instanceof Expr.Call call && call.kind() == Expr.Call.Kind.CALL) call(config, path, call, at, model);
            });
            for (Script.Export export : script.exports()) {
                boolean own = export.source().isEmpty() && names.modules().origin(path, export.local()) instanceof Modules.External from
                    && from.source().equals("next-auth/middleware");
                if (own || export.source().equals("next-auth/middleware")) {
                    model.add(middleware(config, path, new Span(path, export.start(), export.end()), "next-auth/middleware"));
                }
            }
        });
    }

    private void call(AuthConfig config, String path, Expr.Call call, At at, Model.Builder model) {
        Api api = names.api(path, call.callee());
        Span span = new Span(path, call.start(), call.end());
        if (api == Api.WITH_AUTH) {
            List<Expr.Fields> options = call.arguments().stream().filter(Expr.Fields.class::isInstance).map(Expr.Fields.class::cast).toList();
            boolean known = call.arguments().size() - options.size() <= 1 && options.stream().noneMatch(Expr.Fields::open)
                && options.stream().allMatch(fields -> fields.value("jwt") == null);
            Expr callbacks = options.isEmpty() ? null : options.get(0).value("callbacks");
            if (!known || callbacks != null && !(callbacks instanceof Expr.Fields)) return;
            Expr authorized = callbacks instanceof Expr.Fields fields ? fields.value("authorized") : null;
            if (authorized == null) model.add(middleware(config, path, span, Words.of(call)));
            else if (takesTokenOnly(authorized)) model.add(lookup(config, path, span, Words.of(call),
                "never has a token, because the login keeps its sessions in the database: `authorized` gets null for everyone"));
        }
        boolean token = api == Api.GET_TOKEN && call.arguments().size() == 1 && call.argument(0) instanceof Expr.Fields given && !given.open()
            && given.entries().stream().allMatch(entry -> entry.name().matches("req|secret|secureCookie|salt"));
        if (token && Place.of("", path, scripts.get(path), at).where() != Place.Where.CLIENT) {
            model.add(lookup(config, path, span, Words.of(call),
                "is null for everyone, because the login keeps its sessions in the database and its cookie is no token"));
        }
    }

    /** {@code ({ token }) => …}: with the request in its hands it may look at the cookie itself. */
    private static boolean takesTokenOnly(Expr authorized) {
        return authorized instanceof Expr.Lambda lambda && lambda.function().params().size() == 1
            && lambda.function().params().get(0).target() instanceof Target.Keys keys && keys.rest() == null && keys.parts().size() == 1
            && keys.parts().get(0).name().equals("token");
    }

    private SessionLookup middleware(AuthConfig config, String path, Span at, String subject) {
        return lookup(config, path, at, subject,
            "sends everyone to the login, over and over: it looks for a token, and the login keeps its sessions in the database");
    }

    private SessionLookup lookup(AuthConfig config, String path, Span at, String subject, String effect) {
        Expr.Call call = config.call();
        Flaw<Kind> flaw = Flaw.<Kind>certain(Kind.UNSUPPORTED_HERE, effect, "give the options `session: { strategy: \"jwt\" }`")
            .because(new Evidence(new Span(config.path(), call.callee().start(), call.callee().end()),
            "sessions in the database, because of the adapter"));
        return new SessionLookup(at, subject, path, List.of(strategy(config).map(flaw::repairedBy).orElse(flaw)));
    }

    /** The strategy, where the options name none yet. */
    private Optional<Fix> strategy(AuthConfig config) {
        if (config.option("session") != null || !writtenAt(config.home(), config.options().orElseThrow())) return Optional.empty();
        TextEdit edit = Entries.first(config.home(), project.file(config.home()).orElseThrow().lines(), config.options().get(),
            "session: { strategy: \"jwt\" }");
        return Optional.of(new Fix("Keep sessions in tokens", Fix.Safety.REVIEW, List.of(edit)));
    }

    /** An object of these bounds stands in the file. */
    private boolean writtenAt(String path, Expr.Fields fields) {
        boolean[] found = new boolean[1];
        if (scripts.containsKey(path)) At.each(scripts.get(path), at -> {
            if (at.node() instanceof Expr.Fields one && one.start() == fields.start() && one.end() == fields.end()) found[0] = true;
        });
        return found[0];
    }

    /** {@code session: { jwt: true }} of version 3; from 4 on the adapter decides where no strategy is named (core/init.js of 4.24.15). */
    private void option(AuthConfig config, Model.Builder model) {
        if (!(config.option("session") instanceof Expr.Fields session) || session.value("strategy") != null
            || !(session.value("jwt") instanceof Expr.Scalar jwt) || !jwt.text().matches("true|false")
            || !writtenAt(config.home(), session)) return;
        boolean changed = jwt.text().equals("true") == (config.option("adapter") != null);
        Expr.Entry entry = session.entries().stream().filter(one -> one.name().equals("jwt")).findFirst().orElseThrow();
        String now = jwt.text().equals("true") ? "jwt" : "database";
        String effect = !changed ? "is not read any more" : config.option("adapter") != null
            ? "is not read any more: with an adapter the sessions are in the database" : "is not read any more: without an adapter the sessions are tokens";
        Span at = new Span(config.home(), entry.start(), jwt.end());
        Flaw<Kind> flaw = new Flaw<>(Kind.OUTDATED_FORM, effect, "write `strategy: \"" + now + "\"`", changed ? Certainty.CERTAIN
            : Certainty.POSSIBLE, List.of(), List.of(new Fix("Name the strategy", Fix.Safety.REVIEW, List.of(new TextEdit(at, "strategy: \""
                + now + "\"")))));
        model.add(new SessionLookup(at, "session: { jwt: " + jwt.text() + " }", config.home(), List.of(flaw)));
    }
}
