package dev.gatelint.syntax.ts;

import java.util.function.Consumer;

/** {@code @expression} before a class, a member or a parameter. */
public record Decorator(int start, int end, Expression expression) implements Node {
    @Override public void forEachChild(Consumer<? super Node> action) {
        action.accept(expression);
    }
}
