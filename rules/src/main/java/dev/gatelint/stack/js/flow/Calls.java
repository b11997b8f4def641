package dev.gatelint.stack.js.flow;

import dev.gatelint.model.Evidence;
import dev.gatelint.source.Span;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Function;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Printed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What calls do, for the {@link Machine}: of functions and classes of the project, of builders, and of what the world gives. */
final class Calls {
    private static final int MAX_CALLS = 18;
    private static final int MAX_INSTANCES = 4;
    private static final Set<String> LEVELS = Set.of("trace", "debug", "info", "log", "warn", "error", "fatal", "flush");
    private static final Set<String> DERIVES = Set.of("with", "child", "withContext", "extend");
    private final Machine machine;
    private final Run run;
    private final Memo memo = new Memo();
    final Middlewares middlewares;

    Calls(Machine machine) {
        this.machine = machine;
        this.run = machine.run;
        middlewares = new Middlewares(machine, this);
    }

    Value call(Expr.Call x, State s, Scope scope) {
        if (logs(x)) return x.callee() instanceof Expr.Member member && DERIVES.contains(member.name()) ? Value.TRUTHY : Value.UNDEFINED;
        if (x.kind() == Expr.Call.Kind.IMPORT) {
            if (x.argument(0) instanceof Expr.Text source) {
                Modules.Origin origin = machine.modules.module(scope.file, source.value());
                if (origin instanceof Modules.Local local) return Value.promise(Value.nativeOf("module", local.path()));
                return Value.promise(Value.external(source.value(), "*"));
            }
            return Value.ANY;
        }
        if (x.callee() instanceof Expr.Name name && name.name().equals("require") && x.argument(0) instanceof Expr.Text source) {
            Modules.Origin origin = machine.modules.module(scope.file, source.value());
            return origin instanceof Modules.Local local ? Value.nativeOf("module", local.path()) : Value.external(source.value(), "*");
        }
        Value self = Value.UNDEFINED;
        Value callee;
        List<Run.Returned> ways = null;
        boolean dropped = run.dropped == x;
        if (Promises.settles(x)) return settled(x, s, scope, dropped);
        if (x.callee() instanceof Expr.Member member) {
            boolean rescued = Promises.rescues(x);
            State before = rescued ? s.copy() : null;
            List<Run.Thrown> rejected = new ArrayList<>();
            if (rescued) run.throwing.push(rejected);
            run.wasAsync = false;
            run.lastReturned = null;
            self = machine.evaluator.eval(member.object(), s, scope);
            if (rescued) {
                run.throwing.pop();
                if (self.kind() == Value.Kind.PROMISE || s.dead && run.wasAsync) self = rescue(x, self, rejected, before, s, scope, dropped);
                else if (!run.throwing.isEmpty()) run.throwing.peek().addAll(rejected);
            }
            ways = run.lastReturned;
            if (s.dead) return Value.ANY;
            if (self.nullish()) {
                if (member.optional() || Evaluator.shortCircuits(member.object())) return Value.UNDEFINED.with(self.marks());
                machine.evaluator.raiseOn(self, s, scope.file, member);
                return Value.ANY;
            }
            callee = machine.evaluator.member(self, member.name(), s);
        } else {
            callee = machine.evaluator.eval(x.callee(), s, scope);
        }
        if (callee.nullish()) {
            if (x.kind() == Expr.Call.Kind.OPTIONAL || Evaluator.shortCircuits(x.callee())) return Value.UNDEFINED;
            callee = Value.ANY;
        }
        List<Value> arguments = arguments(x, s, scope);
        if (s.dead) return Value.ANY;
        Value.Native of = callee.natively();
        if (of != null && of.name().startsWith("builtin.")) {
            String name = of.name().substring(8);
            Value made = Builtins.call(machine, machine.evaluator, x, name, (Value) of.of(), arguments, s, scope);
            // a promise that is only given on comes out in the ways that it came in; then() comes out as its function does
            if (!name.equals("then")) run.lastReturned = Promises.keeps(name) ? ways : null;
            return made;
        }
        if (of != null && of.name().startsWith("chain.")) return Chains.with((Value) of.of(), of.name().substring(6), arguments, x,
            scope.file);
        Value.External external = callee.external();
        if (external != null && Chains.collects(external, arguments)) {
            Value made = Chains.builds(external) ? null : world(x, callee, self, arguments, s, scope);
            return made != null ? made : Chains.begin(external, arguments, x, scope.file);
        }
        run.changedSelf = null;
        run.lastReturned = null;
        Value result = call(callee, self, arguments, s, x, scope.file);
        if (callee.kind() != Value.Kind.CLOSURE && !run.handsOn) run.lastReturned = null;
        run.handsOn = false;
        if (callee.kind() == Value.Kind.CLOSURE && run.changedSelf != null && x.callee() instanceof Expr.Member member
            && self.kind() == Value.Kind.OBJECT && !self.equals(run.changedSelf)) {
            machine.evaluator.assign(member.object(), run.changedSelf, s, scope);
        }
        return result;
    }

    /** {@code promise.catch(handler)}: the handler gets what the promise is rejected with, and the run goes on with what it gives. */
    private Value rescue(Expr.Call x, Value promise, List<Run.Thrown> rejected, State before, State s, Scope scope, boolean dropped) {
        if (rejected.isEmpty()) return promise;
        Value value = s.dead ? null : promise.awaited();
        Evidence at = Run.evidence(scope.file, x.start(), x.end(), "returns");
        List<Run.Returned> ways = new ArrayList<>();
        if (run.lastReturned != null) ways.addAll(run.lastReturned);
        else if (value != null) ways.add(new Run.Returned(value, s.copy(), false, at));
        Value handler = machine.evaluator.eval(x.argument(0), before.copy(), scope);
        for (Run.Thrown t : rejected) {
            State way = t.state().copy();
            List<Run.Thrown> outer = run.throwing.peek();
            int thrownBefore = outer == null ? 0 : outer.size();
            Value given = call(handler, Value.UNDEFINED, List.of(Value.nativeOf("thrown", t.denied() ? Boolean.TRUE : null)), way, x,
                scope.file).awaited();
            for (int i = thrownBefore; outer != null && t.denied() && i < outer.size(); i++) {
                outer.set(i, new Run.Thrown(outer.get(i).value(), outer.get(i).state(), true, true, t.at()));
            }
            if (way.dead) continue;
            way.screens = before.screens;
            if (dropped) goesOn(x, t, scope);
            s.join(way);
            value = value == null ? given : Value.either(value, given);
            ways.add(new Run.Returned(given, way.copy(), t.denied(), at));
        }
        run.lastReturned = ways;
        return value == null ? Value.ANY : Value.promise(value);
    }

    /** {@code Promise.allSettled(promises)}: what they are rejected with is in the answer, and stops nothing. */
    private Value settled(Expr.Call x, State s, Scope scope, boolean dropped) {
        State before = s.copy();
        List<Run.Thrown> rejected = new ArrayList<>();
        run.throwing.push(rejected);
        machine.evaluator.eval(x.argument(0), s, scope);
        run.throwing.pop();
        for (Run.Thrown t : rejected) {
            State way = t.state().copy();
            way.screens = before.screens;
            if (dropped) goesOn(x, t, scope);
            s.join(way);
        }
        return Value.promise(Value.ANY);
    }

    /** What is asked of a promise whose value is kept is who calls, if anyone; where it is dropped, it was to stop someone. */
    private void goesOn(Expr.Call x, Run.Thrown t, Scope scope) {
        if (!t.denied() || t.at() == null) return;
        Expr call = Promises.settles(x) ? x.callee() : ((Expr.Member) x.callee()).object();
        run.trace.add(new Trace.Broken(Trace.Broken.Kind.RESCUED, new Span(scope.file, call.start(), call.end()), Printed.of(call), t.at(),
            false));
    }

    /** True for {@code logger.warn(…)} and its like: what a log does with what it is given decides nothing, and is often long. */
    private static boolean logs(Expr.Call x) {
        if (!(x.callee() instanceof Expr.Member member) || !LEVELS.contains(member.name())
            && !DERIVES.contains(member.name())) return false;
        String of = member.object() instanceof Expr.Name name ? name.name() : member.object() instanceof Expr.Member inner ? inner.name()
            : "";
        return of.equals("log") || of.equals("console") || of.endsWith("logger") || of.endsWith("Logger");
    }

    private Value world(Expr.Call x, Value callee, Value self, List<Value> arguments, State s, Scope scope) {
        return worldCall(new World.Call(machine, scope.file, x, callee, self, arguments), s);
    }

    private List<Value> arguments(Expr.Call x, State s, Scope scope) {
        List<Value> arguments = new ArrayList<>();
        for (Expr argument : x.arguments()) {
            Value value = machine.evaluator.eval(argument, s, scope);
            if (argument instanceof Expr.Spread && value.kind() == Value.Kind.ARRAY) arguments.addAll(value.items());
            else arguments.add(value);
        }
        return arguments;
    }

    /** {@code new Type(arguments)} of a class of the project. */
    Value instance(Value.Type type, List<Value> arguments, State s) {
        Map<String, Value> fields = new LinkedHashMap<>();
        Value parent = type.type().parent() == null ? null : machine.evaluator.eval(type.type().parent(), s, type.scope());
        if (parent != null && parent.kind() == Value.Kind.CLASS && parent.data() != type) {
            fields.putAll(instance((Value.Type) parent.data(), arguments, s).fields());
        } else if (parent != null) {
            fields.put("*", Value.ANY);
        }
        Expr.Lambda constructor = null;
        for (Expr.Field field : type.type().fields()) {
            if (field.isStatic() || field.value() == null && field.name().isEmpty()) continue;
            if (field.name().equals("constructor") && field.value() instanceof Expr.Lambda l) constructor = l;
            else if (field.kind() == Expr.Entry.Kind.GETTER || field.kind() == Expr.Entry.Kind.SETTER) fields.put(field.name(), Value.ANY);
            else fields.put(field.name(), field.value() == null ? Value.UNDEFINED : machine.evaluator.eval(field.value(), s, type.scope()));
        }
        fields.put("*class", new Value(Value.Kind.CLASS, type, 0));
        Value self = Value.object(fields);
        if (constructor != null) {
            run.changedSelf = null;
            Value made = new Value(Value.Kind.CLOSURE, new Value.Closure(type.file(), constructor.function(), type.scope(),
                Value.UNDEFINED), 0);
            call(made, self, arguments, s, null, type.file());
            if (run.changedSelf != null) self = run.changedSelf;
            run.changedSelf = null;
        }
        return self;
    }

    Value call(Value callee, Value self, List<Value> arguments, State state, Expr.Call site, String file) {
        if (state.dead || run.spend()) return Value.ANY;
        switch (callee.kind()) {
            case CLOSURE -> {
                return invoke((Value.Closure) callee.data(), self, arguments, state);
            }
            case UNION -> {
                return anyOf(callee, self, arguments, state, site, file);
            }
            case CLASS -> {
                return instance((Value.Type) callee.data(), arguments, state);
            }
            case CHAIN -> {
                return middlewares.run((Value.Chain) callee.data(), Middlewares.start((Value.Chain) callee.data()), arguments, state);
            }
            default -> {
                State before = run.current;
                run.current = state;
                Expr.Call at = site == null ? new Expr.Call(0, 0, Expr.Call.Kind.CALL, new Expr.Name(0, 0, ""), List.of()) : site;
                Value result = machine.world.call(new World.Call(machine, file, at, callee, self, arguments));
                if (result == null) result = unknown(callee, arguments, state, at, file);
                if (result.reply() != null && result.reply().says()) {
                    run.refuse(state, Run.evidence(file, at.start(), at.end(), "answers " + result.reply().status()));
                }
                run.current = before;
                return result;
            }
        }
    }

    Value worldCall(World.Call call, State state) {
        State before = run.current;
        run.current = state;
        Value result = machine.world.call(call);
        run.current = before;
        return result;
    }

    private Value anyOf(Value callee, Value self, List<Value> arguments, State state, Expr.Call site, String file) {
        Value result = null;
        State joined = new State(run.shared);
        joined.dead = true;
        boolean asked = run.outer;
        for (Value one : callee.items()) {
            run.outer = asked;
            if (one.nullish() || one.kind() == Value.Kind.BOOLEAN || one.kind() == Value.Kind.FALSY) continue;
            State way = state.copy();
            Value got = call(one, self, arguments, way, site, file);
            if (!way.dead) result = result == null ? got : Value.either(result, got);
            joined.join(way);
        }
        state.become(joined);
        return result == null ? Value.ANY : result;
    }

    /** Nothing is known of what is called: functions that it takes may be called. */
    private Value unknown(Value callee, List<Value> arguments, State state, Expr.Call site, String file) {
        int marks = Value.OPAQUE | callee.marks();
        Value.External external = callee.external();
        for (Value argument : arguments) {
            marks |= argument.marks();
            if (argument.kind() == Value.Kind.CLOSURE || argument.is("resolve")) machine.maybe(argument,
                List.of(Value.ANY, Value.ANY, Value.ANY), external == null || machine.world.decides(external));
        }
        marks &= ~Value.METHOD;
        middlewares.handed(callee, arguments, state, Run.evidence(file, site.start(), Math.max(site.start(), site.callee().end()),
            "decides whether the request goes on, and cannot be looked into"));
        marks |= machine.world.handed(new World.Call(machine, file, site, callee, Value.UNDEFINED, arguments));
        if (external != null && !state.dead) return new Value(Value.Kind.EXTERNAL,
            new Value.External(external.source(), shorten(external.path()) + "()"), marks);
        return new Value(Value.Kind.ANY, null, marks);
    }

    private static String shorten(String path) {
        return path.length() > 300 ? path.substring(path.length() - 300) : path;
    }

    /** Where a promise is resolved. */
    private static final class Pending {
        final State onward;
        Value value;
        /** It is kept for later by something that is not followed. */
        boolean kept;

        Pending(State base) {
            onward = new State(base);
            onward.dead = true;
        }
    }

    /** Runs the function of {@code new Promise(function)}; when it never resolves, nothing comes after it. */
    Value pending(Value executor, Evidence at) {
        State state = run.current;
        Pending pending = new Pending(run.shared);
        machine.call(executor, List.of(Value.nativeOf("resolve", pending), Value.nativeOf("reject", at)));
        if (!pending.onward.dead) {
            state.become(pending.onward);
            return Value.promise(pending.value);
        }
        if (pending.kept) return Value.promise(new Value(Value.Kind.ANY, null, Value.OPAQUE));
        boolean says = state.answered == 401 || state.answered == 403;
        run.raise(Value.nativeOf("thrown", null), state, says, says, at);
        return Value.ANY;
    }

    /** The function that resolves a promise is kept for later. */
    void keep(Value resolve) {
        ((Pending) resolve.natively().of()).kept = true;
    }

    /** Resolves a promise of {@link #pending}. */
    void resolve(Object pending, Value value) {
        if (run.supposing) return;
        Pending of = (Pending) pending;
        of.value = of.value == null ? value.awaited() : Value.either(of.value, value.awaited());
        of.onward.join(run.current);
    }

    private Value invoke(Value.Closure closure, Value self, List<Value> arguments, State state) {
        Function function = closure.function();
        boolean asked = run.outer;
        run.outer = false;
        boolean deep = run.calls.size() >= MAX_CALLS;
        int again = deep ? 0 : recursion(closure);
        if (again >= 0) {
            run.cut = Math.min(run.cut, again);
            if (deep) state.doubt(Run.evidence(closure.file(), function.nameStart(), function.nameEnd(), "is too deep to be followed"));
            return new Value(Value.Kind.ANY, null, Value.OPAQUE);
        }
        Evidence barred = state.barred;
        boolean told = state.told;
        state.told = false;
        boolean repeatable = !run.calls.isEmpty() && !run.supposing && !run.disturbed
            && (function.arrow() || self.kind() != Value.Kind.OBJECT);
        Memo.Key key = repeatable ? Memo.key(closure, self, arguments, state, run.decided > 0) : null;
        Memo.Done known = key == null ? null : memo.get(key);
        List<Run.Returned> returned = known != null ? again(known, state) : key != null ? first(key, closure, self, arguments, state)
            : body(closure, self, arguments, state);
        run.lastReturned = returned;
        if (asked) {
            if (run.top == null) run.top = new ArrayList<>();
            run.top.addAll(returned);
        }
        Value result = Value.ANY;
        State joined = new State(run.shared);
        joined.dead = true;
        boolean first = true;
        for (Run.Returned r : returned) {
            // what comes out on a way that the session decided says who the caller is
            Value value = r.says(barred) ? r.value().with(Value.SESSION) : r.value();
            result = first ? value : Value.either(result, value);
            first = false;
            State way = r.state().copy();
            way.barred = barred;
            way.told = told;
            way.failing |= r.value().awaited().reply() != null && r.value().awaited().reply().status() >= 400;
            joined.join(way);
        }
        state.become(joined);
        run.wasAsync = function.async();
        if (function.generator()) return new Value(Value.Kind.ANY, null, result.marks());
        return function.async() ? Value.promise(result) : result;
    }

    /**
     * Where around this call the same function is being run, counted from the outermost; -1 when it is not, or is another instance of it.
     */
    private int recursion(Value.Closure closure) {
        int at = run.calls.size();
        int instances = 0;
        for (Value.Closure around : run.calls) {
            at--;
            if (around.function() != closure.function()) continue;
            instances++;
            if (around.scope() == closure.scope() || instances == MAX_INSTANCES) return at;
        }
        return -1;
    }

    private List<Run.Returned> body(Value.Closure closure, Value self, List<Value> arguments, State state) {
        Function function = closure.function();
        Scope scope = new Scope(closure.scope(), closure.file());
        if (!function.arrow()) state.set(run.cell(scope, "this"), closure.self().nullish() ? self : closure.self());
        run.calls.push(closure);
        Run.Frame frame = new Run.Frame();
        run.frames.push(frame);
        State before = run.current;
        run.current = state;
        parameters(function, arguments, state, scope);
        machine.statements.steps(function.body(), state, scope);
        if (!state.dead) {
            Evidence refused = state.answeredRefusal();
            Evidence end = Run.evidence(closure.file(), function.nameStart(), function.nameEnd(), "comes to its end");
            frame.returned.add(new Run.Returned(Value.UNDEFINED, state.copy(), refused != null, refused != null ? refused : end));
        }
        run.current = before;
        run.frames.pop();
        run.calls.pop();
        if (!function.arrow() && self.kind() == Value.Kind.OBJECT) {
            State left = new State(run.shared);
            left.dead = true;
            frame.returned.forEach(r -> left.join(r.state().copy()));
            run.changedSelf = left.get(scope.find("this"));
        }
        return frame.returned;
    }

    /** Runs a function, and keeps what it did. */
    private List<Run.Returned> first(Memo.Key key, Value.Closure closure, Value self, List<Value> arguments, State state) {
        Trace before = run.trace;
        int cut = run.cut;
        run.cut = Integer.MAX_VALUE;
        run.trace = new Trace();
        List<Run.Thrown> thrown = new ArrayList<>();
        run.throwing.push(thrown);
        List<Run.Returned> returned = body(closure, self, arguments, state);
        run.throwing.pop();
        if (!run.throwing.isEmpty()) run.throwing.peek().addAll(thrown);
        boolean within = run.cut >= run.calls.size();
        if (within && !run.disturbed && !run.trace.exhausted) {
            memo.put(key, new Memo.Done(returned.stream().map(r -> new Memo.Way(r.value(), r.state().passed(), r.denied(), false, r.at()))
                .toList(),
                thrown.stream().map(t -> new Memo.Way(t.value(), t.state().passed(), t.denied(), t.says(), t.at())).toList(), run.trace));
        }
        before.take(run.trace);
        run.trace = before;
        run.cut = within ? cut : Math.min(run.cut, cut);
        return returned;
    }

    /** Does again what a function did before. */
    private List<Run.Returned> again(Memo.Done done, State state) {
        run.trace.take(done.trace());
        for (Memo.Way way : done.thrown()) {
            if (!run.throwing.isEmpty()) run.throwing.peek().add(new Run.Thrown(way.value(), state.past(way.passed()), way.denied(),
                way.says(), way.at()));
        }
        return done.returned().stream().map(way -> new Run.Returned(way.value(), state.past(way.passed()), way.denied(), way.at()))
            .toList();
    }

    private void parameters(Function function, List<Value> arguments, State state, Scope scope) {
        for (int i = 0; i < function.params().size(); i++) {
            Function.Param param = function.params().get(i);
            Value value = i < arguments.size() ? arguments.get(i) : Value.UNDEFINED;
            if (param.rest()) value = Value.array(arguments.subList(Math.min(i, arguments.size()), arguments.size()));
            else if (value.kind() == Value.Kind.UNDEFINED && param.fallback() != null) value = machine.evaluator.eval(param.fallback(),
                state, scope);
            machine.evaluator.bind(param.target(), value, state, scope);
        }
    }
}
