package dev.gatelint.syntax.java;

import java.util.List;
import java.util.function.Consumer;

/**
 * A type as it is written.
 *
 * @param name       without type arguments and array brackets: {@code String}, {@code Map.Entry}, {@code int}, {@code var}, {@code void};
 *                   {@code ?} for a wildcard, whose bound is its only argument; the alternatives of a multi-catch joined by {@code |}
 * @param arguments  the type arguments of the last part
 * @param dimensions of arrays; a varargs parameter does not count
 */
public record JavaType(int start, int end, String name, List<JavaType> arguments, int dimensions) implements Node {
    public JavaType {
        arguments = List.copyOf(arguments);
    }

    /** The last part of the name: {@code Entry} of {@code Map.Entry}. */
    public String simpleName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    @Override public void forEachChild(Consumer<? super Node> action) {
        arguments.forEach(action);
    }
}
