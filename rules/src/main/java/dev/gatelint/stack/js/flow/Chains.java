package dev.gatelint.stack.js.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Builders that collect functions, such as {@code router.use(a).post(b)} and {@code procedure.use(a).query(b)}. */
final class Chains {
    private static final Set<String> COLLECT = Set.of("use", "useMiddleware", "middleware", "query", "mutation", "subscription", "action",
        "stateAction", "handler",
        "procedure", "before");
    private static final Set<String> DEFINE = Set.of("middleware", "createMiddleware", "define");
    private static final Set<String> BEFORE = Set.of("use", "useMiddleware", "before", "all");
    private static final Set<String> LAST = Set.of("query", "mutation", "subscription", "action", "stateAction", "serverAction", "handler",
        "get", "post", "put",
        "patch", "delete", "head");

    private Chains() {}

    /** A builder that is given a function to run first, or last. */
    static boolean collects(String name, List<Value> arguments) {
        boolean functions = arguments.stream().anyMatch(a -> a.kind() == Value.Kind.CLOSURE || a.kind() == Value.Kind.CHAIN);
        return functions && COLLECT.contains(name);
    }

    static Value with(Value chain, String name, List<Value> arguments) {
        Value.Chain now = (Value.Chain) chain.data();
        String method = name.replace("()", "");
        List<Value> functions = arguments.stream().filter(a -> a.kind() == Value.Kind.CLOSURE || a.kind() == Value.Kind.CHAIN
            || a.kind() == Value.Kind.EXTERNAL
            || a.kind() == Value.Kind.UNION).toList();
        if (DEFINE.contains(method)) return functions.isEmpty() ? chain : functions.get(0);
        if (BEFORE.contains(method) && !functions.isEmpty()) {
            List<Value> inside = new ArrayList<>(now.inside());
            for (Value function : functions) {
                if (function.kind() == Value.Kind.CHAIN) inside.addAll(((Value.Chain) function.data()).inside());
                else inside.add(function);
            }
            return new Value(Value.Kind.CHAIN, new Value.Chain(now.base(), List.copyOf(inside), now.last()), 0);
        }
        if (LAST.contains(method) && !functions.isEmpty()) {
            List<Value> inside = new ArrayList<>(now.inside());
            inside.addAll(functions.subList(0, functions.size() - 1));
            Value last = functions.get(functions.size() - 1);
            return new Value(Value.Kind.CHAIN, new Value.Chain(now.base(), List.copyOf(inside), now.last() == null ? last
                : Value.either(now.last(), last)), 0);
        }
        return chain;
    }
}
