package dev.gatelint.stack.spring;

import dev.gatelint.model.Endpoint.Trait;
import dev.gatelint.source.Span;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaClass;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Router functions of MVC and WebFlux, and view controllers. A router is read by walking through the calls that build it: a verb with a
 * path adds a route, {@code path} and {@code nest} put their own path before what they hold.
 */
final class Routers {
    private static final Set<String> VERBS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final int DEEPEST = 12;
    private final SpringApplication application;
    private final Sources sources;
    private final String base;
    private final List<Mapping> found = new ArrayList<>();
    private boolean filtered;

    private Routers(SpringApplication application) {
        this.application = application;
        this.sources = application.sources();
        this.base = new Prefixes(application).base();
    }

    static List<Mapping> of(SpringApplication application) {
        Routers routers = new Routers(application);
        for (Sources.Type type : application.sources().types()) {
            if (type.declared().kind() == JavaClass.Kind.ANNOTATION) continue;
            for (JavaMethod method : type.declared().methods()) {
                boolean router = method.returns().map(t -> t.simpleName().equals("RouterFunction")).orElse(false)
                    && sources(application).composed(type, method.annotations(), "org.springframework.context.annotation.Bean").isPresent();
                // a filter of the router may refuse: what its routes ask for is not known
                routers.filtered = router && method.all(Expression.Call.class).stream()
                    .anyMatch(call -> call.name().equals("filter") && call.receiver().isPresent() && call.arguments().size() == 1);
                if (router) routers.body(type, method, "", 0);
                if (method.name().equals("addViewControllers") && method.body().isPresent()) routers.views(type, method);
                if (method.name().equals("addResourceHandlers") && method.body().isPresent()) routers.resources(type, method);
            }
        }
        return routers.found;
    }

    private static Sources sources(SpringApplication application) {
        return application.sources();
    }

    private void body(Sources.Type type, JavaMethod method, String prefix, int depth) {
        if (method.body().isEmpty() || depth > DEEPEST) return;
        for (Statement statement : method.body().get().statements()) statement(type, statement, prefix, depth);
    }

    private void statement(Sources.Type type, Statement statement, String prefix, int depth) {
        if (statement instanceof Statement.Return returned) returned.value().ifPresent(value -> expression(type, value, prefix, depth));
        else if (statement instanceof Statement.Run run) expression(type, run.expression(), prefix, depth);
        else if (statement instanceof Statement.Variable variable) variable.value()
            .ifPresent(value -> expression(type, value, prefix, depth));
        else if (statement instanceof Statement.Block block) block.statements().forEach(s -> statement(type, s, prefix, depth));
        else if (statement instanceof Statement.If choice) {
            statement(type, choice.yes(), prefix, depth);
            choice.no().ifPresent(no -> statement(type, no, prefix, depth));
        }
    }

    private void expression(Sources.Type type, Expression expression, String prefix, int depth) {
        if (depth > DEEPEST) return;
        if (expression instanceof Expression.Lambda lambda) {
            statement(type, lambda.body(), prefix, depth + 1);
            return;
        }
        if (!(expression instanceof Expression.Call call)) return;
        call.receiver().ifPresent(receiver -> expression(type, receiver, prefix, depth));
        List<Expression> arguments = call.arguments();
        if (VERBS.contains(call.name()) && !arguments.isEmpty() && arguments.size() >= 2) {
            route(type, call, prefix, List.of(call.name()), sources.text(type, arguments.get(0)).flatMap(application.config()::resolve)
                .or(() -> predicate(type, arguments.get(0), depth).path), target(call));
        } else if ((call.name().equals("route") || call.name().equals("andRoute")) && arguments.size() >= 2) {
            for (Expression way : alternatives(arguments.get(0))) {
                Predicate predicate = predicate(type, way, depth);
                route(type, call, prefix, predicate.methods, predicate.path, arguments.get(arguments.size() - 1));
            }
        } else if ((call.name().equals("path") || call.name().equals("nest") || call.name().equals("andNest")) && arguments.size() == 2) {
            Optional<String> path = call.name().equals("path") ? sources.text(type, arguments.get(0))
                .flatMap(application.config()::resolve) : predicate(type, arguments.get(0), depth).path;
            expression(type, arguments.get(1), Handlers.combine(prefix, path.orElse("/**")), depth + 1);
            method(type, arguments.get(1), Handlers.combine(prefix, path.orElse("/**")), depth);
        } else if ((call.name().equals("and") || call.name().equals("andOther") || call.name().equals("add")) && arguments.size() == 1) {
            expression(type, arguments.get(0), prefix, depth + 1);
        } else if (call.receiver().isEmpty() && arguments.size() <= 3) {
            sources.method(type, call.name(), arguments.size()).filter(m -> m.method().returns()
                .map(t -> t.simpleName().equals("RouterFunction")).orElse(false)
                && sources.composed(m.type(), m.method().annotations(), "org.springframework.context.annotation.Bean").isEmpty())
                .ifPresent(m -> body(m.type(), m.method(), prefix, depth + 1));
        }
    }

    /** {@code nest(path, this::routes)} */
    private void method(Sources.Type type, Expression reference, String prefix, int depth) {
        if (reference instanceof Expression.MethodRef ref && ref.target() instanceof Expression.Name self && self.text().equals("this")) {
            sources.method(type, ref.name(), 0).or(() -> sources.method(type, ref.name(), 1))
                .ifPresent(m -> body(m.type(), m.method(), prefix, depth + 1));
        }
    }

    /** {@code GET("/a").or(POST("/b"))}. */
    private static List<Expression> alternatives(Expression predicate) {
        boolean or = predicate instanceof Expression.Call call && call.name().equals("or") && call.receiver().isPresent()
            && call.arguments().size() == 1;
        if (!or) return List.of(predicate);
        List<Expression> all = new ArrayList<>(alternatives(((Expression.Call) predicate).receiver().orElseThrow()));
        all.addAll(alternatives(((Expression.Call) predicate).arguments().get(0)));
        return all;
    }

    private record Predicate(List<String> methods, Optional<String> path) {}

    /** {@code GET("/x").and(accept(JSON))}: the path and the verbs; no path when none is asked for or it is not known. */
    private Predicate predicate(Sources.Type type, Expression expression, int depth) {
        if (depth > DEEPEST || !(expression instanceof Expression.Call call)) return new Predicate(List.of(), Optional.empty());
        if (call.name().equals("and") && call.receiver().isPresent() && call.arguments().size() == 1) {
            Predicate left = predicate(type, call.receiver().get(), depth + 1);
            Predicate right = predicate(type, call.arguments().get(0), depth + 1);
            return new Predicate(left.methods.isEmpty() ? right.methods : left.methods, left.path.isPresent() ? left.path : right.path);
        }
        if (call.arguments().isEmpty()) return new Predicate(List.of(), Optional.empty());
        Optional<String> path = sources.text(type, call.arguments().get(0)).flatMap(application.config()::resolve);
        if (VERBS.contains(call.name())) return new Predicate(List.of(call.name()), path);
        if (call.name().equals("path")) return new Predicate(List.of(), path);
        if (call.name().equals("method")) {
            String verb = Sketch.of(call.arguments().get(0));
            String last = verb.substring(verb.lastIndexOf('.') + 1);
            return new Predicate(VERBS.contains(last) ? List.of(last) : List.of(), Optional.empty());
        }
        return new Predicate(List.of(), Optional.empty());
    }

    private void route(Sources.Type type, Expression.Call call, String prefix, List<String> methods, Optional<String> path,
        Expression target) {
        String full = Handlers.combine(prefix, path.orElse("/**"));
        Optional<Request.Handler> handler = handler(type, target);
        String name = handler.map(h -> h.bean().name() + "#" + h.method().name()).orElse(type.name() + "#" + Sketch.of(target));
        found.add(new Mapping(new Span(type.path(), call.nameStart(), call.nameEnd()), application.versions().reactive() ? "spring-webflux"
            : "spring-mvc", Mapping.Kind.ROUTE, methods,
            base, full.isEmpty() ? "/" : full, name, handler, path.isPresent() && !filtered, traits(methods, full)));
    }

    /** The handler comes last; the builder of springdoc takes the description of the operation after it. */
    private static Expression target(Expression.Call call) {
        Expression root = call;
        while (root instanceof Expression.Call at && at.receiver().isPresent()) root = at.receiver().get();
        boolean described = Sources.dotted(root).filter(name -> name.endsWith("SpringdocRouteBuilder")).isPresent();
        return call.arguments().get(call.arguments().size() - (described && call.arguments().size() > 2 ? 2 : 1));
    }

    private Optional<Request.Handler> handler(Sources.Type type, Expression target) {
        if (!(target instanceof Expression.MethodRef ref)) return Optional.empty();
        Optional<Sources.Type> owner = Sources.dotted(ref.target()).flatMap(name -> name.equals("this") ? Optional.of(type)
            : sources.field(type, name).flatMap(field -> sources.resolve(field.type(), field.field().type().name()))
            .or(() -> sources.resolve(type, name)).or(() -> parameter(type, name)));
        return owner.flatMap(at -> sources.method(at, ref.name(), 1).map(m -> new Request.Handler(at, m.type(), m.method())));
    }

    /** A bean that comes as a parameter of the method that builds the router. */
    private Optional<Sources.Type> parameter(Sources.Type type, String name) {
        return type.declared().methods().stream().flatMap(m -> m.parameters().stream()).filter(p -> p.name().equals(name)).findFirst()
            .flatMap(p -> sources.resolve(type, p.type().name()));
    }

    private static Set<Trait> traits(List<String> methods, String path) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (methods.stream().anyMatch(m -> Set.of("POST", "PUT", "PATCH", "DELETE").contains(m))) traits.add(Trait.CHANGES_STATE);
        if (Nature.isPublic(path)) traits.add(Trait.PUBLIC_BY_NATURE);
        if (Nature.soundsProtected(path)) traits.add(Trait.PROTECTED_BY_NAME);
        return traits;
    }

    private void views(Sources.Type type, JavaMethod method) {
        for (Expression.Call call : method.body().orElseThrow().all(Expression.Call.class)) {
            if (!Set.of("addViewController", "addRedirectViewController", "addStatusController").contains(call.name())
                || call.arguments().isEmpty()) continue;
            Optional<String> path = sources.text(type, call.arguments().get(0)).flatMap(application.config()::resolve);
            if (path.isEmpty()) continue;
            Set<Trait> traits = EnumSet.of(Trait.PAGE);
            traits.addAll(traits(List.of("GET"), path.get()));
            found.add(new Mapping(type.span(call.arguments().get(0)), "spring-mvc", Mapping.Kind.FUNCTION, List.of("GET"), base,
                Handlers.combine("", path.get()), "view controller", Optional.empty(),
                true, traits));
        }
    }

    /** Files that are served; asked of Boot 2.7, 3.5 and 4.1: chains and interceptors see requests for them like any other. */
    private void resources(Sources.Type type, JavaMethod method) {
        for (Expression.Call call : method.body().orElseThrow().all(Expression.Call.class)) {
            if (!call.name().equals("addResourceHandler")) continue;
            for (Expression argument : call.arguments()) {
                for (String path : sources.texts(type, argument).orElse(List.of())) {
                    // all paths: what Spring Boot does anyway
                    if (path.equals("/**") || path.indexOf('$') >= 0) continue;
                    String stack = application.versions().reactive() ? "spring-webflux" : "spring-mvc";
                    found.add(new Mapping(type.span(argument), stack, Mapping.Kind.RESOURCE, List.of("GET"), base,
                        Handlers.combine("", path), "files", Optional.empty(), true, EnumSet.of(Trait.FRAMEWORK, Trait.PUBLIC_BY_NATURE)));
                }
            }
        }
    }
}
