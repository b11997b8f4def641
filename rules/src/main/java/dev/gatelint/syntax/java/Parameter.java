package dev.gatelint.syntax.java;

import java.util.List;
import java.util.function.Consumer;

/**
 * A parameter of a method, constructor or lambda, or a component of a record.
 *
 * @param type {@code var} with an empty place for a lambda parameter without a type
 * @param name {@code _} for an unnamed one
 */
public record Parameter(int start, int end, List<Annotation> annotations, JavaType type, boolean varargs, String name, int nameStart,
                        int nameEnd) implements Node {
    public Parameter {
        annotations = List.copyOf(annotations);
    }

    @Override public void forEachChild(Consumer<? super Node> action) {
        annotations.forEach(action);
        action.accept(type);
    }
}
