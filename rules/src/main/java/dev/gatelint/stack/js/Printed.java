package dev.gatelint.stack.js;

/** Expressions as short text, for messages. */
public final class Printed {
    private static final int MAX = 60;

    private Printed() {}

    /** The expression in one line of at most 60 characters; what is longer or complicated becomes {@code …}. */
    public static String of(Expr expr) {
        String text = print(expr, 5);
        return text.length() <= MAX ? text : text.substring(0, MAX - 1) + "…";
    }

    private static String print(Expr expr, int depth) {
        if (depth == 0) return "…";
        int below = depth - 1;
        if (expr instanceof Expr.Name e) return e.name();
        if (expr instanceof Expr.Text e) return "\"" + e.value() + "\"";
        if (expr instanceof Expr.Scalar e) return e.text();
        if (expr instanceof Expr.Member e) return print(e.object(), below) + (e.optional() ? "?." : ".") + e.name();
        if (expr instanceof Expr.Index e) return print(e.object(), below) + "[" + print(e.index(), below) + "]";
        if (expr instanceof Expr.Unary e) {
            String operand = print(e.operand(), below);
            if (e.operator().equals("!!")) return operand + "!";
            return e.operator() + (Character.isLetter(e.operator().charAt(0)) ? " " : "") + operand;
        }
        if (expr instanceof Expr.Binary e) return print(e.left(), below) + " " + e.operator() + " " + print(e.right(), below);
        if (expr instanceof Expr.Await e) return "await " + print(e.operand(), below);
        if (expr instanceof Expr.Call e) {
            String name = (e.kind() == Expr.Call.Kind.NEW ? "new " : "") + print(e.callee(), below);
            return name + (e.arguments().isEmpty() ? "()" : e.arguments().size() == 1 ? "(" + print(e.arguments().get(0), below) + ")"
                : "(…)");
        }
        if (expr instanceof Expr.Fields e && e.entries().isEmpty()) return "{}";
        return expr instanceof Expr.Fields ? "{…}" : "…";
    }
}
