package dev.gatelint.stack.nextauth;

import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Function;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.js.Target;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A node of a script and what is around it.
 *
 * @param outer null at the top level of the module
 * @param node  an {@link Expr}, {@link Step}, {@link Function}, {@link Expr.Entry}, {@link Expr.Field} or {@link Step.Case}
 */
record At(At outer, Object node) {
    /** Every node of a script, parents first, in the order of the source. Does not recurse, so that no nesting is too deep. */
    static void each(Script script, Consumer<At> action) {
        each(null, List.copyOf(script.body()), action);
    }

    /** Every node below {@code outer}, which are these and what is in them. */
    static void each(At outer, List<?> nodes, Consumer<At> action) {
        Deque<At> open = new ArrayDeque<>();
        push(open, outer, nodes);
        while (!open.isEmpty()) {
            At next = open.pop();
            action.accept(next);
            push(open, next, children(next.node));
        }
    }

    private static void push(Deque<At> open, At outer, List<?> nodes) {
        List<Object> reversed = new ArrayList<>(nodes);
        Collections.reverse(reversed);
        for (Object node : reversed) if (node != null) open.push(new At(outer, node));
    }

    private static List<?> children(Object node) {
        List<Object> all = new ArrayList<>();
        if (node instanceof Function f) {
            f.params().forEach(param -> all.add(param.fallback()));
            all.addAll(f.body());
        } else if (node instanceof Expr.Entry e) {
            all.add(e.value());
        } else if (node instanceof Expr.Field f) {
            all.add(f.value());
        } else if (node instanceof Step.Case c) {
            all.add(c.test());
            all.addAll(c.body());
        } else if (node instanceof Expr expr) {
            return children(expr, all);
        } else if (node instanceof Step step) {
            return children(step, all);
        }
        return all;
    }

    private static List<?> children(Expr expr, List<Object> all) {
        if (expr instanceof Expr.Lambda l) all.add(l.function());
        else if (expr instanceof Expr.Fields f) all.addAll(f.entries());
        else if (expr instanceof Expr.Type t) {
            all.add(t.parent());
            all.addAll(t.fields());
        } else if (expr instanceof Expr.Element e) {
            all.addAll(e.properties());
            all.addAll(e.children());
        } else if (expr instanceof Expr.Assign a) {
            if (a.target() instanceof Target.Place place && !(place.place() instanceof Expr.Name)) all.add(place.place());
            all.add(a.value());
        } else {
            all.addAll(expr.parts());
        }
        return all;
    }

    private static List<?> children(Step step, List<Object> all) {
        if (step instanceof Step.Declare s) all.add(s.value());
        else if (step instanceof Step.Define s) all.add(s.function());
        else if (step instanceof Step.Run s) all.add(s.expr());
        else if (step instanceof Step.If s) {
            all.add(s.test());
            all.addAll(s.then());
            if (s.otherwise() != null) all.addAll(s.otherwise());
        } else if (step instanceof Step.Loop s) {
            all.addAll(s.before());
            all.add(s.test());
            all.add(s.after());
            all.addAll(s.body());
        } else if (step instanceof Step.Return s) all.add(s.value());
        else if (step instanceof Step.Throw s) all.add(s.value());
        else if (step instanceof Step.Try s) {
            all.addAll(s.body());
            if (s.handler() != null) all.addAll(s.handler());
            if (s.last() != null) all.addAll(s.last());
        } else if (step instanceof Step.Switch s) {
            all.add(s.value());
            all.addAll(s.cases());
        } else if (step instanceof Step.Block s) all.addAll(s.body());
        return all;
    }

    /** The node around this one, or null. */
    Object parent() {
        return outer == null ? null : outer.node;
    }

    /** The innermost function around this node; empty at the top level of the module. */
    Optional<At> function() {
        for (At at = outer; at != null; at = at.outer) if (at.node instanceof Function) return Optional.of(at);
        return Optional.empty();
    }

    /** The outermost function around this node: the one that something outside calls. */
    Optional<At> outermostFunction() {
        At found = null;
        for (At at = outer; at != null; at = at.outer) if (at.node instanceof Function) found = at;
        return Optional.ofNullable(found);
    }

    /**
     * The name under which the function at this node is known in its module: its own, or that of the variable that takes it, maybe wrapped.
     */
    String functionName() {
        if (node instanceof Function function && !function.name().isEmpty()) return function.name();
        for (At at = outer; at != null; at = at.outer) {
            if (at.node instanceof Step.Declare declare) {
                return declare.target() instanceof Target.Place place && place.place() instanceof Expr.Name name ? name.name() : "";
            }
            if (at.node instanceof Expr.Entry entry) return entry.name();
            boolean wrapper = at.node instanceof Expr.Lambda || at.node instanceof Expr.Call;
            if (!wrapper) return "";
        }
        return "";
    }
}
