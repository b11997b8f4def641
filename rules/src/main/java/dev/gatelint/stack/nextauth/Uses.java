package dev.gatelint.stack.nextauth;

import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Function;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.js.Target;
import java.util.ArrayList;
import java.util.List;

/** How the result of a call is used. */
final class Uses {
    private Uses() {}

    /** What happens to a value. */
    enum Use {
        /** {@code await} */
        AWAITED,
        /** Given on: returned, passed, stored, combined. Nothing can be said. */
        GIVEN_ON,
        /** Looked at as a condition. */
        TESTED,
        /** A member of it is read. */
        READ,
        /** Nothing. */
        DROPPED
    }

    /** How the node itself is used; a variable that takes it is GIVEN_ON. */
    static Use of(At at) {
        Object node = at.node();
        Object parent = at.parent();
        if (parent instanceof Expr.Await) return Use.AWAITED;
        if (parent instanceof Expr.Unary unary) {
            if (unary.operator().equals("!")) return Use.TESTED;
            if (unary.operator().equals("!!")) return of(at.outer());
            return Use.GIVEN_ON;
        }
        if (parent instanceof Expr.Member member && member.object() == node) {
            return member.name().matches("then|catch|finally") ? Use.GIVEN_ON : Use.READ;
        }
        if (parent instanceof Expr.Binary binary) return binary(at, binary);
        if (parent instanceof Expr.Choice choice) return choice.test() == node ? Use.TESTED : of(at.outer());
        if (parent instanceof Step.If branch) return branch.test() == node ? Use.TESTED : Use.DROPPED;
        if (parent instanceof Step.Loop loop && loop.test() == node && loop.target() == null) return Use.TESTED;
        if (parent instanceof Step.Run) return Use.DROPPED;
        return Use.GIVEN_ON;
    }

    private static Use binary(At at, Expr.Binary binary) {
        return switch (binary.operator()) {
            case "&&", "||" -> binary.left() == at.node() ? Use.TESTED : of(at.outer());
            case "??" -> of(at.outer()) == Use.AWAITED ? Use.AWAITED : Use.GIVEN_ON;
            case "==", "===", "!=", "!==" -> nothing(binary.left()) || nothing(binary.right()) ? Use.TESTED : Use.GIVEN_ON;
            default -> Use.GIVEN_ON;
        };
    }

    private static boolean nothing(Expr expr) {
        return expr instanceof Expr.Scalar scalar && scalar.text().equals("null") || expr instanceof Expr.Name name
            && name.name().equals("undefined");
    }

    /** The variable that takes the node, directly or awaited; empty when there is none, or a pattern. */
    static String variable(At at) {
        At value = at.parent() instanceof Expr.Await ? at.outer() : at;
        if (value.parent() instanceof Step.Declare declare && declare.value() == value.node()
            && declare.target() instanceof Target.Place place
            && place.place() instanceof Expr.Name name) return name.name();
        if (value.parent() instanceof Expr.Assign assign && assign.value() == value.node() && assign.operator().equals("=")
            && assign.target() instanceof Target.Place place && place.place() instanceof Expr.Name name) return name.name();
        return "";
    }

    /** Every place in the innermost function around {@code at}, functions inside it included, that reads the variable; in order. */
    static List<At> ofVariable(At at, String name) {
        List<At> found = new ArrayList<>();
        At function = at.function().orElse(null);
        if (function == null || name.isEmpty()) return found;
        At.each(function, ((Function) function.node()).body(), use -> {
            if (use.node() instanceof Expr.Name read && read.name().equals(name)) found.add(use);
        });
        return found;
    }
}
