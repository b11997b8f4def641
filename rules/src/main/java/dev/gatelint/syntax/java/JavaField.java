package dev.gatelint.syntax.java;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A field; {@code int a, b} is two with the same start. */
public record JavaField(int start, int end, Set<Modifier> modifiers, List<Annotation> annotations, JavaType type, String name,
    int nameStart,
                        int nameEnd, Optional<Expression> value) implements Node {
    public JavaField {
        modifiers = Set.copyOf(modifiers);
        annotations = List.copyOf(annotations);
    }

    @Override public void forEachChild(Consumer<? super Node> action) {
        annotations.forEach(action);
        action.accept(type);
        value.ifPresent(action);
    }
}
