package dev.gatelint.stack.spring;

import dev.gatelint.syntax.java.JavaClass;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.JavaType;
import dev.gatelint.syntax.java.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All beans of a type that a configuration asks for together: {@code List<Rules>}, {@code ObjectProvider<Customizer<HttpSecurity>>}. A list
 * and {@code orderedStream()} come in the order of {@code @Order}; everything else comes as the beans were registered, which depends on
 * where they are found. Asked of Boot 2.7, 3.5 and 4.1.
 */
final class InjectedBeans {
    private static final Set<String> MANY = Set.of("List", "Collection", "Set", "Iterable", "Map", "ObjectProvider", "Stream");
    private static final Set<String> ORDERED = Set.of("org.springframework.core.Ordered", "org.springframework.core.PriorityOrdered");
    private static final String BEAN = "org.springframework.context.annotation.Bean";
    private final Sources sources;
    private final Conditions conditions;

    InjectedBeans(Sources sources, Conditions conditions) {
        this.sources = sources;
        this.conditions = conditions;
    }

    /**
     * One of them.
     *
     * @param type  its class, or the one with the method that makes it
     * @param maker the bean method
     * @param there whether it is made
     */
    record Bean(Sources.Type type, Optional<JavaMethod> maker, SecurityChain.Order order, Answer there) {}

    /**
     * Several beans.
     *
     * @param sorted false when they come as they were registered
     */
    record Beans(List<Bean> all, boolean sorted) {
        /** In order; of those in one list it is not known which comes first. */
        List<List<Bean>> places() {
            if (!sorted || all.stream().anyMatch(bean -> !bean.order.known())) return List.of(all);
            Map<Integer, List<Bean>> places = new TreeMap<>();
            all.forEach(bean -> places.computeIfAbsent(bean.order.value(), at -> new ArrayList<>()).add(bean));
            return List.copyOf(places.values());
        }
    }

    /**
     * What is injected where {@code declared} is written; empty when that is no collection of a type whose beans are all in the sources.
     */
    Optional<Beans> of(Sources.Type scope, JavaType declared) {
        boolean array = declared.dimensions() == 1;
        if (!array && (!MANY.contains(declared.simpleName()) || declared.arguments().isEmpty())) return Optional.empty();
        JavaType wanted = array ? new JavaType(declared.start(), declared.end(), declared.name(), declared.arguments(), 0)
            : declared.arguments().get(declared.arguments().size() - 1);
        if (!wanted.simpleName().equals("Customizer") && sources.resolve(scope, wanted.name()).isEmpty()) return Optional.empty();
        List<Bean> found = new ArrayList<>();
        for (Sources.Type type : sources.types()) {
            if (isComponent(scope, wanted, type)) found.add(new Bean(type, Optional.empty(), order(type), conditions.isBean(type)
                .always()));
            for (JavaMethod method : type.declared().methods()) {
                boolean makes = method.returns().filter(returns -> is(type, returns, scope, wanted)).isPresent()
                    && sources.composed(type, method.annotations(), BEAN).isPresent();
                if (makes) found.add(new Bean(type, Optional.of(method), order(type, method), conditions.isActive(type, method).always()));
            }
        }
        found.removeIf(bean -> bean.there == Answer.NO);
        return found.isEmpty() ? Optional.empty() : Optional.of(new Beans(found, array || declared.simpleName().equals("List")));
    }

    private boolean isComponent(Sources.Type scope, JavaType wanted, Sources.Type type) {
        boolean concrete = type.declared().kind() == JavaClass.Kind.CLASS && !type.declared().modifiers().contains(Modifier.ABSTRACT)
            || type.declared().kind() == JavaClass.Kind.RECORD;
        if (!concrete || !conditions.isFound(type)) return false;
        List<Sources.Type> all = new ArrayList<>(List.of(type));
        all.addAll(sources.supertypes(type));
        return sources.resolve(scope, wanted.name()).filter(all::contains).isPresent()
            || all.stream().anyMatch(at -> Sources.parents(at).stream().anyMatch(parent -> isCustomizer(parent, wanted)));
    }

    /** True when a method that returns {@code given} makes beans of the wanted type. */
    private boolean is(Sources.Type at, JavaType given, Sources.Type scope, JavaType wanted) {
        if (given.dimensions() != 0) return false;
        Optional<Sources.Type> known = sources.resolve(scope, wanted.name());
        if (known.isEmpty()) return isCustomizer(given, wanted);
        Optional<Sources.Type> made = sources.resolve(at, given.name());
        return made.equals(known) || made.filter(type -> sources.supertypes(type).contains(known.get())).isPresent();
    }

    /** Of the types of Spring only this one is for the project itself to make beans of. */
    private static boolean isCustomizer(JavaType given, JavaType wanted) {
        return wanted.simpleName().equals("Customizer") && given.simpleName().equals("Customizer") && given.arguments().size() == 1
            && wanted.arguments().size() == 1 && given.arguments().get(0).simpleName().equals(wanted.arguments().get(0).simpleName());
    }

    /** A class that computes its place by itself has one that is not known. */
    private SecurityChain.Order order(Sources.Type type) {
        if (ORDERED.stream().anyMatch(name -> sources.isA(type, name))) return new SecurityChain.Order(Integer.MIN_VALUE, false);
        return BeanOrder.of(sources, type, type.declared().annotations());
    }

    private SecurityChain.Order order(Sources.Type type, JavaMethod maker) {
        if (BeanOrder.isGiven(sources, type, maker.annotations())) return BeanOrder.of(sources, type, maker.annotations());
        return maker.returns().flatMap(returns -> sources.resolve(type, returns.name())).map(this::order).orElse(SecurityChain.Order.LAST);
    }
}
