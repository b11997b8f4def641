package dev.gatelint.syntax.ts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Something that has a value. Parentheses leave no node: {@code (a)} is {@code a}, with the place of {@code a}; the node around it begins
 * at the parenthesis. TypeScript's {@code as}, {@code satisfies}, {@code !} and {@code <T>x} are a {@link Cast}, which {@link #bare} takes
 * off.
 */
public sealed interface Expression extends Pattern permits FunctionNode, ClassNode, Jsx.Element, Expression.Identifier,
    Expression.PrivateName,
        Expression.This, Expression.Super, Expression.StringLiteral, Expression.NumberLiteral, Expression.BooleanLiteral,
            Expression.NullLiteral,
        Expression.RegexLiteral, Expression.TemplateLiteral, Expression.TaggedTemplate, Expression.ArrayLiteral, Expression.ObjectLiteral,
        Expression.Member, Expression.Index, Expression.Call, Expression.New, Expression.ImportCall, Expression.MetaProperty,
            Expression.Unary,
        Expression.Update, Expression.Await, Expression.Yield, Expression.Binary, Expression.Assignment, Expression.Conditional,
        Expression.Sequence, Expression.Spread, Expression.Cast, Expression.Instantiation, Expression.Missing {

    /** This expression without the casts around it. */
    default Expression bare() {
        Expression inner = this;
        while (inner instanceof Cast cast) inner = cast.expression;
        return inner;
    }

    /** {@code a.b.c} for names joined by dots (also {@code this.b}, {@code a?.b}, casts left out); null for anything else. */
    default String dotted() {
        List<String> names = new ArrayList<>();
        Expression inner = bare();
        while (inner instanceof Member member) {
            names.add(member.name());
            inner = member.object.bare();
        }
        if (inner instanceof Identifier identifier) names.add(identifier.name);
        else if (inner instanceof This) names.add("this");
        else if (inner instanceof Super) names.add("super");
        else return null;
        Collections.reverse(names);
        return String.join(".", names);
    }

    /** A name, escapes resolved. Also keys, labels and JSX names, where any word is a name. */
    record Identifier(int start, int end, String name) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {}
    }

    /** {@code #name}; {@code name} has the {@code #}. A key, the right of a dot, or the left of {@code in}. */
    record PrivateName(int start, int end, String name) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {}
    }

    /** {@code this} */
    record This(int start, int end) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {}
    }

    /** {@code super}, before a dot, a bracket or a call. */
    record Super(int start, int end) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {}
    }

    /** A string; {@code value} has its escapes resolved. As the value of a JSX attribute it has its entities resolved instead. */
    record StringLiteral(int start, int end, String value) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {}
    }

    /** A number or a big integer, as written. */
    record NumberLiteral(int start, int end, String text) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {}
    }

    /** {@code true} or {@code false} */
    record BooleanLiteral(int start, int end, boolean value) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {}
    }

    /** {@code null} */
    record NullLiteral(int start, int end) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {}
    }

    /** {@code /pattern/flags} */
    record RegexLiteral(int start, int end, String pattern, String flags) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {}
    }

    /** {@code `text${expression}text`}: one more of {@code texts} than of {@code expressions}, in turns. */
    record TemplateLiteral(int start, int end, List<TemplateText> texts, List<Expression> expressions) implements Expression {
        /** The value when nothing is inserted, else null. */
        public String value() {
            return expressions.isEmpty() ? texts.get(0).value : null;
        }

        @Override public void forEachChild(Consumer<? super Node> action) {
            for (int i = 0; i < texts.size(); i++) {
                action.accept(texts.get(i));
                if (i < expressions.size()) action.accept(expressions.get(i));
            }
        }
    }

    /**
     * A piece of text in a template, without the marks around it; {@code value} has its escapes resolved, null when one of them is wrong.
     */
    record TemplateText(int start, int end, String value) implements Node {
        @Override public void forEachChild(Consumer<? super Node> action) {}
    }

    /** {@code tag`…`} */
    record TaggedTemplate(int start, int end, Expression tag, TypeText typeArguments, TemplateLiteral template) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(tag);
            Node.give(typeArguments, action);
            action.accept(template);
        }
    }

    /** {@code [a, , ...b]}; a hole is a {@link Missing}. */
    record ArrayLiteral(int start, int end, List<Expression> elements) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {
            elements.forEach(action);
        }
    }

    /** {@code {a, b: c, d() {}, ...e}} */
    record ObjectLiteral(int start, int end, List<ObjectMember> members) implements Expression {
        /** The last property that has this name, or null. Methods and what a spread brings are not looked at. */
        public ObjectMember.Property property(String name) {
            for (int i = members.size() - 1; i >= 0; i--) {
                if (members.get(i) instanceof ObjectMember.Property property && name.equals(property.name())) return property;
            }
            return null;
        }

        @Override public void forEachChild(Consumer<? super Node> action) {
            members.forEach(action);
        }
    }

    /**
     * {@code object.property} or {@code object?.property}.
     *
     * @param property an {@link Identifier} or a {@link PrivateName}; {@link Missing} when nothing stands behind the dot
     */
    record Member(int start, int end, Expression object, Expression property, boolean optional) implements Expression {
        /** The name behind the dot, {@code #} included; empty when it is missing. */
        public String name() {
            return property instanceof Identifier identifier ? identifier.name : property instanceof PrivateName hidden ? hidden.name : "";
        }

        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(object);
            action.accept(property);
        }
    }

    /** {@code object[index]} or {@code object?.[index]} */
    record Index(int start, int end, Expression object, Expression index, boolean optional) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(object);
            action.accept(index);
        }
    }

    /** {@code callee<T>(arguments)} or {@code callee?.(arguments)}; of an {@code async} arrow there is no call. */
    record Call(int start, int end, Expression callee, TypeText typeArguments, List<Expression> arguments,
        boolean optional) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(callee);
            Node.give(typeArguments, action);
            arguments.forEach(action);
        }
    }

    /** {@code new callee<T>(arguments)}; without parentheses {@code arguments} is empty. */
    record New(int start, int end, Expression callee, TypeText typeArguments, List<Expression> arguments) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(callee);
            Node.give(typeArguments, action);
            arguments.forEach(action);
        }
    }

    /** {@code import(arguments)}, also {@code import.defer(…)} and {@code import.source(…)}. */
    record ImportCall(int start, int end, List<Expression> arguments) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {
            arguments.forEach(action);
        }
    }

    /** {@code import.meta} or {@code new.target}, which is its {@code text}. */
    record MetaProperty(int start, int end, String text) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {}
    }

    /** {@code ! - + ~ typeof void delete} before an operand. */
    record Unary(int start, int end, String operator, Expression operand) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(operand);
        }
    }

    /** {@code ++} or {@code --}, before or behind its target. */
    record Update(int start, int end, String operator, boolean prefix, Expression target) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(target);
        }
    }

    /** {@code await operand} */
    record Await(int start, int end, Expression operand) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(operand);
        }
    }

    /** {@code yield}, {@code yield operand}, {@code yield* operand}; {@code operand} may be null. */
    record Yield(int start, int end, Expression operand, boolean delegate) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {
            Node.give(operand, action);
        }
    }

    /** Two operands with an operator between them; {@code && || ??}, {@code in} and {@code instanceof} included. */
    record Binary(int start, int end, String operator, Expression left, Expression right) implements Expression {
        /** The operands of a chain of the same operator: {@code a, b, c} of {@code a && b && c}. */
        public List<Expression> operands() {
            List<Expression> operands = new ArrayList<>();
            Expression inner = this;
            while (inner instanceof Binary binary && binary.operator.equals(operator)) {
                operands.add(binary.right);
                inner = binary.left;
            }
            operands.add(inner);
            Collections.reverse(operands);
            return operands;
        }

        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(left);
            action.accept(right);
        }
    }

    /** {@code target = value}, {@code target ??= value} and so on. */
    record Assignment(int start, int end, String operator, Pattern target, Expression value) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(target);
            action.accept(value);
        }
    }

    /** {@code test ? consequent : alternate} */
    record Conditional(int start, int end, Expression test, Expression consequent, Expression alternate) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(test);
            action.accept(consequent);
            action.accept(alternate);
        }
    }

    /** {@code a, b, c} */
    record Sequence(int start, int end, List<Expression> expressions) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {
            expressions.forEach(action);
        }
    }

    /** {@code ...operand} among arguments, in an array or in an object. */
    record Spread(int start, int end, Expression operand) implements Expression, ObjectMember {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(operand);
        }
    }

    /**
     * What TypeScript wraps around a value without changing it.
     *
     * @param type null for {@link Kind#NON_NULL}
     */
    record Cast(int start, int end, Kind kind, Expression expression, TypeText type) implements Expression {
        /** How a cast is written. */
        public enum Kind {
            /** {@code x as T}, also {@code as const}. */
            AS,
            /** {@code x satisfies T} */
            SATISFIES,
            /** {@code x!} */
            NON_NULL,
            /** {@code <T>x} */
            ANGLE
        }

        @Override public void forEachChild(Consumer<? super Node> action) {
            if (kind == Kind.ANGLE) action.accept(type);
            action.accept(expression);
            if (kind != Kind.ANGLE) Node.give(type, action);
        }
    }

    /** {@code f<T>} that is not called. */
    record Instantiation(int start, int end, Expression expression, TypeText typeArguments) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {
            action.accept(expression);
            action.accept(typeArguments);
        }
    }

    /** Nothing, where something could be: a hole in an array, or what a broken text lacks. Its place is empty. */
    record Missing(int start, int end) implements Expression {
        @Override public void forEachChild(Consumer<? super Node> action) {}
    }
}
