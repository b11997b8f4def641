package dev.gatelint.syntax.ts;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A method, getter, setter or constructor of a class, or of an object literal; what it is says {@code function.kind()}.
 * The node spans all of it, from the first decorator or modifier.
 */
public record Method(int start, int end, List<Decorator> decorators, Set<Modifier> modifiers, Expression key, boolean computed,
                     FunctionNode function) implements ClassMember, ObjectMember {
    /** The name, or null when it is computed. */
    public String name() {
        return ObjectMember.name(key, computed);
    }

    @Override public void forEachChild(Consumer<? super Node> action) {
        decorators.forEach(action);
        action.accept(key);
        action.accept(function);
    }
}
