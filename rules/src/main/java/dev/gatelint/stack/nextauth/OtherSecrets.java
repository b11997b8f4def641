package dev.gatelint.stack.nextauth;

import dev.gatelint.model.Model;
import dev.gatelint.model.SecretNeed;
import dev.gatelint.source.Span;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Script;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The secrets of better-auth (run on 1.7.25), Clerk (read in 7.9.17) and iron-session (read in 8.0.4). Each is reported once for an
 * application.
 */
final class OtherSecrets {
    private final Map<String, Script> scripts;
    private final Names names;
    private final Absence absence;
    private final Set<String> said = new HashSet<>();

    OtherSecrets(Map<String, Script> scripts, Names names, Absence absence) {
        this.scripts = scripts;
        this.names = names;
        this.absence = absence;
    }

    /** @return the variables that sign sessions; the key of Clerk is an access to its service */
    Set<String> add(Model.Builder model) {
        Set<String> needed = new HashSet<>();
        scripts.forEach((path, script) -> At.each(script, at -> {
            if (!(at.node() instanceof Expr.Call call)) return;
            Optional<String> from = call.callee() instanceof Expr.Name name
                && names.modules().origin(path, name.name()) instanceof Modules.External external
                ? Optional.of(external.source() + "#" + external.name()) : Optional.empty();
            String library = from.orElse("");
            if (library.matches("better-auth(/minimal)?#betterAuth")) better(path, call, needed, model);
            else if (library.startsWith("@clerk/nextjs") && library.endsWith("#clerkMiddleware")) clerk(path, call, model);
            else if (names.api(path, call.callee()) == Api.IRON_SESSION) iron(path, call, needed, model);
        }));
        return needed;
    }

    private void better(String path, Expr.Call call, Set<String> needed, Model.Builder model) {
        Expr secret = null;
        if (call.argument(0) != null) {
            if (!(names.value(path, call.argument(0)).map(Names.Located::expr).orElse(null) instanceof Expr.Fields options)
                || options.open()) return;
            secret = options.value("secret");
        }
        SecretSource source = SecretSource.of(secret);
        if (source.unknown() || source.literal().isPresent()) return;
        List<String> wanted = new ArrayList<>(source.names());
        wanted.addAll(List.of("BETTER_AUTH_SECRET", "AUTH_SECRET", "BETTER_AUTH_SECRETS"));
        needed.addAll(wanted);
        need(path, call.callee(), wanted,
            "in production every request throws \"You are using the default secret\", in development a secret is used that everyone knows",
            model);
    }

    private void clerk(String path, Expr.Call call, Model.Builder model) {
        boolean own = call.arguments().stream().anyMatch(argument -> argument instanceof Expr.Fields fields
            && (fields.open() || fields.value("secretKey") != null)
            || !(argument instanceof Expr.Fields) && !(argument instanceof Expr.Lambda));
        if (own) return;
        need(path, call.callee(), List.of("CLERK_SECRET_KEY"), "in production the middleware throws for every request", model);
    }

    private void iron(String path, Expr.Call call, Set<String> needed, Model.Builder model) {
        for (Expr argument : call.arguments()) {
            Optional<Names.Located> located = names.value(path, argument);
            if (located.isEmpty() || !(located.get().expr() instanceof Expr.Fields fields) || fields.value("password") == null) continue;
            SecretSource source = SecretSource.of(fields.value("password"));
            if (source.unknown() || source.literal().isPresent() || source.names().isEmpty()) return;
            needed.addAll(source.names());
            need(located.get().path(), fields.value("password"), source.names(),
                "every lookup throws \"iron-session: Bad usage. Missing password.\"", model);
        }
    }

    private void need(String path, Expr at, List<String> wanted, String without, Model.Builder model) {
        if (said.add(wanted.get(0))) model.add(new SecretNeed(new Span(path, at.start(), at.end()), wanted.get(0),
            absence.flaws(wanted, without)));
    }
}
