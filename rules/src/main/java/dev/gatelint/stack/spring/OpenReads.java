package dev.gatelint.stack.spring;

import dev.gatelint.model.Certainty;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Model;
import dev.gatelint.model.SessionLookup;
import dev.gatelint.model.SessionLookup.Kind;
import dev.gatelint.source.Span;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.Parameter;
import dev.gatelint.syntax.java.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What handlers that anyone may call do with the identity of a caller who has none. Asked of Boot 2.7, 3.5 and 4.1: a {@code Principal},
 * {@code getUserPrincipal()}, {@code getRemoteUser()} and {@code getSession(false)} are null; the Authentication in the holder is there,
 * says that it is authenticated, and its principal is a text. Where no filter chain takes the request it is null too.
 */
final class OpenReads {
    private static final String ANNOTATION = "org.springframework.security.core.annotation.AuthenticationPrincipal";
    private static final Set<String> REQUESTS = Set.of("HttpServletRequest", "ServletRequest", "HttpServletRequestWrapper");
    private final SpringApplication application;
    private final Sources sources;
    private final Model.Builder model;
    private final Set<Span> said = new HashSet<>();

    OpenReads(SpringApplication application, Model.Builder model) {
        this.application = application;
        this.sources = application.sources();
        this.model = model;
    }

    /**
     * Looks at a handler that is open to anonymous callers.
     *
     * @param outside true when no filter chain takes its requests: then there is no Authentication at all, for nobody
     */
    void look(Request.Handler handler, Mapping mapping, boolean outside) {
        if (application.versions().reactive() || handler.method().body().isEmpty()) return;
        Statement.Block body = handler.method().body().get();
        handler.method().parameters().forEach(parameter -> unchecked(handler, mapping, parameter));
        request(handler, mapping, body);
        if (!outside) anonymous(handler, mapping, body);
        else if (!identifies()) absent(handler, mapping, body);
    }

    /** A filter or interceptor of the project puts an Authentication into the holder, and may run here too. */
    private boolean identifies() {
        return sources.types().stream().anyMatch(type -> type.declared().all(Expression.Call.class).stream()
            .anyMatch(call -> call.name().equals("setAuthentication") || call.name().equals("setContext")));
    }

    /** Something is asked of the holder's Authentication where there is none. */
    private void absent(Request.Handler handler, Mapping mapping, Statement.Block body) {
        if (IdentityReads.copes(body)) return;
        Sources.Type scope = handler.declaring();
        for (Expression.Call call : body.all(Expression.Call.class)) {
            if (call.receiver().filter(r -> isAuthentication(scope, r)).isEmpty()) continue;
            add(scope, scope.span(call), Sketch.of(call), Principals.place(handler), new Flaw<>(Kind.UNCHECKED_NULL,
                "throws NullPointerException for every caller, logged in or not: no filter chain takes " + Principals.endpoint(mapping)
                    + ", so there is no Authentication", "let a chain take it and open it with permitAll(), or do not ask who calls",
                Certainty.CERTAIN, List.of(), List.of()));
            return;
        }
    }

    private void add(Sources.Type scope, Span at, String subject, String place, Flaw<Kind> flaw) {
        if (said.add(at)) model.add(new SessionLookup(at, subject, place, List.of(flaw)));
    }

    /** A Principal that is used on an endpoint where it is null for anonymous callers. */
    private void unchecked(Request.Handler handler, Mapping mapping, Parameter parameter) {
                boolean principal = sources.means(handler.declaring(), parameter.type().name(), "java.security.Principal")
            || sources.means(handler.declaring(), parameter.type().name(), "org.springframework.security.core.Authentication");
        boolean annotated = sources.composed(handler.declaring(), parameter.annotations(), ANNOTATION).isPresent();
        if (!principal && !annotated) return;
        if (parameter.type().simpleName().equals("Optional")) return;
        Statement.Block body = handler.method().body().get();
        if (IdentityReads.copes(body)
            || sources.types().stream()
            .anyMatch(t -> t.file().imports().stream().anyMatch(i -> i.name().endsWith(".AnonymousAuthenticationFilter")))) return;
        for (Expression.Call call : body.all(Expression.Call.class)) {
            if (call.receiver().orElse(null) instanceof Expression.Name name && name.text().equals(parameter.name())) {
                add(handler.declaring(), handler.declaring().span(call), Sketch.of(call), Principals.place(handler),
                    new Flaw<>(Kind.UNCHECKED_NULL,
                    "throws NullPointerException for anonymous callers: " + Principals.endpoint(mapping) + " is open to them, and `"
                        + parameter.name() + "` is null then", "test `" + parameter.name() + "` for null, or guard the endpoint",
                    Certainty.LIKELY, List.of(), List.of()));
                return;
            }
        }
    }

    /** {@code request.getUserPrincipal().getName()}: what the request says of a caller who is nobody. */
    private void request(Request.Handler handler, Mapping mapping, Statement.Block body) {
        Set<String> requests = new HashSet<>();
        handler.method().parameters().stream().filter(p -> REQUESTS.contains(p.type().simpleName())).forEach(p -> requests.add(p.name()));
        if (requests.isEmpty() || IdentityReads.copes(body)) return;
        for (Expression.Call call : body.all(Expression.Call.class)) {
            if (!(call.receiver().orElse(null) instanceof Expression.Call asked) || !isAbsent(asked)) continue;
            boolean request = asked.receiver().orElse(null) instanceof Expression.Name name && requests.contains(name.text());
            if (request) add(handler.declaring(), handler.declaring().span(call), Sketch.of(call), Principals.place(handler),
                new Flaw<>(Kind.UNCHECKED_NULL,
                "throws NullPointerException for anonymous callers: " + Principals.endpoint(mapping) + " is open to them, and `"
                    + Sketch.call(asked) + "` is null then",
                "test it for null, or guard the endpoint", Certainty.LIKELY, List.of(), List.of()));
        }
    }

    private static boolean isAbsent(Expression.Call asked) {
        if (asked.name().equals("getSession")) return asked.arguments().size() == 1
            && asked.arguments().get(0) instanceof Expression.Literal l && l.value().equals("false");
        return (asked.name().equals("getUserPrincipal") || asked.name().equals("getRemoteUser")) && asked.arguments().isEmpty();
    }

    /** The holder's Authentication on an open endpoint: there for everyone, authenticated for everyone, and its principal a text. */
    private void anonymous(Request.Handler handler, Mapping mapping, Statement.Block body) {
        Sources.Type scope = handler.declaring();
        boolean knows = body.all(Expression.Literal.class).stream().anyMatch(l -> l.value().equals("anonymousUser"))
            || body.all(Expression.InstanceOf.class).stream().anyMatch(i -> true);
        if (knows || !mentionsHolder(scope, body)) return;
        Set<String> authentications = new HashSet<>();
        for (Statement.Variable variable : body.all(Statement.Variable.class)) {
            if (variable.value().filter(value -> isAuthentication(scope, value)).isPresent()) authentications.add(variable.name());
        }
        for (Expression.Call call : body.all(Expression.Call.class)) {
            boolean asks = call.name().equals("isAuthenticated") && call.receiver().filter(r -> isAuthentication(scope, r)
                || r instanceof Expression.Name n && authentications.contains(n.text())).isPresent();
            if (asks) add(scope, scope.span(call), Sketch.of(call), Principals.place(handler),
                new Flaw<>(Kind.ALWAYS_TRUTHY, "is true for anonymous callers as well, whom " + Principals.endpoint(mapping)
                + " lets in: their Authentication is an AnonymousAuthenticationToken",
                "test `!(authentication instanceof AnonymousAuthenticationToken)`, or guard the endpoint", Certainty.CERTAIN, List.of(),
                    List.of()));
        }
        for (Expression.Cast cast : body.all(Expression.Cast.class)) {
            boolean principal = cast.value() instanceof Expression.Call call && call.name().equals("getPrincipal")
                && call.receiver().filter(r -> isAuthentication(scope, r) || r instanceof Expression.Name n
                    && authentications.contains(n.text())).isPresent();
            if (principal && !Set.of("String", "Object").contains(cast.type().simpleName())) {
                add(scope, scope.span(cast), "(" + cast.type().name() + ") " + Sketch.of(cast.value()), Principals.place(handler),
                    new Flaw<>(Kind.WRONG_PRINCIPAL_TYPE,
                    "throws ClassCastException for anonymous callers, whom " + Principals.endpoint(mapping)
                        + " lets in: their principal is the text \"anonymousUser\"", "test with `instanceof`, or guard the endpoint",
                        Certainty.CERTAIN, List.of(), List.of()));
            }
        }
    }

    private boolean mentionsHolder(Sources.Type scope, Statement.Block body) {
        return body.all(Expression.Call.class).stream().anyMatch(call -> isContext(scope, call));
    }

    private boolean isContext(Sources.Type scope, Expression expression) {
        return expression instanceof Expression.Call call && call.name().equals("getContext") && call.receiver().flatMap(Sources::dotted)
            .filter(name -> sources.means(scope, name, "org.springframework.security.core.context.SecurityContextHolder")).isPresent();
    }

    private boolean isAuthentication(Sources.Type scope, Expression expression) {
        return expression instanceof Expression.Call call && call.name().equals("getAuthentication")
            && call.receiver().filter(r -> isContext(scope, r)).isPresent();
    }
}
