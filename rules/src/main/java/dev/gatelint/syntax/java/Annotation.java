package dev.gatelint.syntax.java;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An annotation where it is used.
 *
 * @param name    as written, without {@code @}
 * @param nameEnd where the name ends; it begins one behind {@code start} unless someone wrote a space there
 */
public record Annotation(int start, int end, String name, int nameStart, int nameEnd, List<Attribute> attributes) implements Node {
    public Annotation {
        attributes = List.copyOf(attributes);
    }

    /** The last part of the name. */
    public String simpleName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** The value given for {@code attribute}; {@code @A(x)} gives {@code value}. */
    public Optional<Expression> get(String attribute) {
        return attributes.stream().filter(a -> a.name.equals(attribute)).map(Attribute::value).findFirst();
    }

    @Override public void forEachChild(Consumer<? super Node> action) {
        attributes.forEach(action);
    }

    /** {@code name = value}; the value may itself be an {@link Expression.AnnotationUse} or an {@link Expression.Array}. */
    public record Attribute(int start, int end, String name, Expression value) implements Node {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(value);
        }
    }
}
