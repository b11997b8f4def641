package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import dev.gatelint.model.Evidence;
import dev.gatelint.source.Span;
import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaClass;
import dev.gatelint.syntax.java.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Resolvers of the project that find who calls for a parameter of a handler, and throw when no one does. All arguments are resolved
 * before the handler is called ({@code InvocableHandlerMethod#getMethodArgumentValues} of Spring MVC and WebFlux), so it does not run then.
 */
final class ArgumentResolvers {
    private static final List<String> RESOLVERS = List.of("org.springframework.web.method.support.HandlerMethodArgumentResolver",
        "org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver");
    private static final Set<String> REGISTERING = Set.of("addArgumentResolvers", "configureArgumentResolvers");
    private final Sources sources;
    private final List<Resolver> guards = new ArrayList<>();

    /**
     * A resolver that throws.
     *
     * @param scope      where the names are written
     * @param annotation of the parameters that it is for, or else their type
     */
    private record Resolver(Sources.Type scope, Optional<String> annotation, String type) {}

    ArgumentResolvers(Sources sources, Stops stops) {
        this.sources = sources;
        boolean registers = sources.types().stream().flatMap(type -> type.declared().methods().stream())
            .anyMatch(method -> REGISTERING.contains(method.name()) && method.parameters().size() == 1);
        if (registers) sources.types().forEach(type -> read(type, stops));
    }

    boolean isPresent() {
        return !guards.isEmpty();
    }

    private void read(Sources.Type type, Stops stops) {
        if (RESOLVERS.stream().noneMatch(name -> sources.isA(type, name))) return;
        boolean stopping = type.declared().methods().stream().anyMatch(method -> method.name().equals("resolveArgument")
            && EmptyHanded.needsCaller(sources, stops, type, method));
        Optional<Sources.Member> supports = sources.method(type, "supportsParameter", 1);
        if (!stopping || supports.isEmpty()) return;
        List<String> names = supports.get().method().all(Expression.ClassLiteral.class).stream().map(l -> l.type().name()).toList();
        Optional<String> annotation = names.stream().filter(name -> sources.resolve(type, name)
            .filter(found -> found.declared().kind() == JavaClass.Kind.ANNOTATION).isPresent()).findFirst();
        if (annotation.isPresent() || names.size() == 1) guards.add(new Resolver(type, annotation, names.get(0)));
    }

    /** The parameters of a handler for which somebody has to be logged in. */
    Decision decide(Request.Handler handler) {
        Decision decision = Decision.of(Access.PUBLIC);
        for (Resolver resolver : guards) {
            for (Parameter parameter : handler.method().parameters()) {
                Optional<Evidence> found = resolver.annotation.isPresent() ? annotated(resolver, handler, parameter)
                    : typed(resolver, handler, parameter);
                if (found.isPresent()) decision = decision.and(Decision.of(Access.OPAQUE, found.get()));
            }
        }
        return decision;
    }

    private Optional<Evidence> annotated(Resolver resolver, Request.Handler handler, Parameter parameter) {
        String name = sources.fullName(resolver.scope, resolver.annotation.orElseThrow());
        Optional<Annotation> found = sources.annotation(handler.declaring(), parameter.annotations(), name);
        return found.map(at -> new Evidence(handler.declaring().span(at), Sketch.annotation(at) + ", for which "
            + resolver.scope.simpleName() + " throws without a login"));
    }

    private Optional<Evidence> typed(Resolver resolver, Request.Handler handler, Parameter parameter) {
        String name = sources.fullName(resolver.scope, resolver.type);
        if (!sources.fullName(handler.declaring(), parameter.type().name()).equals(name)) return Optional.empty();
        Span at = handler.declaring().span(parameter.type());
        return Optional.of(new Evidence(at, parameter.type().simpleName() + " " + parameter.name() + ", for which "
            + resolver.scope.simpleName() + " throws without a login"));
    }
}
