package dev.gatelint.stack.spring;

import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import java.util.List;
import java.util.stream.Collectors;

/** Writes an expression down again for a message, shortened. */
final class Sketch {
    private static final int LONGEST = 60;

    private Sketch() {}

    /** A short text of the expression; lambdas and what is long become {@code …}. */
    static String of(Expression expression) {
        if (expression instanceof Expression.Literal literal) {
            String text = Secrecy.isMark(literal.value()) ? "…" : literal.value().replace("\n", "\\n");
            return literal.kind() == Expression.Literal.Kind.STRING ? "\"" + text + "\"" : literal.value();
        }
        if (expression instanceof Expression.Call call) return call.receiver().map(r -> of(r) + ".").orElse("") + call(call);
        if (expression instanceof Expression.New made) return "new " + made.type().name() + "(" + list(made.arguments()) + ")";
        if (expression instanceof Expression.ClassLiteral type) return type.type().name() + ".class";
        if (expression instanceof Expression.Binary binary) return binary.operands().stream().map(Sketch::of)
            .collect(Collectors.joining(" " + binary.operator() + " "));
        if (expression instanceof Expression.Array array) return "{" + list(array.elements()) + "}";
        if (expression instanceof Expression.MethodRef ref) return of(ref.target()) + "::" + ref.name();
        return Sources.dotted(expression).orElse("…");
    }

    /** {@code name(arguments)} without the receiver. */
    static String call(Expression.Call call) {
        return call.name() + "(" + list(call.arguments()) + ")";
    }

    private static String list(List<Expression> arguments) {
        String all = arguments.stream().map(Sketch::of).collect(Collectors.joining(", "));
        if (all.length() <= LONGEST) return all;
        String first = of(arguments.get(0));
        return arguments.size() > 1 && first.length() < LONGEST ? first + ", …" : "…";
    }

    /** <code>@Name("value")</code>. */
    static String annotation(Annotation annotation) {
        String attributes = annotation.attributes().stream().map(a -> (a.name().equals("value") ? "" : a.name() + " = ") + of(a.value()))
            .collect(Collectors.joining(", "));
        return "@" + annotation.simpleName() + (attributes.isEmpty() ? "" : "(" + (attributes.length() > LONGEST ? "…" : attributes) + ")");
    }
}
