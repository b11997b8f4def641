package dev.gatelint.syntax.java;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Something that is done. Labels are not kept: a labelled statement is the statement. */
public sealed interface Statement extends Node {
    /** {@code { … }} */
    record Block(int start, int end, List<Statement> statements) implements Statement {
        public Block {
            statements = List.copyOf(statements);
        }

        @Override public void forEachChild(Consumer<? super Node> action) {
            statements.forEach(action);
        }
    }

    /** An expression as a statement, or the body of a lambda or switch case that is an expression. */
    record Run(int start, int end, Expression expression) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(expression);
        }
    }

    /** A local variable, one a name; the place is that of the whole declaration. */
    record Variable(int start, int end, JavaType type, String name, int nameStart, int nameEnd,
        Optional<Expression> value) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(type);
            value.ifPresent(action);
        }
    }

    /** {@code if (test) yes else no} */
    record If(int start, int end, Expression test, Statement yes, Optional<Statement> no) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(test);
            action.accept(yes);
            no.ifPresent(action);
        }
    }

    /** {@code return value;} and {@code yield value;} */
    record Return(int start, int end, Optional<Expression> value, boolean isYield) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            value.ifPresent(action);
        }
    }

    /** {@code throw value;} */
    record Throw(int start, int end, Expression value) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(value);
        }
    }

    /** {@code try (resources) body catch … finally last}; resources are {@link Variable}s or {@link Run}s. */
    record Try(int start, int end, List<Statement> resources, Block body, List<Catch> catches, Optional<Block> last) implements Statement {
        public Try {
            resources = List.copyOf(resources);
            catches = List.copyOf(catches);
        }

        @Override public void forEachChild(Consumer<? super Node> action) {
            resources.forEach(action);
            action.accept(body);
            catches.forEach(action);
            last.ifPresent(action);
        }
    }

    /** {@code catch (A | B name) { … }} */
    record Catch(int start, int end, Parameter parameter, Block body) implements Node {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(parameter);
            action.accept(body);
        }
    }

    /**
     * Any loop.
     *
     * @param first what runs before: the variable of a for-each, the initialisers of a for
     * @param over  the condition, or what a for-each goes through
     * @param then  the updates of a for
     */
    record Loop(int start, int end, Kind kind, List<Statement> first, Optional<Expression> over, List<Expression> then, Statement body)
        implements Statement {
        /** Which one. */
        public enum Kind { FOR, EACH, WHILE, DO }

        public Loop {
            first = List.copyOf(first);
            then = List.copyOf(then);
        }

        @Override public void forEachChild(Consumer<? super Node> action) {
            first.forEach(action);
            over.ifPresent(action);
            then.forEach(action);
            action.accept(body);
        }
    }

    /** {@code switch (selector) { cases }} */
    record Switch(int start, int end, Expression selector, List<Case> cases) implements Statement {
        public Switch {
            cases = List.copyOf(cases);
        }

        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(selector);
            cases.forEach(action);
        }
    }

    /**
     * One case; no labels for {@code default}; a pattern is an {@link Expression.Opaque} label. {@code arrow} cases do not fall through.
     */
    record Case(int start, int end, List<Expression> labels, Optional<Expression> guard, boolean arrow,
        List<Statement> statements) implements Node {
        public Case {
            labels = List.copyOf(labels);
            statements = List.copyOf(statements);
        }

        @Override public void forEachChild(Consumer<? super Node> action) {
            labels.forEach(action);
            guard.ifPresent(action);
            statements.forEach(action);
        }
    }

    /** {@code synchronized (lock) { … }} */
    record Synchronized(int start, int end, Expression lock, Block body) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(lock);
            action.accept(body);
        }
    }

    /** A class inside a method. */
    record Local(int start, int end, JavaClass type) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(type);
        }
    }

    /** {@code break} and {@code continue}. */
    record Jump(int start, int end) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {}
    }

    /** An empty statement, an assertion, or something that was not understood or lies too deep. */
    record Opaque(int start, int end) implements Statement {
        @Override public void forEachChild(Consumer<? super Node> action) {}
    }
}
