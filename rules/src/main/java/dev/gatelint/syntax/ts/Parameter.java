package dev.gatelint.syntax.ts;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A parameter of a function. TypeScript's {@code this: T} is a parameter whose pattern is an {@link Expression.This}.
 *
 * @param pattern      a name or a destructuring pattern, never an {@link Pattern.Default} or a {@link Pattern.Rest}
 * @param annotation   the type, or null
 * @param defaultValue what stands behind {@code =}, or null
 * @param rest         written {@code ...pattern}
 * @param optional     written {@code pattern?}
 * @param modifiers    those that make it a field of the class
 */
public record Parameter(int start, int end, List<Decorator> decorators, Set<Modifier> modifiers, Pattern pattern, TypeText annotation,
                        Expression defaultValue, boolean rest, boolean optional) implements Node {
    @Override public void forEachChild(Consumer<? super Node> action) {
        decorators.forEach(action);
        action.accept(pattern);
        Node.give(annotation, action);
        Node.give(defaultValue, action);
    }
}
