package dev.gatelint.stack.spring;

import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Finds the filter chains of an application and puts them into their order. */
final class ChainFinder {
    static final String ADAPTER = "org.springframework.security.config.annotation.web.configuration.WebSecurityConfigurerAdapter";
    private static final String OAUTH2 = "org.springframework.security.oauth2.config.annotation.web.configuration.";
    private static final Set<String> CHAINS = Set.of("SecurityFilterChain", "SecurityWebFilterChain", "DefaultSecurityFilterChain");
    private static final String BEAN = "org.springframework.context.annotation.Bean";
    private final Sources sources;
    private final SpringVersions versions;
    private final Configuration config;
    private final Conditions conditions;
    private final List<SecurityChain> chains = new ArrayList<>();
    private final List<SecurityChain> unloaded = new ArrayList<>();
    private final List<Ignored> ignored = new ArrayList<>();

    ChainFinder(Sources sources, SpringVersions versions, Configuration config) {
        this.sources = sources;
        this.versions = versions;
        this.config = config;
        this.conditions = new Conditions(sources, versions, config);
    }

    /**
     * Chains in the order in which they are asked, those whose order is not known first, and never certain.
     *
     * @param ignored what {@code web.ignoring()} takes away from all of them
     */
    record Asked(List<SecurityChain> chains, List<SecurityChain.Rule> ignored) {}

    /**
     * The chains of an application.
     *
     * @param always     as they are, whatever is set from outside
     * @param configured as they are when the files in the sources set everything
     * @param unloaded   methods that make a chain which Spring never sees
     */
    record Chains(Asked always, Asked configured, List<SecurityChain> unloaded) {
        List<SecurityChain> active() {
            return always.chains;
        }

        List<SecurityChain.Rule> ignored() {
            return always.ignored;
        }
    }

    private record Ignored(SecurityChain.Rule rule, Conditions.Presence presence) {}

    Chains find() {
        for (Sources.Type type : sources.types()) {
            boolean adapter = sources.isA(type, ADAPTER);
            if (adapter) adapter(type);
            for (JavaMethod method : type.declared().methods()) {
                String returns = method.returns().map(r -> r.simpleName()).orElse("");
                if (CHAINS.contains(returns) && method.body().isPresent()) chain(type, method);
                if (returns.equals("WebSecurityCustomizer") && method.body().isPresent()) customizer(type, method);
            }
        }
        resourceServer();
        authorizationServer();
        List<SecurityChain> set = chains.stream().map(SecurityChain::configured).filter(chain -> chain.active() != Answer.NO).toList();
        return new Chains(new Asked(ordered(chains), ignored(Conditions.Presence::always)),
            new Asked(ordered(set), ignored(Conditions.Presence::configured)), List.copyOf(unloaded));
    }

    private List<SecurityChain.Rule> ignored(Function<Conditions.Presence, Answer> world) {
        return ignored.stream().filter(one -> world.apply(one.presence) != Answer.NO)
            .map(one -> world.apply(one.presence) == Answer.YES ? one.rule : one.rule.sometimes()).toList();
    }

    /** Which of two classes is registered first depends on where they are found. */
    private static List<SecurityChain> ordered(List<SecurityChain> chains) {
        List<SecurityChain> sorted = new ArrayList<>(chains);
        sorted.sort(Comparator.comparing((SecurityChain chain) -> chain.order().known()).thenComparing(chain -> chain.order().value()));
        List<SecurityChain> result = new ArrayList<>();
        for (SecurityChain chain : sorted) {
            boolean tie = sorted.stream().anyMatch(other -> other.order().equals(chain.order()) && !other.config().equals(chain.config()));
            boolean uncertain = sorted.size() > 1 && (!chain.order().known() || tie);
            result.add(uncertain ? chain.with(new SecurityChain.Order(chain.order().value(), false)) : chain);
        }
        return List.copyOf(result);
    }

    private void chain(Sources.Type type, JavaMethod method) {
        boolean bean = sources.composed(type, method.annotations(), BEAN).isPresent();
        if (!bean && (type.declared().kind() == dev.gatelint.syntax.java.JavaClass.Kind.INTERFACE || calledElsewhere(type, method))) return;
        Conditions.Presence presence = bean ? conditions.isActive(type, method) : new Conditions.Presence(Answer.NO);
        ChainSink sink = new ChainSink();
        new DslReader(sources, versions, config, sink).chain(type, method);
        SecurityChain chain = sink.chain(type.nameOf(method), type.simpleName() + "#" + method.name(), type,
            BeanOrder.of(sources, type, method.annotations()), presence);
        ignores(sink, presence);
        if (chain.active() == Answer.NO) unloaded.add(chain);
        else chains.add(chain);
    }

    /** A method that others call to make their chain is no chain of its own. */
    private boolean calledElsewhere(Sources.Type type, JavaMethod method) {
        return sources.types().stream().filter(other -> other.outer().isEmpty()).anyMatch(other -> other.declared()
            .all(Expression.Call.class).stream()
            .anyMatch(call -> call.name().equals(method.name()) && call.arguments().size() == method.parameters().size()))
            || method.annotations().stream().anyMatch(a -> a.simpleName().equals("Override"))
            || sources.subtypes(type).stream().anyMatch(sub -> sources.annotation(sub, sub.declared().annotations(),
                "org.springframework.context.annotation.Configuration").isPresent());
    }

    private void adapter(Sources.Type type) {
        if (type.declared().modifiers().contains(dev.gatelint.syntax.java.Modifier.ABSTRACT)) return;
        Conditions.Presence presence = conditions.isBean(type);
        ChainSink sink = new ChainSink();
        DslReader reader = new DslReader(sources, versions, config, sink);
        Optional<Sources.Member> configure = configure(type, "HttpSecurity");
        // without a method of its own the adapter authenticates everything
        if (configure.isPresent()) reader.run(configure.get().type(), configure.get().method(), List.of(new Value.Http()));
        configure(type, "WebSecurity").ifPresent(web -> reader.run(web.type(), web.method(), List.of(new Value.Web())));
        List<Annotation> annotations = type.declared().annotations();
        SecurityChain.Order order = BeanOrder.isGiven(sources, type, annotations) ? BeanOrder.of(sources, type, annotations)
            : new SecurityChain.Order(100, true);
        SecurityChain chain = configure.isPresent()
            ? sink.chain(configure.get().type().nameOf(configure.get().method()), type.simpleName() + "#configure", type, order, presence)
                : authenticated(type, sink, order, presence, "the default of WebSecurityConfigurerAdapter");
        ignores(sink, presence);
        if (chain.active() == Answer.NO) unloaded.add(chain);
        else chains.add(chain);
    }

    /**
     * {@code @EnableResourceServer} of the old spring-security-oauth2: one chain, on which all its adapters write, and which authenticates
     * everything when there is none. Asked of 2.6.8 with Boot 2.7, like the authorization server.
     */
    private void resourceServer() {
        Optional<Sources.Type> enabled = enabled("EnableResourceServer");
        if (enabled.isEmpty()) return;
        Sources.Type type = enabled.get();
        ChainSink sink = new ChainSink();
        enabled("EnableAuthorizationServer").ifPresent(tokens -> sink.restrict(new RequestMatcher.Not(new MatcherReader(versions, config)
            .paths(tokens.nameSpan(), "/oauth/**")), tokens.nameSpan()));
        for (Sources.Type adapter : sources.types()) {
            if (!sources.isA(adapter, OAUTH2 + "ResourceServerConfigurerAdapter")
                && !sources.isA(adapter, OAUTH2 + "ResourceServerConfigurer")) continue;
            Optional<Sources.Member> configure = configure(adapter, "HttpSecurity");
            if (configure.isEmpty() || conditions.isBean(adapter).always() == Answer.NO) continue;
            new DslReader(sources, versions, config, sink).run(configure.get().type(), configure.get().method(), List.of(new Value.Http()));
            type = adapter;
        }
        SecurityChain.Order order = new SecurityChain.Order(3, true);
        Conditions.Presence presence = conditions.isBean(enabled.get());
        SecurityChain chain = sink.chain(type.nameSpan(), type.simpleName() + "#configure", type, order, presence);
        // with an adapter that has no rules the application does not start
        chains.add(chain.style() != SecurityChain.Style.NONE ? chain
            : authenticated(type, sink, order, presence, "the default of @EnableResourceServer"));
    }

    /** {@code @EnableAuthorizationServer} brings a chain for its own addresses, so Boot makes none for the others. */
    private void authorizationServer() {
        enabled("EnableAuthorizationServer").ifPresent(type -> {
            ChainSink sink = new ChainSink();
            sink.restrict(new MatcherReader(versions, config).paths(type.nameSpan(), "/oauth/token", "/oauth/token_key",
                "/oauth/check_token"), type.nameSpan());
            chains.add(authenticated(type, sink, new SecurityChain.Order(0, true), conditions.isBean(type),
                "the default of @EnableAuthorizationServer"));
        });
    }

    private Optional<Sources.Type> enabled(String annotation) {
        return sources.types().stream().filter(type -> sources.composed(type, type.declared().annotations(), OAUTH2 + annotation)
            .isPresent() && type.declared().kind() != dev.gatelint.syntax.java.JavaClass.Kind.ANNOTATION).findFirst();
    }

    private static SecurityChain authenticated(Sources.Type type, ChainSink sink, SecurityChain.Order order, Conditions.Presence presence,
                                                String why) {
        sink.authorizes(SecurityChain.Style.AUTHORIZE_REQUESTS);
        sink.gives(new Value.Pending(RequestMatcher.ANY, type.nameSpan(), "", false), new SecurityChain.Rule(RequestMatcher.ANY,
            dev.gatelint.model.Access.AUTHENTICATED,
            type.nameSpan(), type.nameSpan(), why, true, Optional.empty()));
        return sink.chain(type.nameSpan(), type.simpleName(), type, order, presence);
    }

    private Optional<Sources.Member> configure(Sources.Type type, String parameter) {
        List<Sources.Type> all = new ArrayList<>(List.of(type));
        all.addAll(sources.supertypes(type));
        for (Sources.Type at : all) {
            for (JavaMethod method : at.declared().methods()) {
                boolean right = method.name().equals("configure") && method.parameters().size() == 1
                    && method.parameters().get(0).type().simpleName().equals(parameter) && method.body().isPresent();
                if (right) return Optional.of(new Sources.Member(at, method));
            }
        }
        return Optional.empty();
    }

    /** {@code return web -> web.ignoring()…} */
    private void customizer(Sources.Type type, JavaMethod method) {
        if (sources.composed(type, method.annotations(), BEAN).isEmpty()) return;
        for (Statement.Return back : method.body().orElseThrow().all(Statement.Return.class)) {
            if (back.value().isEmpty() || !(back.value().get() instanceof Expression.Lambda lambda)) continue;
            ChainSink sink = new ChainSink();
            new DslReader(sources, versions, config, sink).run(new Value.Code(lambda, type, java.util.Map.of()), new Value.Web());
            ignores(sink, conditions.isActive(type, method));
        }
    }

    private void ignores(ChainSink sink, Conditions.Presence presence) {
        sink.ignored().forEach(rule -> ignored.add(new Ignored(rule, presence)));
    }
}
