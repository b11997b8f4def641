package dev.gatelint.stack.spring;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Model;
import dev.gatelint.model.SessionLookup;
import dev.gatelint.model.SessionLookup.Kind;
import dev.gatelint.model.Version;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.Node;
import dev.gatelint.syntax.java.Parameter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Requests that are handed to another thread, which may use them after the response. Asked: Boot 3.5 and 4.1 throw IllegalStateException
 * ("The request object has been recycled"), in Boot 2.7 every header is null, or that of the next caller.
 */
final class CapturedRequests {
    private static final Set<String> REQUESTS = Set.of("HttpServletRequest", "ServletRequest");
    private final SpringApplication application;
    private final Model.Builder model;

    CapturedRequests(SpringApplication application, Model.Builder model) {
        this.application = application;
        this.model = model;
    }

    /**
     * Looks for calls on requests in code of another thread.
     *
     * @param parameters of the method around it, or of the asynchronous method itself
     * @param place      for a sentence
     */
    void look(Sources.Type type, List<Parameter> parameters, Node code, String place) {
        Set<String> requests = new HashSet<>();
        parameters.stream().filter(p -> REQUESTS.contains(p.type().simpleName())).forEach(p -> requests.add(p.name()));
        if (requests.isEmpty()) return;
        Optional<Expression.Call> used = code.all(Expression.Call.class).stream()
            .filter(call -> call.receiver().orElse(null) instanceof Expression.Name name && requests.contains(name.text()))
            .findFirst();
        used.ifPresent(call -> model.add(new SessionLookup(type.span(call), Sketch.of(call), place,
            List.of(new Flaw<>(Kind.OFF_REQUEST_THREAD, effect(),
            "read it before, on the request's thread, and pass on what is needed", Certainty.LIKELY, List.<Evidence>of(), List.of())))));
    }

    private String effect() {
        String when = "may run after the response, when the server has taken the request back: ";
        Optional<Version> framework = application.versions().framework();
        if (framework.isEmpty()) return when + "it then throws, gives null, or the next caller's value";
        return framework.get().major() >= 6 ? when + "it then throws IllegalStateException (\"The request object has been recycled\")"
            : when + "it then gives null, or the next caller's value";
    }
}
