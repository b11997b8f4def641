package dev.gatelint.syntax.ts;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What stands in the body of a class. Index signatures and lone semicolons leave nothing but {@link IndexSignature}. */
public sealed interface ClassMember extends Node permits Method, ClassMember.Field, ClassMember.StaticBlock, ClassMember.IndexSignature {

    /**
     * {@code static readonly name: T = value;} with its semicolon. {@code accessor} fields have {@link Modifier#ACCESSOR}.
     *
     * @param key        see {@link ObjectMember#name(Expression, boolean)}
     * @param annotation the type, or null
     * @param value      null when there is none
     */
    record Field(int start, int end, List<Decorator> decorators, Set<Modifier> modifiers, Expression key, boolean computed,
        TypeText annotation,
                 Expression value) implements ClassMember {
        /** The name, or null when it is computed. */
        public String name() {
            return ObjectMember.name(key, computed);
        }

        @Override public void forEachChild(Consumer<? super Node> action) {
            decorators.forEach(action);
            action.accept(key);
            Node.give(annotation, action);
            Node.give(value, action);
        }
    }

    /** {@code static { … }} */
    record StaticBlock(int start, int end, Statement.Block body) implements ClassMember {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(body);
        }
    }

    /** {@code [key: string]: T;} */
    record IndexSignature(int start, int end) implements ClassMember {
        @Override public void forEachChild(Consumer<? super Node> action) {}
    }
}
