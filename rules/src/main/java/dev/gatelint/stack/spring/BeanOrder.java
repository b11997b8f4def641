package dev.gatelint.stack.spring;

import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import java.util.List;
import java.util.Optional;

/** The number that {@code @Order} gives. */
final class BeanOrder {
    private static final String ORDER = "org.springframework.core.annotation.Order";

    private BeanOrder() {}

    /** The last place when there is no {@code @Order} among these. */
    static SecurityChain.Order of(Sources sources, Sources.Type scope, List<Annotation> annotations) {
        Optional<Annotation> order = sources.annotation(scope, annotations, ORDER);
        if (order.isEmpty()) return SecurityChain.Order.LAST;
        Optional<Expression> value = order.get().get("value");
        if (value.isEmpty()) return SecurityChain.Order.LAST;
        return number(sources, scope, value.get(), 0).map(n -> new SecurityChain.Order(n, true))
            .orElse(new SecurityChain.Order(Integer.MIN_VALUE, false));
    }

    static boolean isGiven(Sources sources, Sources.Type scope, List<Annotation> annotations) {
        return sources.annotation(scope, annotations, ORDER).isPresent();
    }

    private static Optional<Integer> number(Sources sources, Sources.Type scope, Expression expression, int depth) {
        if (depth > 8) return Optional.empty();
        if (expression instanceof Expression.Literal literal) {
            String digits = literal.value().replace("_", "");
            return digits.matches("\\d{1,9}") ? Optional.of(Integer.parseInt(digits)) : Optional.empty();
        }
        if (expression instanceof Expression.Unary unary && unary.operator().equals("-")) return number(sources, scope, unary.operand(),
            depth + 1)
            .map(n -> -n);
        if (expression instanceof Expression.Binary binary && (binary.operator().equals("+") || binary.operator().equals("-"))) {
            Optional<Integer> sum = number(sources, scope, binary.operands().get(0), depth + 1);
            for (Expression operand : binary.operands().subList(1, binary.operands().size())) {
                Optional<Integer> next = number(sources, scope, operand, depth + 1);
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
                    .flatMap(v -> number(sources, found.type(), v, depth + 1)));
            }
        }
    }
}
