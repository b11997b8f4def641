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

/** Finds the filter chains of an application and puts them into their order. */
final class ChainFinder {
    static final String ADAPTER = "org.springframework.security.config.annotation.web.configuration.WebSecurityConfigurerAdapter";
    private static final Set<String> CHAINS = Set.of("SecurityFilterChain", "SecurityWebFilterChain", "DefaultSecurityFilterChain");
    private static final String BEAN = "org.springframework.context.annotation.Bean";
    private static final String ORDER = "org.springframework.core.annotation.Order";
    private final Sources sources;
    private final SpringVersions versions;
    private final ConfigValues config;
    private final Conditions conditions;
    private final List<SecurityChain> chains = new ArrayList<>();
    private final List<SecurityChain> unloaded = new ArrayList<>();
    private final List<SecurityChain.Rule> ignored = new ArrayList<>();

    ChainFinder(Sources sources, SpringVersions versions, ConfigValues config) {
        this.sources = sources;
        this.versions = versions;
        this.config = config;
        this.conditions = new Conditions(sources, versions, config);
    }

    /**
     * The chains of an application.
     *
     * @param active   in the order in which they are asked; those whose order is not known come first and are never certain
     * @param unloaded methods that make a chain which Spring never sees
     * @param ignored  what {@code web.ignoring()} takes away from all of them
     */
    record Chains(List<SecurityChain> active, List<SecurityChain> unloaded, List<SecurityChain.Rule> ignored) {}

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
        List<SecurityChain> sorted = new ArrayList<>(chains);
        sorted.sort(Comparator.comparing((SecurityChain chain) -> chain.order().known()).thenComparing(chain -> chain.order().value()));
        return new Chains(List.copyOf(tiesAreUncertain(sorted)), List.copyOf(unloaded), List.copyOf(ignored));
    }

    /** Which of two classes is registered first depends on where they are found. */
    private static List<SecurityChain> tiesAreUncertain(List<SecurityChain> sorted) {
        List<SecurityChain> result = new ArrayList<>();
        for (SecurityChain chain : sorted) {
            boolean tie = sorted.stream().anyMatch(other -> other.order().equals(chain.order()) && !other.config().equals(chain.config()));
            boolean uncertain = sorted.size() > 1 && (!chain.order().known() || tie);
            result.add(uncertain ? with(chain, new SecurityChain.Order(chain.order().value(), false), chain.active()) : chain);
        }
        return result;
    }

    private static SecurityChain with(SecurityChain chain, SecurityChain.Order order, Answer active) {
        return new SecurityChain(chain.at(), chain.name(), chain.config(), chain.matcher(), chain.matcherAt(), order, active,
            chain.rules(), chain.style(),
            chain.dangling(), chain.features(), chain.loginPage());
    }

    private void chain(Sources.Type type, JavaMethod method) {
        boolean bean = sources.composed(type, method.annotations(), BEAN).isPresent();
        if (!bean && (type.declared().kind() == dev.gatelint.syntax.java.JavaClass.Kind.INTERFACE || calledElsewhere(type, method))) return;
        Answer active = bean ? conditions.isActive(type, method) : Answer.NO;
        ChainSink sink = new ChainSink();
        new DslReader(sources, versions, config, sink).run(type, method, List.of());
        SecurityChain chain = sink.chain(type.nameOf(method), type.simpleName() + "#" + method.name(), type,
            order(type, method.annotations()), active);
        ignored.addAll(sink.ignored());
        if (active == Answer.NO) unloaded.add(chain);
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
        Answer active = conditions.isBean(type);
        ChainSink sink = new ChainSink();
        DslReader reader = new DslReader(sources, versions, config, sink);
        Optional<Sources.Member> configure = configure(type, "HttpSecurity");
        // without a method of its own the adapter authenticates everything
        if (configure.isPresent()) reader.run(configure.get().type(), configure.get().method(), List.of(new Value.Http()));
        configure(type, "WebSecurity").ifPresent(web -> reader.run(web.type(), web.method(), List.of(new Value.Web())));
        List<Annotation> annotations = type.declared().annotations();
        SecurityChain.Order order = sources.annotation(type, annotations, ORDER).isPresent() ? order(type, annotations)
            : new SecurityChain.Order(100, true);
        SecurityChain chain = configure.isPresent()
            ? sink.chain(configure.get().type().nameOf(configure.get().method()), type.simpleName() + "#configure", type, order, active)
                : authenticated(type, sink, order, active);
        ignored.addAll(sink.ignored());
        if (active == Answer.NO) unloaded.add(chain);
        else chains.add(chain);
    }

    private static SecurityChain authenticated(Sources.Type type, ChainSink sink, SecurityChain.Order order, Answer active) {
        sink.authorizes(SecurityChain.Style.AUTHORIZE_REQUESTS);
        sink.gives(new Value.Pending(RequestMatcher.ANY, type.nameSpan(), "", false), new SecurityChain.Rule(RequestMatcher.ANY,
            dev.gatelint.model.Access.AUTHENTICATED,
            type.nameSpan(), type.nameSpan(), "the default of WebSecurityConfigurerAdapter", true, Optional.empty()));
        return sink.chain(type.nameSpan(), type.simpleName(), type, order, active);
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
        if (sources.composed(type, method.annotations(), BEAN).isEmpty() || conditions.isActive(type, method) == Answer.NO) return;
        for (Statement.Return back : method.body().orElseThrow().all(Statement.Return.class)) {
            if (back.value().isEmpty() || !(back.value().get() instanceof Expression.Lambda lambda)) continue;
            ChainSink sink = new ChainSink();
            new DslReader(sources, versions, config, sink).run(new Value.Code(lambda, type, java.util.Map.of()), new Value.Web());
            ignored.addAll(sink.ignored());
        }
    }

    private SecurityChain.Order order(Sources.Type scope, List<Annotation> annotations) {
        Optional<Annotation> order = sources.annotation(scope, annotations, ORDER);
        if (order.isEmpty()) return SecurityChain.Order.LAST;
        Optional<Expression> value = order.get().get("value");
        if (value.isEmpty()) return SecurityChain.Order.LAST;
        return number(scope, value.get(), 0).map(n -> new SecurityChain.Order(n, true)).orElse(new SecurityChain.Order(Integer.MIN_VALUE,
            false));
    }

    private Optional<Integer> number(Sources.Type scope, Expression expression, int depth) {
        if (depth > 8) return Optional.empty();
        if (expression instanceof Expression.Literal literal) {
            String digits = literal.value().replace("_", "");
            return digits.matches("\\d{1,9}") ? Optional.of(Integer.parseInt(digits)) : Optional.empty();
        }
        if (expression instanceof Expression.Unary unary && unary.operator().equals("-")) return number(scope, unary.operand(), depth + 1)
            .map(n -> -n);
        if (expression instanceof Expression.Binary binary && (binary.operator().equals("+") || binary.operator().equals("-"))) {
            Optional<Integer> sum = number(scope, binary.operands().get(0), depth + 1);
            for (Expression operand : binary.operands().subList(1, binary.operands().size())) {
                Optional<Integer> next = number(scope, operand, depth + 1);
                sum = sum.flatMap(s -> next.map(n -> binary.operator().equals("+") ? s + n : s - n));
            }
            return sum;
        }
        String name = Sources.dotted(expression).orElse("");
        switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "HIGHEST_PRECEDENCE", "IGNORED_ORDER" -> {
                return Optional.of(Integer.MIN_VALUE);
            }
            case "LOWEST_PRECEDENCE" -> {
                return Optional.of(Integer.MAX_VALUE);
            }
            case "BASIC_AUTH_ORDER", "ACCESS_OVERRIDE_ORDER" -> {
                return Optional.of(Integer.MAX_VALUE - 5);
            }
            case "DEFAULT_FILTER_ORDER" -> {
                return Optional.of(-100);
            }
            default -> {
                return sources.constant(scope, expression).flatMap(found -> found.field().value()
                    .flatMap(v -> number(found.type(), v, depth + 1)));
            }
        }
    }
}
