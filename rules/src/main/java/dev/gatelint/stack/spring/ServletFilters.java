package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.JavaType;
import dev.gatelint.syntax.java.Modifier;
import dev.gatelint.syntax.java.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Filters of the project, of servlets and of WebFlux, that stop who brings nothing. */
final class ServletFilters {
    private static final Set<String> BEANS = Set.of("Component", "Service", "Configuration", "WebFilter");
    private static final List<String> SERVLET = List.of("org.springframework.web.filter.OncePerRequestFilter", "jakarta.servlet.Filter",
        "javax.servlet.Filter", "org.springframework.web.filter.GenericFilterBean");
    private static final List<String> REACTIVE = List.of("org.springframework.web.server.WebFilter",
        "org.springframework.cloud.gateway.filter.GlobalFilter");
    private final Sources sources;
    private final Dialect dialect;
    private final List<Filter> guards = new ArrayList<>();

    /**
     * A filter that stops callers.
     *
     * @param entry the method that a request runs through
     */
    record Filter(SecurityChain.Rule rule, Sources.Type type, JavaMethod entry) {}

    ServletFilters(SpringApplication application, Stops stops) {
        this.sources = application.sources();
        this.dialect = Dialect.interceptor(application.versions().likelyFramework());
        for (Sources.Type type : sources.types()) read(type, stops);
    }

    List<Filter> guards() {
        return guards;
    }

    private void read(Sources.Type type, Stops stops) {
        if (type.declared().modifiers().contains(Modifier.ABSTRACT)) return;
        boolean servlet = SERVLET.stream().anyMatch(name -> sources.isA(type, name));
        boolean reactive = REACTIVE.stream().anyMatch(name -> sources.isA(type, name));
        if (!servlet && !reactive) return;
        for (JavaMethod method : type.declared().methods()) {
            boolean entry = method.name().equals("doFilter") || method.name().equals("doFilterInternal") || reactive && method.name()
                .equals("filter");
            Access access = entry ? EmptyHanded.before(sources, stops, type, method) : Access.PUBLIC;
            if (access == Access.PUBLIC) continue;
            seen(type).ifPresent(paths -> guards.add(new Filter(new SecurityChain.Rule(paths, access, type.nameSpan(),
                type.nameSpan(),
                type.simpleName(), false, Optional.empty()), type, method)));
        }
    }

    /** The requests that a filter sees; empty when nothing makes it a filter of this application. */
    private Optional<RequestMatcher> seen(Sources.Type filter) {
        List<RequestMatcher> found = new ArrayList<>();
        boolean made = filter.declared().annotations().stream().anyMatch(a -> BEANS.contains(a.simpleName()));
        for (Sources.Type type : sources.types()) {
            for (JavaMethod method : type.declared().methods()) {
                boolean registers = method.returns().filter(r -> r.simpleName().equals("FilterRegistrationBean")).isPresent();
                boolean holds = method.all(Expression.New.class).stream().anyMatch(one -> one.type().simpleName()
                    .equals(filter.simpleName())) || registers && given(type, method, filter);
                made |= holds;
                if (registers && holds) patterns(type, method, found);
            }
        }
        if (!made) return Optional.empty();
        return Optional.of(found.isEmpty() ? new RequestMatcher.Unknown("the paths of a filter") : new RequestMatcher.Some(found));
    }

    /** A registration of what a field, a parameter or a method of beans holds. */
    private boolean given(Sources.Type type, JavaMethod method, Sources.Type filter) {
        return method.all(Expression.Call.class).stream().filter(call -> call.name().equals("setFilter") && call.arguments().size() == 1)
            .map(call -> call.arguments().get(0)).anyMatch(given -> {
                Optional<JavaType> held = given instanceof Expression.Call call ? sources.method(type, call.name(), call.arguments().size())
                    .flatMap(member -> member.method().returns()) : Sources.dotted(given).flatMap(name -> held(type, method, name));
                return held.flatMap(found -> sources.resolve(type, found.name())).filter(found -> found.equals(filter)
                    || sources.supertypes(filter).contains(found)).isPresent();
            });
    }

    private Optional<JavaType> held(Sources.Type type, JavaMethod method, String name) {
        return method.parameters().stream().filter(parameter -> parameter.name().equals(name)).map(Parameter::type).findFirst()
            .or(() -> sources.field(type, name).map(field -> field.field().type()));
    }

    /** The patterns of a registration; a servlet pattern {@code /x/*} takes {@code /x} and all below it. */
    private void patterns(Sources.Type type, JavaMethod method, List<RequestMatcher> found) {
        for (Expression.Call call : method.all(Expression.Call.class)) {
            if (!call.name().equals("addUrlPatterns") && !call.name().equals("setUrlPatterns")) continue;
            for (Expression pattern : call.arguments()) {
                found.add(sources.text(type, pattern).<RequestMatcher>map(text -> new RequestMatcher.Path(
                    UrlPattern.of(text.endsWith("/*") ? text + "*" : text, dialect), type.span(pattern)))
                    .orElse(new RequestMatcher.Unknown("url patterns")));
            }
        }
    }
}
