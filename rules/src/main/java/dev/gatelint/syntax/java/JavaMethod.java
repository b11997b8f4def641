package dev.gatelint.syntax.java;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A method, a constructor, or a member of an annotation type.
 *
 * @param typeParameters names only
 * @param returns        empty for a constructor
 * @param body           empty for an abstract or native method
 * @param defaultValue   of an annotation's member
 */
public record JavaMethod(int start, int end, Set<Modifier> modifiers, List<Annotation> annotations, List<String> typeParameters,
                         Optional<JavaType> returns, String name, int nameStart, int nameEnd, List<Parameter> parameters,
                         Optional<Statement.Block> body, Optional<Expression> defaultValue) implements Node {
    public JavaMethod {
        modifiers = Set.copyOf(modifiers);
        annotations = List.copyOf(annotations);
        typeParameters = List.copyOf(typeParameters);
        parameters = List.copyOf(parameters);
    }

    /** True for a constructor. */
    public boolean isConstructor() {
        return returns.isEmpty();
    }

    @Override public void forEachChild(Consumer<? super Node> action) {
        annotations.forEach(action);
        returns.ifPresent(action);
        parameters.forEach(action);
        defaultValue.ifPresent(action);
        body.ifPresent(action);
    }
}
