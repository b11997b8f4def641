package dev.gatelint.stack.js.flow;

import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Function;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.js.Walk;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What is done with a promise and with what it is rejected with. */
final class Promises {
    private static final Set<String> CHAINED = Set.of("then", "catch", "finally");
    private static final Pattern WAITS = Pattern.compile("Promise\\.\\w+|use|after|waitUntil|.*\\.(push|waitUntil)");
    private final Map<Function, Map<String, Boolean>> known = new IdentityHashMap<>();

    /** True for {@code promise.catch(handler)} of a call. */
    static boolean rescues(Expr.Call x) {
        return x.callee() instanceof Expr.Member member && member.name().equals("catch") && x.arguments().size() == 1
            && member.object() instanceof Expr.Call;
    }

    /** True for the methods that give what the promise gives. */
    static boolean keeps(String method) {
        return method.equals("catch") || method.equals("finally");
    }

    /** True for {@code Promise.allSettled(promises)}. */
    static boolean settles(Expr.Call x) {
        return x.arguments().size() == 1 && x.callee().dotted().equals("Promise.allSettled");
    }

    /** False when nothing in the function waits for the promise in {@code name}, or hands it to something that may. */
    boolean awaited(Function function, String name) {
        return known.computeIfAbsent(function, key -> new HashMap<>()).computeIfAbsent(name, key -> find(function, key));
    }

    private static boolean find(Function function, String name) {
        boolean[] found = new boolean[1];
        Walk.each(function.body(), expr -> found[0] |= waits(expr, name));
        return found[0] || returned(function.body(), name);
    }

    private static boolean waits(Expr expr, String name) {
        if (expr instanceof Expr.Await await) return holds(await.operand(), name);
        if (expr instanceof Expr.Member member) return is(member.object(), name) && CHAINED.contains(member.name());
        if (expr instanceof Expr.Call call) return WAITS.matcher(call.callee().dotted()).matches()
            && call.arguments().stream().anyMatch(a -> holds(a, name));
        return expr instanceof Expr.Element element && element.parts().stream().anyMatch(part -> holds(part, name));
    }

    private static boolean holds(Expr expr, String name) {
        if (is(expr, name)) return true;
        boolean[] found = new boolean[1];
        Walk.each(List.of(new Step.Run(expr)), part -> found[0] |= is(part, name));
        return found[0];
    }

    private static boolean returned(List<Step> steps, String name) {
        boolean[] found = new boolean[1];
        for (Step step : steps) {
            if (step instanceof Step.Return s) found[0] |= is(s.value(), name);
            else if (step instanceof Step.If s) found[0] |= returned(s.then(), name) || returned(s.otherwise(), name);
            else if (step instanceof Step.Block s) found[0] |= returned(s.body(), name);
            else if (step instanceof Step.Try s) found[0] |= returned(s.body(), name) || s.handler() != null && returned(s.handler(), name);
        }
        return found[0];
    }

    private static boolean is(Expr expr, String name) {
        return expr instanceof Expr.Name named && named.name().equals(name);
    }
}
