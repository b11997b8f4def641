package dev.gatelint.stack.js.flow;

import dev.gatelint.model.Evidence;
import dev.gatelint.source.Span;
import dev.gatelint.stack.js.Expr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs what a builder collected, one after the other, as long as each goes on. What a middleware gives to {@code next({ctx})} is merged into
 * the context of those behind it; what it throws ends the request; one that comes to its end without {@code next} has answered.
 */
final class Middlewares {
    private static final Value SENT = new Value(Value.Kind.ANY, null, Value.REQUEST);
    private final Machine machine;
    private final Run run;
    private final Calls calls;

    Middlewares(Machine machine, Calls calls) {
        this.machine = machine;
        this.run = machine.run;
        this.calls = calls;
    }

    /** Where a middleware goes on. */
    static final class Onward {
        private final State state;
        private Value context;

        Onward(State base) {
            state = new State(base);
            state.dead = true;
        }

        void join(State now, Value given) {
            context = context == null ? given : Value.either(context, given);
            state.join(now);
        }
    }

    /** The context that a builder begins with when it is called as a function. */
    static Value start(Value.Chain chain) {
        return Chains.builds(chain.base()) && !chain.base().source().startsWith("@trpc/") ? Value.object(Map.of()) : Value.ANY;
    }

    Value run(Value.Chain chain, Value context, List<Value> arguments, State state) {
        if (chain.last() == null) return new Value(Value.Kind.ANY, null, Value.OPAQUE);
        boolean connect = chain.base().source().contains("connect") || chain.base().source().contains("express");
        boolean asked = run.outer;
        run.outer = false;
        boolean late = false;
        Value now = context;
        for (Value middleware : chain.inside()) {
            if (middleware.is("step")) {
                now = calls.call((Value) middleware.natively().of(), Value.UNDEFINED, List.of(given(chain, now, null)), state, null, "")
                    .awaited();
                if (state.dead) return Value.ANY;
                continue;
            }
            Onward onward = new Onward(run.shared);
            Value next = Value.nativeOf("next", onward);
            List<Value> given = connect && arguments.size() >= 2 ? List.of(arguments.get(0), arguments.get(1), next)
                : List.of(given(chain, now, next), next, next);
            if (!followed(middleware)) {
                foreign(middleware, given, state, chain);
                continue;
            }
            Evidence barred = state.barred;
            Value got = calls.call(middleware, Value.UNDEFINED, given, state, null, "");
            if (!onward.state.dead) {
                // it has gone on, and then let no one come back
                late |= state.dead;
                state.become(onward.state);
                now = merged(now, onward.context);
            } else if (middleware.kind() == Value.Kind.CLOSURE) {
                answered(asked, barred);
                return got;
            }
            if (state.dead) return Value.ANY;
        }
        if (Chains.builds(chain.base()) && chain.last().kind() == Value.Kind.ANY) state.doubt(new Evidence(chain.at(),
            "runs a function that cannot be looked into"));
        run.outer = asked && !late;
        Value answer = calls.call(chain.last(), Value.UNDEFINED, connect ? arguments : List.of(given(chain, now, null), Value.ANY), state,
            null, "");
        run.outer = false;
        state.dead |= late;
        return answer;
    }

    /**
     * The ends of the middleware that has answered are those of the whole; one that the session decided keeps the caller from what is behind.
     */
    private void answered(boolean asked, Evidence barred) {
        if (run.lastReturned == null) return;
        run.lastReturned = run.lastReturned.stream().map(r -> new Run.Returned(r.value(), r.state(), r.denied() || r.says(barred), r.at()))
            .toList();
        if (!asked) return;
        if (run.top == null) run.top = new ArrayList<>();
        run.top.addAll(run.lastReturned);
    }

    private static boolean followed(Value middleware) {
        return middleware.kind() != Value.Kind.ANY && middleware.kind() != Value.Kind.EXTERNAL;
    }

    /** A middleware of a package lets callers through unless its name says something else; of one without a name nothing is known. */
    private void foreign(Value middleware, List<Value> given, State state, Value.Chain chain) {
        Value.External external = middleware.external();
        if (external == null) {
            state.doubt(new Evidence(chain.at(), "has a middleware that cannot be looked into"));
            return;
        }
        String path = external.path().endsWith("()") ? external.path().substring(0, external.path().length() - 2) : external.path();
        Span at = chain.at();
        Expr.Call call = new Expr.Call(at.start(), at.end(), Expr.Call.Kind.CALL, new Expr.Name(at.start(), at.end(), ""), List.of());
        calls.worldCall(new World.Call(machine, at.file(), call, Value.external(external.source(), path), Value.UNDEFINED, given), state);
    }

    /** The one argument of a middleware, or of the last function when {@code next} is null. */
    private static Value given(Value.Chain chain, Value context, Value next) {
        Map<String, Value> all = new HashMap<>(Map.of("ctx", context, "type", chain.kind().isEmpty() ? Value.ANY : Value.text(chain.kind()),
            "*", SENT));
        if (next != null) all.put("next", next);
        return Value.object(all);
    }

    private static Value merged(Value before, Value more) {
        if (more.nullish() || before.equals(more)) return before;
        if (more.kind() != Value.Kind.OBJECT) return new Value(Value.Kind.ANY, null, before.marks() | more.marks());
        Map<String, Value> fields = new HashMap<>(before.fields());
        if (before.kind() != Value.Kind.OBJECT) fields.put("*", new Value(Value.Kind.ANY, null, before.marks()));
        fields.putAll(more.fields());
        return new Value(Value.Kind.OBJECT, Map.copyOf(fields), before.marks() | more.marks());
    }

    /** What is given {@code next} and cannot be looked into may call it or not. */
    void handed(Value callee, List<Value> arguments, State state, Evidence at) {
        for (Value argument : arguments) {
            Value next = argument.is("next") ? argument : argument.field("next");
            if (!next.is("next") || run.supposing) continue;
            state.doubt(at);
            ((Onward) next.natively().of()).join(state, Value.UNDEFINED);
        }
    }
}
