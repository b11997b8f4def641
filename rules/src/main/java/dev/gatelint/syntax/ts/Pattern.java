package dev.gatelint.syntax.ts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A place that takes a value: in a declaration or a parameter a name or a destructuring pattern, in an assignment or a loop head any
 * expression that can be assigned to.
 */
public sealed interface Pattern extends Node permits Expression, Pattern.ObjectPattern, Pattern.ArrayPattern, Pattern.Default,
    Pattern.Rest {

    /** {@code {a, b: c, ...d}}; the last of {@code elements} may be a {@link Rest}, the others are {@link Bound}. */
    record ObjectPattern(int start, int end, List<Node> elements) implements Pattern {
        @Override public void forEachChild(Consumer<? super Node> action) {
            elements.forEach(action);
        }
    }

    /** {@code key: target} in an object pattern; in a shorthand {@code target} is the name, or a {@link Default} of it. */
    record Bound(int start, int end, Expression key, boolean computed, boolean shorthand, Pattern target) implements Node {
        /** The name that is taken out of the object, or null when it is computed. */
        public String name() {
            return ObjectMember.name(key, computed);
        }

        @Override public void forEachChild(Consumer<? super Node> action) {
            if (!shorthand) action.accept(key);
            action.accept(target);
        }
    }

    /** {@code [a, , b]}; a hole is an {@link Expression.Missing}. */
    record ArrayPattern(int start, int end, List<Pattern> elements) implements Pattern {
        @Override public void forEachChild(Consumer<? super Node> action) {
            elements.forEach(action);
        }
    }

    /** {@code target = value} inside a pattern. */
    record Default(int start, int end, Pattern target, Expression value) implements Pattern {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(target);
            action.accept(value);
        }
    }

    /** {@code ...target} inside a pattern. */
    record Rest(int start, int end, Pattern target) implements Pattern {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(target);
        }
    }

    /** Every identifier that this pattern binds, in the order of the source. */
    default List<Expression.Identifier> names() {
        List<Expression.Identifier> names = new ArrayList<>();
        walk(node -> {
            if (node instanceof Expression.Identifier identifier) names.add(identifier);
            if (node instanceof Bound bound) {
                names.addAll(bound.target.names());
                return false;
            }
            if (node instanceof Default choice) {
                names.addAll(choice.target.names());
                return false;
            }
            return node instanceof Pattern && (!(node instanceof Expression) || node == this);
        });
        return names;
    }
}
