package dev.gatelint.stack.nextauth;

import dev.gatelint.stack.js.Expr;
import java.util.stream.Collectors;

/** Writes an expression for a message: shortened, without literals that could be secrets. */
final class Words {
    private static final int MAX = 70;

    private Words() {}

    /** The expression in one line. */
    static String of(Expr expr) {
        String text = text(expr, 0);
        return text.length() <= MAX ? text : text.substring(0, MAX - 1) + "…";
    }

    private static String text(Expr expr, int depth) {
        if (depth > 6) return "…";
        if (expr instanceof Expr.Name name) return name.name();
        if (expr instanceof Expr.Scalar scalar) return scalar.text();
        if (expr instanceof Expr.Text text) return "'" + (text.value().length() > 24 ? text.value().substring(0, 24) + "…" : text.value())
            + "'";
        if (expr instanceof Expr.Member member) return text(member.object(), depth + 1) + (member.optional() ? "?." : ".") + member.name();
        if (expr instanceof Expr.Call call) {
            String arguments = call.arguments().stream().map(argument -> text(argument, depth + 1)).collect(Collectors.joining(", "));
            return (call.kind() == Expr.Call.Kind.NEW ? "new " : "") + text(call.callee(), depth + 1) + "(" + arguments + ")";
        }
        if (expr instanceof Expr.Template template) {
            StringBuilder out = new StringBuilder("'").append(template.texts().get(0));
            for (int i = 0; i < template.holes().size(); i++) out.append("${").append(text(template.holes().get(i), depth + 1)).append('}')
                .append(template.texts().get(i + 1));
            return out.append('\'').toString();
        }
        if (expr instanceof Expr.Await await) return "await " + text(await.operand(), depth + 1);
        if (expr instanceof Expr.Spread spread) return "..." + text(spread.operand(), depth + 1);
        if (expr instanceof Expr.Fields fields) {
            if (fields.entries().isEmpty()) return "{}";
            return fields.entries().stream().map(entry -> entry(entry, depth)).collect(Collectors.joining(", ", "{ ", " }"));
        }
        return "…";
    }

    private static String entry(Expr.Entry entry, int depth) {
        return switch (entry.kind()) {
            case SHORTHAND -> entry.name();
            case SPREAD -> "..." + text(entry.value(), depth + 1);
            case PROPERTY -> (entry.name().isEmpty() ? "[…]" : entry.name()) + ": " + text(entry.value(), depth + 1);
            default -> entry.name() + "() {…}";
        };
    }
}
