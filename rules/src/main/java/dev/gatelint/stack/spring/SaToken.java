package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import dev.gatelint.model.Evidence;
import dev.gatelint.syntax.java.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sa-Token: an interceptor that looks at annotations and runs a check, a filter that runs one, and routes in both. Asked of 1.44 on Boot
 * 3.5.
 */
final class SaToken {
    private static final String ANNOTATION = "cn.dev33.satoken.annotation.";
    private static final String IGNORE = ANNOTATION + "SaIgnore";
    private static final Map<String, Access> ANNOTATIONS = Map.of(ANNOTATION + "SaCheckLogin", Access.AUTHENTICATED,
        ANNOTATION + "SaCheckPermission", Access.RESTRICTED, ANNOTATION + "SaCheckRole", Access.RESTRICTED,
        ANNOTATION + "SaCheckOr", Access.RESTRICTED, ANNOTATION + "SaCheckSafe", Access.RESTRICTED,
        ANNOTATION + "SaCheckDisable", Access.PUBLIC, ANNOTATION + "SaCheckHttpBasic", Access.AUTHENTICATED,
        ANNOTATION + "SaCheckHttpDigest", Access.AUTHENTICATED);
    /** What looks at annotations; the second is that of versions before 1.31. */
    private static final Set<String> LOOKING = Set.of("SaInterceptor", "SaAnnotationInterceptor");
    private final SpringApplication application;
    private final Sources sources;
    private final List<RequestMatcher> looking = new ArrayList<>();
    private final List<SecurityChain.Rule> interceptors = new ArrayList<>();
    private final List<SecurityChain.Rule> filters = new ArrayList<>();

    SaToken(SpringApplication application) {
        this.application = application;
        this.sources = application.sources();
    }

    boolean isPresent() {
        return !looking.isEmpty() || !interceptors.isEmpty() || !filters.isEmpty();
    }

    List<SecurityChain.Rule> interceptors() {
        return interceptors;
    }

    List<SecurityChain.Rule> filters() {
        return filters;
    }

    /** True when an expression makes one of its interceptors. */
    static Optional<Expression.New> interceptor(Expression object) {
        return object.all(Expression.New.class).stream().filter(made -> LOOKING.contains(made.type().simpleName())
            || made.type().simpleName().equals("SaRouteInterceptor")).findFirst();
    }

    /** An interceptor that is registered for some requests. */
    void register(Value.Recorded added, Expression.New made, RequestMatcher matcher) {
        boolean off = added.call().arguments().get(0).all(Expression.Call.class).stream()
            .anyMatch(call -> call.name().equals("isAnnotation")
            && call.arguments().size() == 1 && call.arguments().get(0) instanceof Expression.Literal literal
            && literal.value().equals("false"));
        if (LOOKING.contains(made.type().simpleName()) && !off) looking.add(matcher);
        made.arguments().forEach(argument -> routes(added, argument, matcher, interceptors));
    }

    /** {@code new SaServletFilter().addInclude(…).addExclude(…).setAuth(…)}. */
    void filter(Value.Recorder recorder) {
        List<RequestMatcher> included = PathLists.of(recorder, "addInclude", application.versions().likelyFramework());
        List<RequestMatcher> excluded = PathLists.of(recorder, "addExclude", application.versions().likelyFramework());
        // nothing included is nothing filtered
        RequestMatcher matcher = new RequestMatcher.Both(List.of(new RequestMatcher.Some(included),
            new RequestMatcher.Not(new RequestMatcher.Some(excluded))));
        for (Value.Recorded call : recorder.calls()) {
            if (call.call().name().equals("setAuth")) call.call().arguments().forEach(argument -> routes(call, argument, matcher, filters));
        }
    }

    private void routes(Value.Recorded call, Expression handler, RequestMatcher matcher, List<SecurityChain.Rule> into) {
        Dialect dialect = Dialect.interceptor(application.versions().likelyFramework());
        for (SaRoutes.Route route : SaRoutes.of(sources, call.scope(), handler, dialect)) {
            into.add(new SecurityChain.Rule(new RequestMatcher.Both(List.of(matcher, route.matcher())), route.access(), call.at(),
                call.at(),
                Sketch.call(call.call()), false, Optional.empty()));
        }
    }

    /** Where a handler says that its interceptors shall leave it alone. */
    Optional<Evidence> ignored(Request.Handler handler) {
        return AnnotatedGuards.evidence(sources, handler, IGNORE);
    }

    /** Its annotations, and where anything looks at them. */
    AnnotatedGuards annotations() {
        return new AnnotatedGuards(sources, ANNOTATIONS, enforced(), looking.isEmpty() ? "no SaInterceptor is registered"
            : "SaInterceptor is not registered for its path", "register new SaInterceptor() for /**");
    }

    private RequestMatcher enforced() {
        if (application.dependsOn("cn.dev33:sa-token-spring-aop", "cn.dev33:sa-token-spring-el")) return RequestMatcher.ANY;
        if (!looking.isEmpty()) return new RequestMatcher.Some(looking);
        boolean mentioned = sources.types().stream().filter(type -> type.outer().isEmpty()).anyMatch(type -> type.file().imports().stream()
            .anyMatch(i -> LOOKING.contains(i.simpleName()) || i.name().equals("cn.dev33.satoken.interceptor")));
        boolean seen = application.bootable() && !application.dependenciesUnknown() && application.dependsOn("cn.dev33");
        return seen && !mentioned ? new RequestMatcher.Some(List.of())
            : new RequestMatcher.Unknown("whether Sa-Token looks at annotations");
    }
}
