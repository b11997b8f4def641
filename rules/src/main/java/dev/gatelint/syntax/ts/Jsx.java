package dev.gatelint.syntax.ts;

import java.util.List;
import java.util.function.Consumer;

/** The nodes of JSX. */
public final class Jsx {
    private Jsx() {}

    /** What can stand between the tags of an element. */
    public sealed interface Child extends Node permits Element, Text, Container {}

    /** What can stand in an opening tag behind the name. */
    public sealed interface Attribute extends Node permits NamedAttribute, SpreadAttribute {}

    /**
     * {@code <name attributes>children</name>}, {@code <name attributes/>} or a fragment {@code <>children</>}.
     *
     * @param name          null for a fragment; else an {@link Expression.Identifier} (also {@code a-b} and {@code a:b}, as one name),
     *                      {@link Expression.This} or {@link Expression.Member}
     * @param typeArguments null when there are none
     * @param openingEnd    behind the {@code >} of the opening tag
     */
    public record Element(int start, int end, Expression name, TypeText typeArguments, List<Attribute> attributes, List<Child> children,
                          int openingEnd) implements Expression, Child {
        /** The name as in {@code Foo.Bar}; empty for a fragment, null for what cannot be said. */
        public String tag() {
            return name == null ? "" : name.dotted();
        }

        @Override public void forEachChild(Consumer<? super Node> action) {
            Node.give(name, action);
            Node.give(typeArguments, action);
            attributes.forEach(action);
            children.forEach(action);
        }
    }

    /**
     * {@code name="text"}, {@code name={expression}}, {@code name=<element/>} or {@code name}.
     *
     * @param name  with {@code -} and {@code :} as written
     * @param value null when there is none; a string has its entities resolved; braces are a {@link Container}
     */
    public record NamedAttribute(int start, int end, Expression.Identifier name, Node value) implements Attribute {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(name);
            Node.give(value, action);
        }

        /** The value without the braces around it; null when there is none or nothing is in the braces. */
        public Expression expression() {
            return value instanceof Container container ? container.expression : (Expression) value;
        }
    }

    /** {@code {...expression}} in an opening tag. */
    public record SpreadAttribute(int start, int end, Expression expression) implements Attribute {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(expression);
        }
    }

    /** Text between tags, all of it, white space included; {@code value} has its entities resolved. */
    public record Text(int start, int end, String value) implements Child {
        @Override public void forEachChild(Consumer<? super Node> action) {}
    }

    /**
     * {@code {expression}} between tags or as the value of an attribute.
     *
     * @param expression null when nothing is in it but a comment
     * @param spread     written {@code {...expression}}
     */
    public record Container(int start, int end, Expression expression, boolean spread) implements Child {
        @Override public void forEachChild(Consumer<? super Node> action) {
            Node.give(expression, action);
        }
    }
}
