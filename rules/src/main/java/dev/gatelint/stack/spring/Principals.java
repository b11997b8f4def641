package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import dev.gatelint.model.Certainty;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.model.Model;
import dev.gatelint.model.SessionLookup;
import dev.gatelint.model.SessionLookup.Kind;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaClass;
import dev.gatelint.syntax.java.JavaFile;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.Parameter;
import dev.gatelint.syntax.java.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How handlers take and set the caller's identity. Asked of Boot 2.7, 3.0, 3.5 and 4.1: an {@code @AuthenticationPrincipal} of another type
 * than the principal is null for everyone; a class of the project without it is made anew from the request's parameters; an anonymous
 * caller has no {@code Principal} argument, but an {@code Authentication} in the holder that says it is authenticated.
 */
final class Principals {
    private static final String ANNOTATION = "org.springframework.security.core.annotation.AuthenticationPrincipal";
    private static final Set<String> LIBRARY_USERS = Set.of("org.springframework.security.core.userdetails.UserDetails", "org.springframework.security.oauth2.jwt.Jwt",
        "org.springframework.security.oauth2.core.user.OAuth2User", "org.springframework.security.oauth2.core.oidc.user.OidcUser");
    private static final Set<String> NEVER = Set.of("org.springframework.security.core.Authentication", "java.security.Principal",
        "org.springframework.security.authentication.UsernamePasswordAuthenticationToken", "org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken",
        "org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken");
    private final SpringApplication application;
    private final Sources sources;
    private final Model.Builder model;
    private final Set<Span> said = new HashSet<>();
    /** Some class of the application decides by itself what handlers get. */
    private final boolean resolvesItself;

    private Principals(SpringApplication application, Model.Builder model) {
        this.application = application;
        this.sources = application.sources();
        this.model = model;
        this.resolvesItself = sources.types().stream().anyMatch(type -> sources.isA(type, "org.springframework.web.method.support.HandlerMethodArgumentResolver")
            || sources.isA(type, "org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver"));
    }

    /** @param access the weakest access of each handler method, as far as it is known */
    static void link(SpringApplication application, Map<JavaMethod, Access> access, List<Mapping> mappings, Model.Builder model) {
        Principals principals = new Principals(application, model);
        for (Mapping mapping : mappings) {
            if (mapping.kind() != Mapping.Kind.HANDLER || mapping.handler().isEmpty()) continue;
            Request.Handler handler = mapping.handler().get();
            Access known = access.getOrDefault(handler.method(), Access.UNKNOWN);
            for (Parameter parameter : handler.method().parameters()) {
                principals.annotated(handler, parameter);
                principals.bare(handler, mapping, parameter);
                if (known == Access.PUBLIC) principals.unchecked(handler, mapping, parameter);
            }
            if (known == Access.PUBLIC) handler.method().body().ifPresent(body -> principals.anonymous(handler, mapping, body));
            handler.method().body().ifPresent(body -> principals.unsaved(handler, mapping, body));
        }
        for (Sources.Type type : application.sources().types()) {
            type.declared().methods().forEach(method -> method.body().ifPresent(body -> principals.strategies(type, body)));
            type.declared().initializers().forEach(i -> principals.strategies(type, i.body()));
        }
    }

    private static String place(Request.Handler handler) {
        return "the handler " + handler.bean().simpleName() + "." + handler.method().name();
    }

    private static String endpoint(Mapping mapping) {
        return "`" + (mapping.methods().isEmpty() ? "" : String.join("|", mapping.methods()) + " ") + mapping.base() + mapping.path() + "`";
    }

    private void add(Sources.Type scope, Span at, String subject, String place, Flaw<Kind> flaw) {
        if (said.add(at)) model.add(new SessionLookup(at, subject, place, List.of(flaw)));
    }

    private static String written(Parameter parameter) {
        return parameter.type().name() + " " + parameter.name();
    }

    private Span nameOf(Request.Handler handler, Parameter parameter) {
        return new Span(handler.declaring().path(), parameter.nameStart(), parameter.nameEnd());
    }

    /** {@code @AuthenticationPrincipal Authentication a} */
    private void annotated(Request.Handler handler, Parameter parameter) {
        Optional<Annotation> annotation = sources.annotation(handler.declaring(), parameter.annotations(), ANNOTATION);
        if (annotation.isEmpty() || annotation.get().get("expression").isPresent()) return;
        String full = library(handler.declaring(), parameter.type().name());
        if (!NEVER.contains(full)) return;
        String simple = parameter.type().simpleName();
        Span span = handler.declaring().span(annotation.get());
        Fix fix = new Fix("Remove @AuthenticationPrincipal", Fix.Safety.SAFE, List.of(new TextEdit(new Span(span.file(), span.start(), parameter.type().start()), "")));
        boolean alone = parameter.annotations().size() == 1 && parameter.start() == annotation.get().start();
        boolean principal = full.equals("java.security.Principal");
        add(handler.declaring(), nameOf(handler, parameter), "@AuthenticationPrincipal " + written(parameter), place(handler), new Flaw<>(Kind.WRONG_PRINCIPAL_TYPE,
            "is null for every caller: the principal of a login is " + (principal ? "not a java.security.Principal" : "not the " + simple + " that holds it"), "take the " + simple + " without the annotation",
            principal ? Certainty.LIKELY : Certainty.CERTAIN, List.of(), alone ? List.of(fix) : List.of()));
    }

    /** The full name of a type of a library, also when a wildcard import brings it. */
    private String library(Sources.Type scope, String name) {
        for (String full : concat(NEVER, LIBRARY_USERS)) if (sources.means(scope, name, full)) return full;
        return sources.fullName(scope, name);
    }

    private static List<String> concat(Set<String> a, Set<String> b) {
        List<String> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    /** A user as an argument without any annotation. */
    private void bare(Request.Handler handler, Mapping mapping, Parameter parameter) {
        if (!parameter.annotations().isEmpty() || resolvesItself) return;
        String full = library(handler.declaring(), parameter.type().name());
        Optional<JavaFile.Import> imported = handler.declaring().file().imports().stream().filter(i -> i.name().equals(ANNOTATION)).findFirst();
        String written = imported.isPresent() ? "@AuthenticationPrincipal " : "@" + ANNOTATION + " ";
        Fix fix = new Fix("Add @AuthenticationPrincipal", Fix.Safety.REVIEW, List.of(new TextEdit(new Span(handler.declaring().path(), parameter.start(), parameter.start()), written)));
        if (LIBRARY_USERS.contains(full)) {
            add(handler.declaring(), nameOf(handler, parameter), written(parameter), place(handler), new Flaw<>(Kind.WRONG_PRINCIPAL_TYPE,
                "is not filled in without `@AuthenticationPrincipal`: every call fails with status 500 (\"No primary or single unique constructor found\")", "add `@AuthenticationPrincipal`", Certainty.CERTAIN, List.of(), List.of(fix)));
            return;
        }
        Optional<Sources.Type> own = sources.resolve(handler.declaring(), parameter.type().name());
        boolean user = own.isPresent() && own.get().declared().kind() == JavaClass.Kind.CLASS && sources.isA(own.get(), "org.springframework.security.core.userdetails.UserDetails");
        boolean meansCaller = parameter.name().toLowerCase(Locale.ROOT).matches("(current|logged|auth|principal|me$|session|self).*|.*principal");
        boolean reads = !mapping.methods().isEmpty() && mapping.methods().stream().allMatch(m -> m.equals("GET") || m.equals("DELETE"));
        if (!user || !meansCaller && !reads) return;
        add(handler.declaring(), nameOf(handler, parameter), written(parameter), place(handler), new Flaw<>(Kind.FORGEABLE_PRINCIPAL,
            "is not the caller but a new object, which Spring fills from the request's parameters: the caller chooses who they are", "add `@AuthenticationPrincipal`",
            meansCaller ? Certainty.CERTAIN : Certainty.LIKELY, List.of(new Evidence(own.get().nameSpan(), "a UserDetails of the project")), List.of(fix)));
    }

    /** A Principal that is used on an endpoint where it is null for anonymous callers. */
    private void unchecked(Request.Handler handler, Mapping mapping, Parameter parameter) {
        String full = library(handler.declaring(), parameter.type().name());
        boolean principal = full.equals("java.security.Principal") || full.equals("org.springframework.security.core.Authentication");
        boolean annotated = sources.composed(handler.declaring(), parameter.annotations(), ANNOTATION).isPresent();
        if (!principal && !annotated || application.versions().reactive() || handler.method().body().isEmpty()) return;
        if (parameter.type().simpleName().equals("Optional")) return;
        Statement.Block body = handler.method().body().get();
        if (IdentityReads.copes(body) || sources.types().stream().anyMatch(t -> t.file().imports().stream().anyMatch(i -> i.name().endsWith(".AnonymousAuthenticationFilter")))) return;
        for (Expression.Call call : body.all(Expression.Call.class)) {
            if (call.receiver().orElse(null) instanceof Expression.Name name && name.text().equals(parameter.name())) {
                add(handler.declaring(), handler.declaring().span(call), Sketch.of(call), place(handler), new Flaw<>(Kind.UNCHECKED_NULL,
                    "throws NullPointerException for anonymous callers: " + endpoint(mapping) + " is open to them, and `" + parameter.name() + "` is null then", "test `" + parameter.name() + "` for null, or guard the endpoint",
                    Certainty.LIKELY, List.of(), List.of()));
                return;
            }
        }
    }

    /** The holder's Authentication on an open endpoint: there for everyone, authenticated for everyone, and its principal a text. */
    private void anonymous(Request.Handler handler, Mapping mapping, Statement.Block body) {
        if (application.versions().reactive()) return;
        Sources.Type scope = handler.declaring();
        boolean knows = body.all(Expression.Literal.class).stream().anyMatch(l -> l.value().equals("anonymousUser")) || body.all(Expression.InstanceOf.class).stream().anyMatch(i -> true);
        if (knows || !mentionsHolder(scope, body)) return;
        Set<String> authentications = new HashSet<>();
        for (Statement.Variable variable : body.all(Statement.Variable.class)) {
            if (variable.value().filter(value -> isAuthentication(scope, value)).isPresent()) authentications.add(variable.name());
        }
        for (Expression.Call call : body.all(Expression.Call.class)) {
            boolean asks = call.name().equals("isAuthenticated") && call.receiver().filter(r -> isAuthentication(scope, r) || r instanceof Expression.Name n && authentications.contains(n.text())).isPresent();
            if (asks) add(scope, scope.span(call), Sketch.of(call), place(handler), new Flaw<>(Kind.ALWAYS_TRUTHY, "is true for anonymous callers as well, whom " + endpoint(mapping) + " lets in: their Authentication is an AnonymousAuthenticationToken",
                "test `!(authentication instanceof AnonymousAuthenticationToken)`, or guard the endpoint", Certainty.CERTAIN, List.of(), List.of()));
        }
        for (Expression.Cast cast : body.all(Expression.Cast.class)) {
            boolean principal = cast.value() instanceof Expression.Call call && call.name().equals("getPrincipal")
                && call.receiver().filter(r -> isAuthentication(scope, r) || r instanceof Expression.Name n && authentications.contains(n.text())).isPresent();
            if (principal && !Set.of("String", "Object").contains(cast.type().simpleName())) {
                add(scope, scope.span(cast), "(" + cast.type().name() + ") " + Sketch.of(cast.value()), place(handler), new Flaw<>(Kind.WRONG_PRINCIPAL_TYPE,
                    "throws ClassCastException for anonymous callers, whom " + endpoint(mapping) + " lets in: their principal is the text \"anonymousUser\"", "test with `instanceof`, or guard the endpoint", Certainty.CERTAIN, List.of(), List.of()));
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
        return expression instanceof Expression.Call call && call.name().equals("getAuthentication") && call.receiver().filter(r -> isContext(scope, r)).isPresent();
    }

    /** A login in a handler that nothing keeps: since Security 6 the context is saved only when it is told so. */
    private void unsaved(Request.Handler handler, Mapping mapping, Statement.Block body) {
        if (!application.versions().securityAtLeast("6.0") || application.versions().reactive()) return;
        List<Expression.Call> calls = body.all(Expression.Call.class);
        Optional<Expression.Call> set = calls.stream().filter(c -> c.name().equals("setAuthentication") && c.arguments().size() == 1 && !(c.arguments().get(0) instanceof Expression.Literal)).findFirst();
        boolean token = calls.stream().anyMatch(c -> c.name().toLowerCase(Locale.ROOT).matches(".*(token|jwt).*")) || body.all(Expression.New.class).stream().anyMatch(n -> n.type().simpleName().matches("(?i).*(jwt|token(response|dto)|bearer).*"));
        boolean attribute = calls.stream().anyMatch(c -> c.name().equals("setAttribute") || c.name().equals("saveContext"));
        if (set.isEmpty() || token || attribute || savedSomewhere() || stateless()) return;
        add(handler.declaring(), handler.declaring().span(set.get()), Sketch.call(set.get()), place(handler), new Flaw<>(Kind.NOT_SAVED,
            "is forgotten at the end of " + endpoint(mapping) + ": since Spring Security 6 a context that code sets is not saved, and the next request is anonymous",
            "save it with `SecurityContextRepository.saveContext(context, request, response)`", Certainty.LIKELY, List.of(), List.of()));
    }

    private boolean savedSomewhere() {
        return calls("saveContext") || calls("requireExplicitSave");
    }

    private boolean stateless() {
        return sources.types().stream().anyMatch(t -> t.declared().methods().stream().anyMatch(m -> m.body().map(b -> b.all(Expression.FieldAccess.class).stream().anyMatch(f -> f.name().equals("STATELESS"))
            || b.all(Expression.Name.class).stream().anyMatch(n -> n.text().equals("STATELESS"))).orElse(false)));
    }

    private boolean calls(String... names) {
        List<String> wanted = Arrays.asList(names);
        return sources.types().stream().anyMatch(t -> t.declared().methods().stream().anyMatch(m -> m.body().map(b -> b.all(Expression.Call.class).stream().anyMatch(c -> wanted.contains(c.name()))).orElse(false)));
    }

    /** {@code setStrategyName(MODE_INHERITABLETHREADLOCAL)}: a pooled thread keeps the identity of the request that made it. */
    private void strategies(Sources.Type type, Statement body) {
        for (Expression.Call call : body.all(Expression.Call.class)) {
            if (call.arguments().size() != 1) continue;
            String argument = Sketch.of(call.arguments().get(0));
            if (call.name().equals("setStrategyName") && (argument.endsWith("MODE_INHERITABLETHREADLOCAL") || argument.endsWith("MODE_GLOBAL"))) {
                boolean global = argument.endsWith("MODE_GLOBAL");
                boolean pooled = sources.types().stream().anyMatch(t -> sources.composed(t, t.declared().annotations(), "org.springframework.scheduling.annotation.EnableAsync").isPresent())
                    || sources.types().stream().anyMatch(t -> t.file().imports().stream().anyMatch(i -> i.name().matches("java\\.util\\.concurrent\\.(Executor\\w*|CompletableFuture)|.*ThreadPoolTaskExecutor")));
                add(type, type.span(call), Sketch.call(call), type.simpleName(), new Flaw<>(Kind.LEAKS_BETWEEN_REQUESTS, global ? "keeps one identity for all requests: every caller acts as the last one who logged in"
                    : "leaks identities: a thread of a pool keeps the identity of the request that made it, and runs the tasks of later callers, anonymous ones too, as that user",
                    "remove it, and wrap executors in `DelegatingSecurityContextExecutor`", global || pooled ? Certainty.CERTAIN : Certainty.LIKELY, List.of(), List.of()));
            }
            boolean context = call.name().equals("setThreadContextInheritable") && argument.equals("true");
            if (context) add(type, type.span(call), Sketch.call(call), type.simpleName(), new Flaw<>(Kind.LEAKS_BETWEEN_REQUESTS,
                "lets threads of a pool keep the request that made them: later tasks see another caller's request", "remove it, and pass on the values that a task needs", Certainty.LIKELY, List.of(), List.of()));
        }
    }
}
