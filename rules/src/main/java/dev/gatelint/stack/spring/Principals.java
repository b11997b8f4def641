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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How handlers take the caller's identity. Asked of Boot 2.7, 3.0, 3.5 and 4.1: an {@code @AuthenticationPrincipal} of another type
 * than the principal is null for everyone; a class of the project without it is made anew from the request's parameters.
 */
final class Principals {
    private static final String ANNOTATION = "org.springframework.security.core.annotation.AuthenticationPrincipal";
    private static final Set<String> LIBRARY_USERS = Set.of("org.springframework.security.core.userdetails.UserDetails",
        "org.springframework.security.core.userdetails.User", "org.springframework.security.oauth2.jwt.Jwt",
        "org.springframework.security.oauth2.core.user.OAuth2User", "org.springframework.security.oauth2.core.oidc.user.OidcUser");
    private static final Set<String> NEVER = Set.of("org.springframework.security.core.Authentication", "java.security.Principal",
        "org.springframework.security.authentication.UsernamePasswordAuthenticationToken",
            "org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken",
        "org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken");
    private final SpringApplication application;
    private final Sources sources;
    private final Model.Builder model;
    private final Set<Span> said = new HashSet<>();
    /** Some class of the application decides by itself what handlers get. */
    private final boolean resolvesItself;
    private final Logins logins;

    private Principals(SpringApplication application, Model.Builder model) {
        this.application = application;
        this.sources = application.sources();
        this.model = model;
        this.logins = Logins.of(sources);
        this.resolvesItself = sources.types().stream()
            .anyMatch(type -> sources.isA(type, "org.springframework.web.method.support.HandlerMethodArgumentResolver")
            || sources.isA(type, "org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver"));
    }

    /** @param access the weakest access of each handler method, as far as it is known */
    static void link(SpringApplication application, Map<JavaMethod, Access> access, List<Mapping> mappings, Guards guards, Model.Builder model) {
        Principals principals = new Principals(application, model);
        OpenReads open = new OpenReads(application, model);
        UnsavedLogins unsaved = new UnsavedLogins(application, model);
        for (Mapping mapping : mappings) {
            if (mapping.kind() != Mapping.Kind.HANDLER || mapping.handler().isEmpty()) continue;
            Request.Handler handler = mapping.handler().get();
            handler.method().parameters().forEach(parameter -> {
                principals.annotated(handler, parameter);
                principals.bare(handler, mapping, parameter);
            });
            handler.method().body().ifPresent(body -> principals.casts(handler, body));
            if (access.getOrDefault(handler.method(), Access.UNKNOWN) == Access.PUBLIC) open.look(handler, mapping, guards.isOutside(mapping));
            handler.method().body().ifPresent(body -> unsaved.look(handler, mapping, body));
        }
    }

    static String place(Request.Handler handler) {
        return "the handler " + handler.bean().simpleName() + "." + handler.method().name();
    }

    static String endpoint(Mapping mapping) {
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
        if (!NEVER.contains(full)) {
            neverGiven(handler, parameter, full);
            return;
        }
        String simple = parameter.type().simpleName();
        Span span = handler.declaring().span(annotation.get());
        Fix fix = new Fix("Remove @AuthenticationPrincipal", Fix.Safety.SAFE,
            List.of(new TextEdit(new Span(span.file(), span.start(), parameter.type().start()), "")));
        boolean alone = parameter.annotations().size() == 1 && parameter.start() == annotation.get().start();
        boolean principal = full.equals("java.security.Principal");
        add(handler.declaring(), nameOf(handler, parameter), "@AuthenticationPrincipal " + written(parameter), place(handler),
            new Flaw<>(Kind.WRONG_PRINCIPAL_TYPE,
            "is null for every caller: the principal of a login is " + (principal ? "not a java.security.Principal" : "not the " + simple
                + " that holds it"), "take the " + simple + " without the annotation",
            principal ? Certainty.LIKELY : Certainty.CERTAIN, List.of(), alone ? List.of(fix) : List.of()));
    }

    /** {@code @AuthenticationPrincipal Jwt} where people log in with a form */
    private void neverGiven(Request.Handler handler, Parameter parameter, String full) {
        if (resolvesItself || !logins.neverGives(full.equals("String") ? "java.lang.String" : full)) return;
        String who = full.equals("String") ? "everyone who is logged in" : "every caller";
        add(handler.declaring(), nameOf(handler, parameter), "@AuthenticationPrincipal " + written(parameter), place(handler),
            new Flaw<>(Kind.WRONG_PRINCIPAL_TYPE,
            "is null for " + who + ": the logins of this application give " + logins.words(), "take what they give", Certainty.LIKELY,
                List.of(), List.of()));
    }

    /** {@code (UserDetails) authentication.getPrincipal()} in a resource server */
    private void casts(Request.Handler handler, Statement.Block body) {
        if (!body.all(Expression.InstanceOf.class).isEmpty()) return;
        for (Expression.Cast cast : body.all(Expression.Cast.class)) {
            boolean principal = cast.value() instanceof Expression.Call call && call.name().equals("getPrincipal")
                && call.arguments().isEmpty();
            if (!principal || !logins.neverGives(library(handler.declaring(), cast.type().name()))) continue;
            add(handler.declaring(), handler.declaring().span(cast), "(" + cast.type().name() + ") " + Sketch.of(cast.value()),
                place(handler), new Flaw<>(Kind.WRONG_PRINCIPAL_TYPE,
                "throws ClassCastException for everyone who is logged in: the logins of this application give " + logins.words(),
                    "take what they give", Certainty.LIKELY,
                List.of(), List.of()));
        }
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
        Optional<JavaFile.Import> imported = handler.declaring().file().imports().stream().filter(i -> i.name().equals(ANNOTATION))
            .findFirst();
        String written = imported.isPresent() ? "@AuthenticationPrincipal " : "@" + ANNOTATION + " ";
        Fix fix = new Fix("Add @AuthenticationPrincipal", Fix.Safety.REVIEW,
            List.of(new TextEdit(new Span(handler.declaring().path(), parameter.start(), parameter.start()), written)));
        if (LIBRARY_USERS.contains(full)) {
            add(handler.declaring(), nameOf(handler, parameter), written(parameter), place(handler), new Flaw<>(Kind.WRONG_PRINCIPAL_TYPE,
                "is not filled in without `@AuthenticationPrincipal`: every call fails with status 500 (\"No primary or single unique "
                    + "constructor found\")", "add `@AuthenticationPrincipal`", Certainty.CERTAIN, List.of(), List.of(fix)));
            return;
        }
        Optional<Sources.Type> own = sources.resolve(handler.declaring(), parameter.type().name());
        boolean user = own.isPresent() && own.get().declared().kind() == JavaClass.Kind.CLASS
            && sources.isA(own.get(), "org.springframework.security.core.userdetails.UserDetails");
        boolean meansCaller = parameter.name().toLowerCase(Locale.ROOT)
            .matches("(current|logged|auth|principal|me$|session|self).*|.*principal");
        boolean reads = !mapping.methods().isEmpty() && mapping.methods().stream().allMatch(m -> m.equals("GET") || m.equals("DELETE"));
        if (!user || !meansCaller && !reads) return;
        add(handler.declaring(), nameOf(handler, parameter), written(parameter), place(handler), new Flaw<>(Kind.FORGEABLE_PRINCIPAL,
            "is not the caller but a new object, which Spring fills from the request's parameters: the caller chooses who they are",
                "add `@AuthenticationPrincipal`",
            meansCaller ? Certainty.CERTAIN : Certainty.LIKELY, List.of(new Evidence(own.get().nameSpan(), "a UserDetails of the project")),
                List.of(fix)));
    }
}
