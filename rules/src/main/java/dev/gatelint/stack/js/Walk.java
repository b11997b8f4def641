package dev.gatelint.stack.js;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Goes through what a script does, whatever runs it. */
public final class Walk {
    private Walk() {}

    /** Gives every function that is declared in {@code steps}, at any depth, to {@code action}; function expressions are left out. */
    public static void functions(List<Step> steps, Consumer<Function> action) {
        walk(steps, expr -> {}, action);
    }

    /** Gives every expression in {@code steps}, those in functions included, to {@code action}; parents first. */
    public static void each(List<Step> steps, Consumer<Expr> action) {
        walk(steps, action, function -> {});
    }

    private static void walk(List<Step> steps, Consumer<Expr> action, Consumer<Function> functions) {
        List<Object> open = new ArrayList<>(steps);
        while (!open.isEmpty()) {
            Object next = open.remove(open.size() - 1);
            if (next instanceof Expr expr) {
                action.accept(expr);
                open.addAll(expr.parts());
                if (expr instanceof Expr.Lambda lambda) open.addAll(inside(lambda.function()));
                if (expr instanceof Expr.Type type) type.fields().forEach(field -> add(open, field.value()));
                if (expr instanceof Expr.Assign assign && assign.target() instanceof Target.Place place) add(open, place.place());
            } else if (next instanceof Step.Declare s) {
                add(open, s.value());
            } else if (next instanceof Step.Define s) {
                functions.accept(s.function());
                open.addAll(inside(s.function()));
            } else if (next instanceof Step.Run s) {
                open.add(s.expr());
            } else if (next instanceof Step.If s) {
                open.add(s.test());
                open.addAll(s.then());
                open.addAll(s.otherwise());
            } else if (next instanceof Step.Loop s) {
                open.addAll(s.before());
                add(open, s.test());
                add(open, s.after());
                open.addAll(s.body());
            } else if (next instanceof Step.Return s) {
                add(open, s.value());
            } else if (next instanceof Step.Throw s) {
                open.add(s.value());
            } else if (next instanceof Step.Try s) {
                open.addAll(s.body());
                if (s.handler() != null) open.addAll(s.handler());
                if (s.last() != null) open.addAll(s.last());
            } else if (next instanceof Step.Switch s) {
                open.add(s.value());
                for (Step.Case one : s.cases()) {
                    add(open, one.test());
                    open.addAll(one.body());
                }
            } else if (next instanceof Step.Block s) {
                open.addAll(s.body());
            }
        }
    }

    private static List<Object> inside(Function function) {
        List<Object> all = new ArrayList<>(function.body());
        for (Function.Param param : function.params()) add(all, param.fallback());
        return all;
    }

    private static void add(List<Object> open, Expr expr) {
        if (expr != null) open.add(expr);
    }
}
