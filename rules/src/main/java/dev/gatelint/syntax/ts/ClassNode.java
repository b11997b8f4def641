package dev.gatelint.syntax.ts;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A class, as a declaration (then it stands where a statement stands) or as an expression. It begins at its first decorator or modifier.
 *
 * @param name               null when it has none
 * @param superclass         what stands behind {@code extends}, or null
 * @param superTypeArguments the type arguments of {@code superclass}, or null
 * @param interfaces         what stands behind {@code implements}
 */
public record ClassNode(int start, int end, List<Decorator> decorators, Set<Modifier> modifiers, Expression.Identifier name,
                        TypeText typeParameters, Expression superclass, TypeText superTypeArguments, List<TypeText> interfaces,
                        List<ClassMember> members) implements Expression, Statement {
    @Override public void forEachChild(Consumer<? super Node> action) {
        decorators.forEach(action);
        Node.give(name, action);
        Node.give(typeParameters, action);
        Node.give(superclass, action);
        Node.give(superTypeArguments, action);
        interfaces.forEach(action);
        members.forEach(action);
    }
}
