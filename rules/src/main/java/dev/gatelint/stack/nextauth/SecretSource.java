package dev.gatelint.stack.nextauth;

import dev.gatelint.stack.js.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an expression takes a secret from.
 *
 * @param names    environment variables, in the order in which they are tried
 * @param literal  a text in the code, the last resort when there are names
 * @param fallback where what comes before the literal ends; -1 when nothing does
 * @param unknown  something else
 */
record SecretSource(List<String> names, Optional<Expr.Hidden> literal, int fallback, boolean unknown) {
    private static final Pattern ENV = Pattern.compile("(?:process\\.env|import\\.meta\\.env|env)\\.([A-Za-z_]\\w*)");

    /** @param expr null for nothing */
    static SecretSource of(Expr expr) {
        List<String> names = new ArrayList<>();
        Expr.Hidden[] literal = new Expr.Hidden[1];
        int[] fallback = {-1};
        boolean known = expr == null || collect(expr, names, literal, fallback, 0);
        return new SecretSource(List.copyOf(names), Optional.ofNullable(literal[0]), fallback[0], !known);
    }

    private static boolean collect(Expr expr, List<String> names, Expr.Hidden[] literal, int[] fallback, int depth) {
        if (depth > 8) return false;
        if (expr instanceof Expr.Hidden hidden) {
            literal[0] = hidden;
            return true;
        }
        if (expr instanceof Expr.Unary unary && unary.operator().equals("!!")) return collect(unary.operand(), names, literal, fallback,
            depth + 1);
        if (expr instanceof Expr.Binary binary && (binary.operator().equals("??") || binary.operator().equals("||"))) {
            boolean left = collect(binary.left(), names, literal, fallback, depth + 1);
            boolean right = collect(binary.right(), names, literal, fallback, depth + 1);
            if (binary.right() instanceof Expr.Hidden) fallback[0] = binary.left().end();
            return left && right;
        }
        Matcher env = ENV.matcher(expr.dotted());
        if (!env.matches()) return false;
        names.add(env.group(1));
        return true;
    }
}
