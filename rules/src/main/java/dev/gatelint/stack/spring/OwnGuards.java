package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import dev.gatelint.model.Evidence;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaClass;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.Statement;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Guards that are not Spring Security: interceptors, filters, aspects with annotations of the project, resolvers of parameters, Apache
 * Shiro, Sa-Token, checks in the code.
 */
final class OwnGuards {
    private static final Set<String> REGISTERING = Set.of("ShiroFilterFactoryBean", "ShiroFilterChainDefinition", "SaServletFilter",
        "SaReactorFilter", "FilterRegistrationBean");
    private final Sources sources;
    private final MethodSecurity methods;
    private final Stops stops;
    private final LearnedAnnotations learned;
    private final Interceptors interceptors;
    private final ServletFilters filters;
    private final ArgumentResolvers resolvers;
    private final Shiro shiro;
    private final SaToken saToken;
    private final List<AnnotatedGuards> annotated;
    private final Map<Request.Handler, List<List<Decision>>> carried = new IdentityHashMap<>();

    OwnGuards(SpringApplication application, MethodSecurity methods) {
        this.sources = application.sources();
        this.methods = methods;
        this.stops = new Stops(sources);
        this.learned = new LearnedAnnotations(sources, stops);
        this.saToken = new SaToken(application);
        this.shiro = new Shiro(application);
        this.interceptors = new Interceptors(application, stops, learned, saToken);
        this.filters = new ServletFilters(application, stops);
        this.resolvers = new ArgumentResolvers(sources, stops);
        for (Sources.Type type : sources.types()) {
            for (JavaMethod method : type.declared().methods()) {
                boolean registry = method.name().equals("addInterceptors") && method.parameters().size() == 1;
                if (method.body().isPresent() && (registry || REGISTERING.contains(method.returns().map(r -> r.simpleName()).orElse("")))) {
                    configured(application, type, method);
                }
            }
        }
        this.annotated = List.of(shiro.annotations(), saToken.annotations());
    }

    private void configured(SpringApplication application, Sources.Type type, JavaMethod method) {
        DslReader reader = new DslReader(sources, application.versions(), application.config(), new ChainSink());
        reader.run(type, method, List.of());
        for (Value.Recorder recorder : reader.recorders()) {
            switch (recorder.kind()) {
                case "interceptor" -> interceptors.read(recorder);
                case "LinkedHashMap", "HashMap", "Map", "DefaultShiroFilterChainDefinition", "ShiroFilterFactoryBean" -> {
                    if (!Shiro.isPart(recorder, reader.recorders())) shiro.read(type, method, recorder);
                }
                case "SaServletFilter", "SaReactorFilter" -> saToken.filter(recorder);
                default -> { }
            }
        }
    }

    /** True when there is any guard of this kind. */
    boolean isPresent() {
        return !interceptors.guards().isEmpty() || !filters.guards().isEmpty() || !shiro.chains().isEmpty() || !learned.closing().isEmpty()
            || saToken.isPresent() || resolvers.isPresent();
    }

    /** Annotations of the project that close what carries them, by full name. */
    Set<String> learned() {
        return learned.closing();
    }

    /** True when a guard of the project looks into the session of the container. */
    boolean keepsSession() {
        List<Sources.Type> types = new ArrayList<>(filters.guards().stream().map(ServletFilters.Filter::type).toList());
        interceptors.guards().forEach(one -> one.type().ifPresent(types::add));
        return types.stream().anyMatch(type -> type.declared().all(Expression.Call.class).stream()
            .anyMatch(call -> call.name().equals("getSession")));
    }

    List<SecurityChain> shiroChains() {
        return shiro.chains();
    }

    List<Interceptors.Registered> interceptors() {
        return interceptors.guards();
    }

    List<ServletFilters.Filter> filters() {
        return filters.guards();
    }

    List<AnnotatedGuards> annotations() {
        return annotated;
    }

    /** What filters do with a request, but for one of them. */
    Decision filters(Request request, Optional<SecurityChain.Rule> without) {
        List<SecurityChain.Rule> rules = new ArrayList<>(filters.guards().stream().map(ServletFilters.Filter::rule).toList());
        rules.addAll(saToken.filters());
        return before(rules, request, without).and(shiro.decide(request));
    }

    /** What interceptors do with a request, but for one of them. */
    Decision interceptors(Request request, Optional<SecurityChain.Rule> without) {
        Decision decision = before(interceptors.guards().stream().map(Interceptors.Registered::rule).toList(), request, without);
        boolean ignored = request.handler().flatMap(saToken::ignored).isPresent();
        return ignored ? decision : decision.and(before(saToken.interceptors(), request, without));
    }

    private Decision before(List<SecurityChain.Rule> guards, Request request, Optional<SecurityChain.Rule> without) {
        Decision decision = Decision.of(Access.PUBLIC);
        for (SecurityChain.Rule guard : guards) {
            if (without.filter(guard::equals).isPresent()) continue;
            Answer takes = guard.matcher().takes(request, sources);
            if (takes == Answer.NO) continue;
            Access access = takes == Answer.YES || guard.access() == Access.OPAQUE ? guard.access() : Access.UNKNOWN;
            decision = decision.and(Decision.of(access, new Evidence(guard.at(), guard.subject())));
        }
        return decision;
    }

    /** What annotations of libraries ask of a request that has come as far as its handler. */
    Decision annotations(Request.Handler handler, Request request) {
        List<List<Decision>> on = carried.computeIfAbsent(handler, h -> annotated.stream().map(family -> family.on(h)).toList());
        Decision decision = Decision.of(Access.PUBLIC);
        for (int i = 0; i < annotated.size(); i++) decision = decision.and(annotated.get(i).decide(on.get(i), request));
        return decision;
    }

    /** Parameters and annotations of the project, and checks in the handler itself or in guarded beans that it calls. */
    Decision inCode(Request.Handler handler, boolean entrance) {
        Decision decision = resolvers.decide(handler);
        for (String annotation : learned.closing()) {
            Optional<Evidence> found = AnnotatedGuards.evidence(sources, handler, annotation);
            if (found.isPresent()) decision = decision.and(Decision.of(Access.OPAQUE, found.get()));
        }
        if (handler.method().body().isEmpty()) return decision;
        Statement.Block body = handler.method().body().get();
        // what refuses a wrong password is the login itself
        if (!entrance && stops.inBody(body)) decision = decision.and(Decision.of(Access.OPAQUE, new Evidence(handler.declaring()
            .nameOf(handler.method()), "a check in " + handler.method().name())));
        return decision.and(called(handler, body, entrance));
    }

    /** A guarded method of another bean, or one that looks who calls, that every call of the handler goes through. */
    private Decision called(Request.Handler handler, Statement.Block body, boolean entrance) {
        Decision decision = Decision.of(Access.PUBLIC);
        for (Statement statement : body.statements()) {
            if (!(statement instanceof Statement.Run || statement instanceof Statement.Variable
                || statement instanceof Statement.Return)) break;
            for (Expression.Call call : statement.all(Expression.Call.class)) {
                if (call.receiver().isEmpty() || call.receiver().get() instanceof Expression.Name name && name.text()
                    .equals("this")) continue;
                Optional<Sources.Member> member = stops.target(handler.declaring(), call).filter(m -> !m.type().equals(handler.bean()));
                if (member.isEmpty()) continue;
                Sources.Type bean = bean(member.get().type());
                decision = decision.and(methods.decide(new Request.Handler(bean, member.get().type(), member.get().method())));
                if (!entrance) decision = decision.and(checked(bean, call));
            }
        }
        return decision;
    }

    private Decision checked(Sources.Type bean, Expression.Call call) {
        Optional<Sources.Member> run = sources.method(bean, call.name(), call.arguments().size()).filter(member -> member.method().body()
            .filter(stops::inBody).isPresent());
        return run.map(member -> Decision.of(Access.OPAQUE, new Evidence(member.type().nameOf(member.method()), "a check in "
            + member.type().simpleName() + "." + call.name()))).orElse(Decision.of(Access.PUBLIC));
    }

    private Sources.Type bean(Sources.Type type) {
        List<Sources.Type> below = sources.subtypes(type);
        return type.declared().kind() == JavaClass.Kind.INTERFACE && below.size() == 1 ? below.get(0) : type;
    }

    /** True when an annotation says that this door is open on purpose. */
    boolean isIgnored(Mapping mapping) {
        if (mapping.handler().isEmpty()) return false;
        Request.Handler handler = mapping.handler().get();
        return saToken.ignored(handler).isPresent() || learned.opening().stream()
            .anyMatch(name -> AnnotatedGuards.evidence(sources, handler, name).isPresent());
    }

    /** True when a handler asks for something by an annotation of a library or the project. */
    boolean asks(Request.Handler handler) {
        return annotated.stream().anyMatch(family -> !family.on(handler).isEmpty()) || learned.closing().stream()
            .anyMatch(name -> AnnotatedGuards.evidence(sources, handler, name).isPresent());
    }
}
