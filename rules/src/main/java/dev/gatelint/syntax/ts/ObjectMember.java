package dev.gatelint.syntax.ts;

import java.util.function.Consumer;

/** What stands in an object literal. */
public sealed interface ObjectMember extends Node permits ObjectMember.Property, Method, Expression.Spread {

    /**
     * {@code key: value}, or {@code name} alone, where {@code value} is the very same identifier.
     *
     * @param value in a shorthand with a default ({@code {a = 1}}, right only in a pattern) an {@link Expression.Assignment}
     */
    record Property(int start, int end, Expression key, boolean computed, boolean shorthand, Expression value) implements ObjectMember {
        /** The name, or null when it is computed. */
        public String name() {
            return ObjectMember.name(key, computed);
        }

        @Override public void forEachChild(Consumer<? super Node> action) {
            if (!shorthand) action.accept(key);
            action.accept(value);
        }
    }

    /** The name of a key: an identifier, a string, a number as written, {@code #private}; computed only when it is a string; else null. */
    static String name(Expression key, boolean computed) {
        if (key instanceof Expression.StringLiteral string) return string.value();
        if (computed) return null;
        if (key instanceof Expression.Identifier identifier) return identifier.name();
        if (key instanceof Expression.NumberLiteral number) return number.text();
        return key instanceof Expression.PrivateName hidden ? hidden.name() : null;
    }
}
