package dev.gatelint.stack.js.flow;

import dev.gatelint.source.Span;
import dev.gatelint.stack.js.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Builders that collect functions, such as {@code router.use(a).post(b)} and {@code procedure.use(a).query(b)}. */
final class Chains {
    /** Packages whose builders do nothing but collect functions. Seen with tRPC 10 and 11, next-safe-action 7 and 8, zsa 0.6. */
    private static final Pattern BUILDERS = Pattern.compile("@trpc/server|next-safe-action|zsa");
    private static final Set<String> COLLECT = Set.of("use", "useMiddleware", "middleware", "query", "mutation", "subscription", "action",
        "stateAction", "handler",
        "procedure", "before");
    private static final Set<String> DEFINE = Set.of("middleware", "createMiddleware", "define");
    private static final Set<String> BEFORE = Set.of("use", "useMiddleware", "before", "all");
    private static final Set<String> LAST = Set.of("query", "mutation", "subscription", "action", "stateAction", "serverAction", "handler",
        "get", "post", "put",
        "patch", "delete", "head");
    /** Further names by which those builders take what runs first. */
    private static final Set<String> PIECES = Set.of("concat", "unstable_pipe", "unstable_concat", "useValidated", "create", "define",
        "createServerActionProcedure", "chainServerActionProcedures", "createValidatedMiddleware");

    private Chains() {}

    /** True for a package of which is known that its builders only collect functions. */
    static boolean builds(Value.External external) {
        return BUILDERS.matcher(external.source()).matches();
    }

    /** A builder that is given a function to run first, or last. */
    static boolean collects(Value.External called, List<Value> arguments) {
        String name = called.last();
        boolean functions = arguments.stream().anyMatch(a -> a.kind() == Value.Kind.CLOSURE || a.kind() == Value.Kind.CHAIN);
        if (!builds(called)) return functions && COLLECT.contains(name);
        return COLLECT.contains(name) && !arguments.isEmpty() || PIECES.contains(name) && functions;
    }

    /** What collects from now on. */
    static Value begin(Value.External called, List<Value> arguments, Expr.Call call, String file) {
        String base = called.path().substring(0, Math.max(0, called.path().length() - called.last().length() - 1));
        Value.Chain empty = new Value.Chain(new Value.External(called.source(), base), List.of(), null, "", null, "");
        return with(new Value(Value.Kind.CHAIN, empty, 0), called.last(), arguments, call, file);
    }

    static Value with(Value chain, String name, List<Value> arguments, Expr.Call call, String file) {
        Expr root = root(call);
        Value.Chain was = (Value.Chain) chain.data();
        Value.Chain now = new Value.Chain(was.base(), was.inside(), was.last(), was.kind(), new Span(file, root.start(), root.end()),
            root instanceof Expr.Name on ? on.name() : "");
        String method = name.replace("()", "");
        boolean builder = builds(now.base());
        List<Value> functions = arguments.stream().filter(a -> function(a) || builder && a.kind() == Value.Kind.ANY).toList();
        List<Value> inside = new ArrayList<>(now.inside());
        if (builder && method.equals("createServerAction")) return now.last() == null ? chain : made(now, steps(now), null, "");
        if (builder && PIECES.contains(method)) {
            for (Value piece : functions) inside.addAll(piece.kind() == Value.Kind.CHAIN ? steps((Value.Chain) piece.data())
                : List.of(piece));
            return made(now, inside, null, "");
        }
        if (DEFINE.contains(method) && !builder) return functions.isEmpty() ? chain : functions.get(0);
        if ((BEFORE.contains(method) || DEFINE.contains(method)) && !functions.isEmpty()) {
            for (Value function : functions) {
                if (function.kind() == Value.Kind.CHAIN) inside.addAll(((Value.Chain) function.data()).inside());
                else inside.add(function);
            }
            return made(now, inside, now.last(), now.kind());
        }
        if (LAST.contains(method) && !functions.isEmpty()) {
            inside.addAll(functions.subList(0, functions.size() - 1));
            Value last = functions.get(functions.size() - 1);
            return made(now, inside, now.last() == null ? last : Value.either(now.last(), last), method);
        }
        return chain;
    }

    private static boolean function(Value value) {
        return switch (value.kind()) {
            case CLOSURE, CHAIN, EXTERNAL, UNION, NATIVE -> true;
            default -> false;
        };
    }

    private static Value made(Value.Chain from, List<Value> inside, Value last, String kind) {
        return new Value(Value.Kind.CHAIN, new Value.Chain(from.base(), List.copyOf(inside), last, kind, from.at(), from.on()), 0);
    }

    /** What a builder that is given to another one runs: of a procedure of zsa also its own function, whose result is the context. */
    private static List<Value> steps(Value.Chain chain) {
        List<Value> steps = new ArrayList<>(chain.inside());
        if (chain.last() != null) steps.add(Value.nativeOf("step", chain.last()));
        return steps;
    }

    /** The builder of {@code builder.use(a).query(b)}. */
    private static Expr root(Expr.Call call) {
        Expr at = call.callee();
        while (true) {
            if (at instanceof Expr.Call inner) at = inner.callee();
            else if (at instanceof Expr.Member member) at = member.object();
            else return at;
        }
    }
}
