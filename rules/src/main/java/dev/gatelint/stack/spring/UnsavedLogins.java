package dev.gatelint.stack.spring;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Model;
import dev.gatelint.model.SessionLookup;
import dev.gatelint.model.SessionLookup.Kind;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.Node;
import dev.gatelint.syntax.java.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Logins in handlers that nothing keeps: since Security 6 a context is saved only when code says so. Asked of Boot 2.7, 3.5 and 4.1. */
final class UnsavedLogins {
    private final SpringApplication application;
    private final Model.Builder model;
    /** Some code saves contexts, or the application keeps no sessions at all. */
    private final boolean kept;

    UnsavedLogins(SpringApplication application, Model.Builder model) {
        this.application = application;
        this.model = model;
        this.kept = any(Expression.Call.class, call -> call.name().equals("saveContext") || call.name().equals("requireExplicitSave"))
            || any(Expression.FieldAccess.class, access -> access.name().equals("STATELESS"))
                || any(Expression.Name.class, name -> name.text().equals("STATELESS"));
    }

    private <T extends Node> boolean any(Class<T> kind, Predicate<T> test) {
        return application.sources().types().stream().flatMap(type -> type.declared().methods().stream())
            .flatMap(method -> method.body().stream())
            .anyMatch(body -> body.all(kind).stream().anyMatch(test));
    }

    /** A login in a handler that nothing keeps: since Security 6 the context is saved only when it is told so. */
    void look(Request.Handler handler, Mapping mapping, Statement.Block body) {
        if (!application.versions().securityAtLeast("6.0") || application.versions().reactive()) return;
        List<Expression.Call> calls = body.all(Expression.Call.class);
        Optional<Expression.Call> set = calls.stream().filter(c -> c.name().equals("setAuthentication") && c.arguments().size() == 1
            && !(c.arguments().get(0) instanceof Expression.Literal)).findFirst();
        boolean token = calls.stream().anyMatch(c -> c.name().toLowerCase(Locale.ROOT).matches(".*(token|jwt).*"))
            || body.all(Expression.New.class).stream()
            .anyMatch(n -> n.type().simpleName().matches("(?i).*(jwt|token(response|dto)|bearer).*"));
        boolean attribute = calls.stream().anyMatch(c -> c.name().equals("setAttribute") || c.name().equals("saveContext"));
        if (set.isEmpty() || token || attribute || kept) return;
        model.add(new SessionLookup(handler.declaring().span(set.get()), Sketch.call(set.get()), Principals.place(handler),
            List.of(new Flaw<>(Kind.NOT_SAVED,
            "is forgotten at the end of " + Principals.endpoint(mapping)
                + ": since Spring Security 6 a context that code sets is not saved, and the next request is anonymous",
            "save it with `SecurityContextRepository.saveContext(context, request, response)`", Certainty.LIKELY, List.of(), List.of()))));
    }
}
