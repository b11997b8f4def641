package dev.gatelint.syntax.ts;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Anything that can be called and has parameters: declarations (then it stands where a statement stands), function expressions,
 * arrows, and the function of a {@link Method}, which begins at its parameter list.
 *
 * @param name       null when it has none; a method's name is with the {@link Method}
 * @param returnType null when there is none
 * @param body       a {@link Statement.Block}; of an arrow without braces an {@link Expression}; null for an overload or an abstract or
 *                   declared one
 */
public record FunctionNode(int start, int end, Kind kind, Expression.Identifier name, boolean async, boolean generator,
    Set<Modifier> modifiers,
                           TypeText typeParameters, List<Parameter> parameters, TypeText returnType, Node body)
        implements Expression, Statement {
    /** What the function is written as. */
    public enum Kind { DECLARATION, EXPRESSION, ARROW, METHOD, GETTER, SETTER, CONSTRUCTOR }

    /** The {@code "use …"} directives at the head of the body. */
    public List<Statement.Directive> directives() {
        return body instanceof Statement.Block block ? Statement.Directive.leading(block.statements()) : List.of();
    }

    @Override public void forEachChild(Consumer<? super Node> action) {
        Node.give(name, action);
        Node.give(typeParameters, action);
        parameters.forEach(action);
        Node.give(returnType, action);
        Node.give(body, action);
    }
}
