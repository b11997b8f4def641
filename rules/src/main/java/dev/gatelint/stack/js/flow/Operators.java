package dev.gatelint.stack.js.flow;

import dev.gatelint.source.Span;
import dev.gatelint.stack.js.Expr;
import java.util.Objects;
import java.util.Set;

/** What operators make of their operands, for the {@link Machine}. */
final class Operators {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private final Machine machine;

    Operators(Machine machine) {
        this.machine = machine;
    }

    Value unary(Expr.Unary x, State s, Scope scope) {
        Value value = machine.evaluator.eval(x.operand(), s, scope);
        // a promise is true, whoever calls
        if (value.kind() == Value.Kind.PROMISE && x.operator().startsWith("!")) return Value.of(x.operator().equals("!!"));
        switch (x.operator()) {
            case "!!" -> {
                return value;
            }
            case "!" -> {
                return not(value);
            }
            case "void" -> {
                return Value.UNDEFINED;
            }
            case "typeof" -> {
                String type = switch (value.kind()) {
                    case UNDEFINED -> "undefined";
                    case NULL, OBJECT, ARRAY, PROMISE, REPLY -> "object";
                    case BOOLEAN -> "boolean";
                    case TEXT -> "string";
                    case NUMBER -> "number";
                    case CLOSURE, CLASS -> "function";
                    default -> null;
                };
                return type == null ? new Value(Value.Kind.ANY, null, value.marks()) : Value.text(type).with(value.marks());
            }
            default -> {
                return x.operator().equals("-") && value.kind() == Value.Kind.NUMBER ? new Value(Value.Kind.NUMBER, "-" + value.data(), 0)
                    : new Value(Value.Kind.ANY, null, value.marks());
            }
        }
    }

    static Value not(Value value) {
        Boolean truth = value.truth();
        return truth == null ? new Value(Value.Kind.ANY, null, value.marks()) : Value.of(!truth).with(value.marks());
    }

    Value binary(Expr.Binary x, State s, Scope scope) {
        String operator = x.operator();
        Value left = machine.evaluator.eval(x.left(), s, scope);
        if (operator.equals("&&") || operator.equals("||") || operator.equals("??")) {
            Boolean goes = operator.equals("??") ? left.absent() : left.truth();
            if (goes != null && operator.equals("||")) goes = !goes;
            if (goes != null && !goes) return left;
            if (goes != null) return machine.evaluator.eval(x.right(), s, scope).with(left.marks() & Value.SESSION);
            State aside = s.copy();
            Run.Fork fork = machine.run.fork(s);
            Value right = machine.evaluator.eval(x.right(), aside, scope);
            if (machine.run.refuses(aside, fork)) s.screen(machine.statements.screen(x.left(), left, scope));
            s.join(aside);
            int marks = left.marks() | right.marks();
            // when the left decides alone, the right has no say
            Boolean second = right.truth();
            if (operator.equals("&&") && Boolean.FALSE.equals(second) || operator.equals("||") && Boolean.TRUE.equals(second)) {
                Value kept = operator.equals("&&") ? Value.FALSY : Value.TRUTHY;
                return right.kind() == Value.Kind.BOOLEAN || operator.equals("&&") ? kept.with(marks) : Value.either(strip(left), right)
                    .with(marks);
            }
            Value known = operator.equals("&&") ? right : left;
            if (known.kind() == Value.Kind.EXTERNAL || right.kind() == Value.Kind.EXTERNAL) return Value.either(left, right).with(marks);
            if (!operator.equals("&&") && left.kind() == Value.Kind.ANY && right.kind() != Value.Kind.ANY) {
                Value made = Value.either(left, right);
                return made.kind() == Value.Kind.UNION ? made : new Value(Value.Kind.ANY, null, marks);
            }
            return new Value(Value.Kind.ANY, null, marks);
        }
        Value right = machine.evaluator.eval(x.right(), s, scope);
        int marks = left.marks() | right.marks();
        switch (operator) {
            case "===", "==", "!==", "!=" -> {
                boolean loose = operator.length() == 2;
                Boolean same = loose && (left.nullish() || right.nullish()) ? nullSame(left, right) : same(left, right);
                method(left, right, scope.file, x.start(), x.end());
                if (same == null) return new Value(Value.Kind.ANY, null, marks);
                return Value.of(operator.startsWith("!") != same).with(marks);
            }
            case "+" -> {
                if (left.kind() == Value.Kind.TEXT && right.kind() == Value.Kind.TEXT) return Value.text((String) left.data()
                    + right.data()).with(marks);
                return new Value(Value.Kind.ANY, null, marks);
            }
            case "in" -> {
                if (right.kind() == Value.Kind.OBJECT && left.text().isPresent() && !right.fields().containsKey("*")) {
                    return Value.of(right.fields().containsKey(left.text().get())).with(marks);
                }
                return new Value(Value.Kind.ANY, null, marks);
            }
            case "instanceof" -> {
                if (left.nullish()) return Value.of(false).with(marks);
                if (left.kind() == Value.Kind.REPLY && x.right().dotted().endsWith("Response")) return Value.of(true).with(marks);
                return new Value(Value.Kind.ANY, null, marks);
            }
            default -> {
                return new Value(Value.Kind.ANY, null, marks);
            }
        }
    }

    private static Value strip(Value value) {
        return value.kind() == Value.Kind.ANY ? Value.TRUTHY : value;
    }

    private static Boolean nullSame(Value left, Value right) {
        Value other = left.nullish() ? right : left;
        return other.absent();
    }

    /** Whether two values are the same; null when it is not known. */
    static Boolean same(Value left, Value right) {
        if (right.kind() == Value.Kind.UNION && left.kind() != Value.Kind.UNION) return same(right, left);
        if (left.kind() == Value.Kind.UNION) {
            Boolean first = same(left.items().get(0), right);
            return left.items().stream().allMatch(item -> Objects.equals(same(item, right), first)) ? first : null;
        }
        if (left.nullish() || right.nullish()) {
            if (left.nullish() && right.nullish()) return left.kind() == right.kind();
            Value other = left.nullish() ? right : left;
            return Boolean.FALSE.equals(other.absent()) ? false : null;
        }
        boolean constants = constant(left) && constant(right);
        if (!constants) {
            if (left.kind() == Value.Kind.BOOLEAN && right.truth() != null && right.kind() == Value.Kind.BOOLEAN) return left.data()
                .equals(right.data());
            return null;
        }
        return left.kind() == right.kind() && left.data().equals(right.data());
    }

    private static boolean constant(Value value) {
        return value.kind() == Value.Kind.TEXT || value.kind() == Value.Kind.NUMBER || value.kind() == Value.Kind.BOOLEAN;
    }

    /** Remembers for which HTTP method the program asks. */
    void method(Value left, Value right, String file, int start, int end) {
        Value asked = left.has(Value.METHOD) ? right : right.has(Value.METHOD) ? left : null;
        if (asked == null || asked.has(Value.METHOD)) return;
        asked.text().filter(text -> METHODS.contains(text))
            .ifPresent(text -> machine.run.trace.methods.putIfAbsent(text, new Span(file, start, end)));
    }

    Value choice(Expr.Choice x, State s, Scope scope) {
        Value test = machine.evaluator.eval(x.test(), s, scope);
        Boolean truth = test.truth();
        if (truth != null) return machine.evaluator.eval(truth ? x.then() : x.otherwise(), s, scope).with(test.marks() & Value.SESSION);
        State aside = s.copy();
        Run.Fork fork = machine.run.fork(s);
        Value then = machine.evaluator.eval(x.then(), s, scope);
        boolean thenRefuses = machine.run.refuses(s, fork);
        fork = machine.run.fork(aside);
        Value otherwise = machine.evaluator.eval(x.otherwise(), aside, scope);
        if (machine.run.refuses(aside, fork)) s.screen(machine.statements.screen(x.test(), test, scope));
        if (thenRefuses) aside.screen(machine.statements.screen(x.test(), test, scope));
        s.join(aside);
        return Value.either(then, otherwise).with(test.marks() & (Value.SESSION | Value.REQUEST));
    }
}
