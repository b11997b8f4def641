package dev.gatelint.syntax.java;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Something with a value. Parentheses are not kept. */
public sealed interface Expression extends Node {
    /** A simple name, {@code this} or {@code super}. */
    record Name(int start, int end, String text) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {}
    }

    /** {@code target.name}: a field, or a part of a package's or type's name; the name ends where the whole ends. */
    record FieldAccess(int start, int end, Expression target, String name, int nameStart) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(target);
        }
    }

    /** {@code receiver.name(arguments)}; {@code this(…)} and {@code super(…)} of constructors are calls without a receiver. */
    record Call(int start, int end, Optional<Expression> receiver, String name, int nameStart, int nameEnd, List<Expression> arguments)
        implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override public void forEachChild(Consumer<? super Node> action) {
            receiver.ifPresent(action);
            arguments.forEach(action);
        }
    }

    /** A literal; {@code value} is cooked: escapes resolved, text blocks without their indentation, numbers and words as written. */
    record Literal(int start, int end, Kind kind, String value) implements Expression {
        /** What it is. */
        public enum Kind { STRING, CHAR, NUMBER, BOOLEAN, NULL }

        @Override public void forEachChild(Consumer<? super Node> action) {}
    }

    /** {@code type.class} */
    record ClassLiteral(int start, int end, JavaType type) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(type);
        }
    }

    /** {@code parameters -> body}; an expression body is a {@link Statement.Run} of the same place. */
    record Lambda(int start, int end, List<Parameter> parameters, Statement body) implements Expression {
        public Lambda {
            parameters = List.copyOf(parameters);
        }

        @Override public void forEachChild(Consumer<? super Node> action) {
            parameters.forEach(action);
            action.accept(body);
        }
    }

    /** {@code target::name}; the target may be a {@link TypeUse}; the name may be {@code new}. */
    record MethodRef(int start, int end, Expression target, String name) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(target);
        }
    }

    /** A type in the place of a value. */
    record TypeUse(int start, int end, JavaType type) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(type);
        }
    }

    /** {@code new type(arguments) { body }} */
    record New(int start, int end, JavaType type, List<Expression> arguments, Optional<JavaClass> body) implements Expression {
        public New {
            arguments = List.copyOf(arguments);
        }

        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(type);
            arguments.forEach(action);
            body.ifPresent(action);
        }
    }

    /** {@code { a, b }}, {@code new T[] { a, b }}, or {@code new T[n]} without elements. */
    record Array(int start, int end, List<Expression> elements) implements Expression {
        public Array {
            elements = List.copyOf(elements);
        }

        @Override public void forEachChild(Consumer<? super Node> action) {
            elements.forEach(action);
        }
    }

    /** {@code target[index]} */
    record Index(int start, int end, Expression target, Expression index) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(target);
            action.accept(index);
        }
    }

    /** {@code a + b + c}: two or more operands joined from the left by one operator, as written. */
    record Binary(int start, int end, String operator, List<Expression> operands) implements Expression {
        public Binary {
            operands = List.copyOf(operands);
        }

        @Override public void forEachChild(Consumer<? super Node> action) {
            operands.forEach(action);
        }
    }

    /** {@code !operand}, {@code operand++}; the operator as written. */
    record Unary(int start, int end, String operator, Expression operand) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(operand);
        }
    }

    /** {@code test ? yes : no} */
    record Conditional(int start, int end, Expression test, Expression yes, Expression no) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(test);
            action.accept(yes);
            action.accept(no);
        }
    }

    /** {@code (type) value} */
    record Cast(int start, int end, JavaType type, Expression value) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(type);
            action.accept(value);
        }
    }

    /** {@code value instanceof type}, {@code value instanceof type name}, or a record pattern, whose names are all those below it. */
    record InstanceOf(int start, int end, Expression value, JavaType type, List<String> names) implements Expression {
        public InstanceOf {
            names = List.copyOf(names);
        }

        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(value);
            action.accept(type);
        }
    }

    /** {@code target operator value}; the operator as written: {@code =}, {@code +=}. */
    record Assign(int start, int end, Expression target, String operator, Expression value) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(target);
            action.accept(value);
        }
    }

    /** A switch that gives a value. */
    record Switch(int start, int end, Expression selector, List<Statement.Case> cases) implements Expression {
        public Switch {
            cases = List.copyOf(cases);
        }

        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(selector);
            cases.forEach(action);
        }
    }

    /** An annotation as the value of an annotation's attribute. */
    record AnnotationUse(int start, int end, Annotation annotation) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(annotation);
        }
    }

    /** Something that was not understood, or that lies too deep. */
    record Opaque(int start, int end) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {}
    }
}
