package dev.gatelint.stack.js.flow;

import dev.gatelint.model.Evidence;
import dev.gatelint.source.Span;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Function;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Printed;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.js.Target;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs functions of scripts for one kind of caller. Calls are followed into other functions and files, to a bound; loops are gone through once;
 * where a condition is not known both ways are taken and joined. Not for use by more than one thread.
 */
public final class Machine {
    private static final int MAX_CALLS = 18;
    private static final int BUDGET = 20_000;
    /** Cells that a run may copy and compare: a run over much code with many branches ends as unknown and not late. */
    private static final long WORK = 400_000;
    final Modules modules;
    final World world;
    private final Evaluator evaluator = new Evaluator(this);
    private final State shared = new State();
    private final Map<String, Value> globals = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private final Deque<Function> calls = new ArrayDeque<>();
    private int nextCell;
    private int spent;
    /** What is thrown goes to the last list. */
    private final Deque<List<Thrown>> throwing = new ArrayDeque<>();
    private final Deque<Frame> frames = new ArrayDeque<>();
    Trace trace = new Trace();
    private State current = shared;

    public Machine(Modules modules, World world) {
        this.modules = modules;
        this.world = world;
    }

    /** An exception on its way. */
    record Thrown(Value value, State state, boolean denied, boolean says, Evidence at) {}

    /** A value on its way out of a function. */
    private record Returned(Value value, State state, boolean denied, Evidence at) {}

    /** A function that is being run. */
    private static final class Frame {
        final List<Returned> returned = new ArrayList<>();
        final Deque<Map<String, State>> leaving = new ArrayDeque<>();
        final Deque<Boolean> loops = new ArrayDeque<>();
        final Deque<String> labels = new ArrayDeque<>();
    }

    /** Runs {@code function} from the start. */
    public Trace run(Value function, List<Value> arguments) {
        trace = new Trace();
        spent = 0;
        shared.work[0] = 0;
        State state = new State(shared);
        List<Thrown> thrown = new ArrayList<>();
        throwing.push(thrown);
        frames.push(new Frame());
        State before = current;
        current = state;
        outer = true;
        Value result = call(function, Value.UNDEFINED, arguments, state, null, "");
        outer = false;
        current = before;
        frames.pop();
        throwing.pop();
        if (top == null) {
            if (!state.dead) trace.ends.add(end(result.awaited(), state, false, false, null));
        } else {
            for (Returned r : top) trace.ends.add(end(r.value.awaited(), r.state, r.denied, false, r.at));
        }
        top = null;
        for (Thrown t : thrown) trace.ends.add(end(t.value, t.state, t.denied || t.says, true, t.at));
        return trace;
    }

    /** The next function that is called is the one that is asked about; its ends are kept one by one. */
    private boolean outer;
    private List<Returned> top;

    private static Trace.End end(Value value, State state, boolean denied, boolean thrown, Evidence at) {
        Value.Reply reply = value.reply();
        int status = reply != null ? reply.status() : state.answered;
        boolean says = reply != null && reply.denies() || reply == null && (status == 401 || status == 403) || !thrown && Evaluator.saysNo(value);
        return new Trace.End(value, thrown, denied, says, state.failing, status, state.barred, state.screens.stream().map(State.Screen::at).toList(),
            state.screens.stream().anyMatch(State.Screen::session), !state.screens.isEmpty() && state.screens.stream().allMatch(State.Screen::presence),
            state.doubts, at);
    }

    /** What the file exports as {@code name}. */
    public Value exported(String path, String name) {
        return value(modules.export(path, name));
    }

    /** The value of a name at the top level of a file. */
    public Value local(String path, String name) {
        return value(modules.origin(path, name));
    }

    Value value(Modules.Origin origin) {
        if (origin instanceof Modules.External external) return world(Value.external(external.source(), external.name()));
        if (origin instanceof Modules.Missing missing) return world(Value.external(missing.source(), missing.name()));
        Modules.Local local = (Modules.Local) origin;
        if (local.name().equals("*")) return Value.nativeOf("module", local.path());
        return global(local.path(), local.name());
    }

    private Value world(Value external) {
        Value known = world.member(external, "");
        return known == null ? external : known;
    }

    private Value global(String path, String name) {
        String key = path + "\n" + name;
        Value known = globals.get(key);
        if (known != null) return known;
        Script script = modules.script(path);
        if (script == null || !open.add(key)) return Value.ANY;
        State before = current;
        State top = new State(shared); // what it copies on the way is small, however much is shared already
        current = top;
        throwing.push(new ArrayList<>());
        frames.push(new Frame());
        Value found = find(script, path, name, top);
        shared.keep(top);
        frames.pop();
        throwing.pop();
        current = before;
        open.remove(key);
        globals.put(key, found);
        return found;
    }

    private Value find(Script script, String path, String name, State top) {
        Scope scope = new Scope(null, path);
        for (Step step : script.body()) {
            if (step instanceof Step.Define define && define.function().name().equals(name)) {
                return new Value(Value.Kind.CLOSURE, new Value.Closure(path, define.function(), scope, Value.UNDEFINED), 0);
            }
            if (step instanceof Step.Run run && run.expr() instanceof Expr.Type type && type.name().equals(name)) {
                return new Value(Value.Kind.CLASS, new Value.Type(path, type, scope), 0);
            }
            if (step instanceof Step.Declare declare && declare.target().names().stream().anyMatch(n -> n.name().equals(name))) {
                if (declare.value() == null) return assigned(script, path, name, top);
                Value value = evaluator.eval(declare.value(), top, scope);
                Scope inner = new Scope(null, path);
                bind(declare.target(), value, top, inner);
                int cell = inner.find(name);
                Value found = cell < 0 ? Value.ANY : top.get(cell);
                // `let` may be changed later by anyone
                return extended(declare.kind().equals("const") ? found : Value.either(found, Value.ANY), script, name, scope, top);
            }
        }
        return world.global(name) == null ? Value.ANY : world.global(name);
    }

    /** A variable without a value of its own: what the top level gives to it, if it does. */
    private Value assigned(Script script, String path, String name, State top) {
        Value found = Value.ANY;
        for (Expr.Assign assign : evaluator.assignments(script, name)) {
            found = Value.either(found, evaluator.eval(assign.value(), top, new Scope(null, path)));
        }
        return found;
    }

    /** {@code handler.use(a); handler.post(b)} at the top level add to the builder. */
    private Value extended(Value value, Script script, String name, Scope scope, State top) {
        if (value.kind() != Value.Kind.EXTERNAL && value.kind() != Value.Kind.CHAIN) return value;
        Value now = value;
        for (Step step : script.body()) {
            if (!(step instanceof Step.Run run) || !(run.expr() instanceof Expr.Call call) || !root(call).equals(name)) continue;
            Scope inner = new Scope(scope, scope.file);
            int cell = cell(inner, name);
            top.set(cell, now);
            Value made = evaluator.eval(call, top, inner);
            if (made.kind() == Value.Kind.CHAIN) now = made;
        }
        return now;
    }

    private static String root(Expr expr) {
        Expr at = expr;
        while (true) {
            if (at instanceof Expr.Call call) at = call.callee();
            else if (at instanceof Expr.Member member) at = member.object();
            else return at instanceof Expr.Name name ? name.name() : "";
        }
    }

    int cell(Scope scope, String name) {
        int cell = ++nextCell;
        scope.declare(name, cell);
        return cell;
    }

    /** True when there is no more to spend; then everything is anything. */
    boolean spend() {
        if (++spent <= BUDGET && shared.work[0] <= WORK) return false;
        trace.exhausted = true;
        return true;
    }

    State now() {
        return current;
    }

    Evidence evidence(String file, int start, int end, String why) {
        return new Evidence(new Span(file, start, end), why);
    }

    void raise(Value value, State state, boolean denied, boolean says, Evidence at) {
        if (state.dead) return;
        if (!throwing.isEmpty()) throwing.peek().add(new Thrown(value, state.copy(), denied, says, at));
        state.dead = true;
    }

    /** Throws at the call that is being made. */
    public void raise(Value value, boolean denied, Evidence at) {
        raise(value, current, denied, true, at);
    }

    /** Throws at the call that is being made; {@code says} when the exception itself says that the caller may not. */
    public void raise(Value value, boolean denied, boolean says, Evidence at) {
        raise(value, current, denied, says, at);
    }

    /** A function of a file as a value, that sees the top level of the file only. */
    public static Value function(String file, Function function) {
        return new Value(Value.Kind.CLOSURE, new Value.Closure(file, function, new Scope(null, file), Value.UNDEFINED), 0);
    }

    /** Calls a function that was passed to something of the world; its exceptions are the caller's. */
    public Value call(Value function, List<Value> arguments) {
        boolean asked = outer;
        outer = false;
        Value result = call(function, Value.UNDEFINED, arguments, current, null, "");
        outer = asked;
        return result;
    }

    /** The same, for a call whose result is the caller's result: its ends are the caller's ends. */
    public Value last(Value function, List<Value> arguments) {
        return call(function, Value.UNDEFINED, arguments, current, null, "");
    }

    /** Calls a function that may or may not be called, now or later. */
    public Value maybe(Value function, List<Value> arguments) {
        State aside = current.copy();
        State before = current;
        current = aside;
        List<Thrown> dropped = new ArrayList<>();
        throwing.push(dropped);
        boolean asked = outer;
        outer = false;
        Value result = call(function, Value.UNDEFINED, arguments, aside, null, "");
        outer = asked;
        throwing.pop();
        current = before;
        before.join(aside);
        return result;
    }

    /** Says that the request has been answered with this status. */
    public void answer(int status) {
        // what is sent after a refusal is lost
        if (current.refused == null) current.answered = status;
    }

    /** What has been answered, 0 for nothing. */
    public int answered() {
        return current.answered;
    }

    /** Says that what comes after this place may be guarded by something that cannot be looked into. */
    public void doubt(Evidence at) {
        current.doubt(at);
    }

    /** Says that everyone who comes after this place has passed a check. */
    public void screen(Evidence at) {
        current.screen(new State.Screen(at, false, false, false));
    }

    /** Says that something sensitive is done. */
    public void effect(Evidence what, boolean changes) {
        if (current.dead) return;
        if (current.refused != null && (changes || current.answered == 0)) trace.add(current.refused);
        Trace.Effect effect = new Trace.Effect(what, changes, current.screens.isEmpty() && current.doubts.isEmpty(), !current.screens.isEmpty(), current.doubts);
        if (!trace.effects.contains(effect)) trace.effects.add(effect);
    }

    /** Says that data are chosen by an identity that the caller wrote. */
    public void foreign(Evidence at) {
        if (!trace.foreign.contains(at)) trace.foreign.add(at);
    }

    /** Says that what is answered depends on who calls. */
    public void personal() {
        trace.personal = true;
    }

    /** Says that the session was asked for. */
    public void lookup(Evidence at) {
        if (!trace.lookups.contains(at)) trace.lookups.add(at);
    }

    Value call(Value callee, Value self, List<Value> arguments, State state, Expr.Call site, String file) {
        if (state.dead || spend()) return Value.ANY;
        switch (callee.kind()) {
            case CLOSURE -> {
                return invoke((Value.Closure) callee.data(), self, arguments, state);
            }
            case UNION -> {
                return anyOf(callee, self, arguments, state, site, file);
            }
            case CLASS -> {
                return evaluator.instance((Value.Type) callee.data(), arguments, state);
            }
            case CHAIN -> {
                return chain((Value.Chain) callee.data(), arguments, state);
            }
            default -> {
                State before = current;
                current = state;
                Expr.Call at = site == null ? new Expr.Call(0, 0, Expr.Call.Kind.CALL, new Expr.Name(0, 0, ""), List.of()) : site;
                Value result = world.call(new World.Call(this, file, at, callee, self, arguments));
                if (result == null) result = unknown(callee, arguments, state);
                current = before;
                return result;
            }
        }
    }

    Value worldCall(World.Call call, State state) {
        State before = current;
        current = state;
        Value result = world.call(call);
        current = before;
        return result;
    }

    private Value anyOf(Value callee, Value self, List<Value> arguments, State state, Expr.Call site, String file) {
        Value result = null;
        State joined = new State(shared);
        joined.dead = true;
        boolean asked = outer;
        for (Value one : callee.items()) {
            outer = asked;
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
    private Value unknown(Value callee, List<Value> arguments, State state) {
        int marks = Value.OPAQUE | callee.marks();
        for (Value argument : arguments) {
            marks |= argument.marks();
            if (argument.kind() == Value.Kind.CLOSURE || argument.is("resolve")) maybe(argument, List.of(Value.ANY, Value.ANY, Value.ANY));
        }
        marks &= ~Value.METHOD;
        Value.External external = callee.external();
        if (external != null && !state.dead) return new Value(Value.Kind.EXTERNAL, new Value.External(external.source(), shorten(external.path()) + "()"), marks);
        return new Value(Value.Kind.ANY, null, marks);
    }

    private static String shorten(String path) {
        return path.length() > 300 ? path.substring(path.length() - 300) : path;
    }

    /** Runs what a builder collected, one after the other, as long as each goes on. */
    private Value chain(Value.Chain chain, List<Value> arguments, State state) {
        if (chain.last() == null) return new Value(Value.Kind.ANY, null, Value.OPAQUE);
        boolean asked = outer;
        outer = false;
        for (Value middleware : chain.inside()) {
            State onward = new State(shared);
            onward.dead = true;
            Value next = Value.nativeOf("next", onward);
            boolean connect = chain.base().source().contains("connect") || chain.base().source().contains("express");
            Map<String, Value> all = new HashMap<>(Map.of("next", next, "ctx", Value.ANY, "*", Value.ANY));
            List<Value> given = connect && arguments.size() >= 2 ? List.of(arguments.get(0), arguments.get(1), next) : List.of(Value.object(all), next, next);
            Value got = call(middleware, Value.UNDEFINED, given, state, null, "");
            if (!onward.dead) {
                state.become(onward);
            } else if (middleware.kind() == Value.Kind.CLOSURE) {
                return got;
            }
            if (state.dead) return Value.ANY;
        }
        List<Value> given = arguments;
        if (!chain.base().source().contains("connect")) given = List.of(new Value(Value.Kind.OBJECT, Map.of("*", new Value(Value.Kind.ANY, null, Value.REQUEST)), 0), Value.ANY);
        outer = asked;
        return call(chain.last(), Value.UNDEFINED, given, state, null, "");
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
    public Value pending(Value executor, Evidence at) {
        State state = current;
        Pending pending = new Pending(shared);
        call(executor, List.of(Value.nativeOf("resolve", pending), Value.nativeOf("reject", at)));
        if (!pending.onward.dead) {
            state.become(pending.onward);
            return Value.promise(pending.value);
        }
        if (pending.kept) return Value.promise(new Value(Value.Kind.ANY, null, Value.OPAQUE));
        boolean says = state.answered == 401 || state.answered == 403;
        raise(Value.nativeOf("thrown", null), state, says, says, at);
        return Value.ANY;
    }

    /** The function that resolves a promise is kept for later. */
    void keep(Value resolve) {
        ((Pending) resolve.natively().of()).kept = true;
    }

    /** What is run now is not what happens. */
    private boolean supposing;

    /** Resolves a promise of {@link #pending}. */
    public void resolve(Object pending, Value value) {
        if (supposing) return;
        Pending of = (Pending) pending;
        of.value = of.value == null ? value.awaited() : Value.either(of.value, value.awaited());
        of.onward.join(current);
    }

    /** The middleware of a chain goes on. */
    public void onward(Object next) {
        State onward = (State) next;
        if (!supposing) onward.join(current);
    }

    private Value invoke(Value.Closure closure, Value self, List<Value> arguments, State state) {
        Function function = closure.function();
        boolean asked = outer;
        outer = false;
        if (calls.size() >= MAX_CALLS || calls.stream().filter(function::equals).count() >= 2) return new Value(Value.Kind.ANY, null, Value.OPAQUE);
        Scope scope = new Scope(closure.scope(), closure.file());
        if (!function.arrow()) state.set(cell(scope, "this"), closure.self().nullish() ? self : closure.self());
        calls.push(function);
        Frame frame = new Frame();
        frames.push(frame);
        State before = current;
        current = state;
        Evidence barred = state.barred;
        parameters(function, arguments, state, scope);
        steps(function.body(), state, scope);
        if (!state.dead) frame.returned.add(new Returned(Value.UNDEFINED, state.copy(), false, evidence(closure.file(), function.nameStart(), function.nameEnd(), "comes to its end")));
        current = before;
        frames.pop();
        calls.pop();
        lastReturned = frame.returned;
        if (asked) {
            if (top == null) top = new ArrayList<>();
            top.addAll(frame.returned);
        }
        Value result = Value.ANY;
        State joined = new State(shared);
        joined.dead = true;
        boolean first = true;
        for (Returned r : frame.returned) {
            // what comes out on a way that the session decided says who the caller is
            Value value = r.denied || r.state.barred != null && barred == null ? r.value.with(Value.SESSION) : r.value;
            result = first ? value : Value.either(result, value);
            first = false;
            State way = r.state.copy();
            way.barred = barred;
            joined.join(way);
        }
        state.become(joined);
        if (!function.arrow() && self.kind() == Value.Kind.OBJECT) changedSelf = state.get(scope.find("this"));
        wasAsync = function.async();
        if (function.generator()) return new Value(Value.Kind.ANY, null, result.marks());
        return function.async() ? Value.promise(result) : result;
    }

    /** What was called last is not what is returned. */
    void forgetReturned() {
        lastReturned = null;
    }

    /** What the function that was called last returned, end by end. */
    private List<Returned> lastReturned;

    /** What {@code this} is after the last method; for those that change their object. */
    Value changedSelf;
    private boolean wasAsync;

    private void parameters(Function function, List<Value> arguments, State state, Scope scope) {
        for (int i = 0; i < function.params().size(); i++) {
            Function.Param param = function.params().get(i);
            Value value = i < arguments.size() ? arguments.get(i) : Value.UNDEFINED;
            if (param.rest()) value = Value.array(arguments.subList(Math.min(i, arguments.size()), arguments.size()));
            else if (value.kind() == Value.Kind.UNDEFINED && param.fallback() != null) value = evaluator.eval(param.fallback(), state, scope);
            bind(param.target(), value, state, scope);
        }
    }

    /** Gives a value to the names of a declaration. */
    void bind(Target target, Value value, State state, Scope scope) {
        if (target instanceof Target.Place place) {
            if (place.place() instanceof Expr.Name name) state.set(cell(scope, name.name()), value);
        } else {
            take(target, value, state, scope, true);
        }
    }

    /** Takes a value apart into a pattern; {@code fresh} declares the names, else they are assigned to. */
    void take(Target target, Value value, State state, Scope scope, boolean fresh) {
        if (target instanceof Target.Place place) {
            if (fresh) bind(place, value, state, scope);
            else evaluator.assign(place.place(), value, state, scope);
            return;
        }
        Value whole = value;
        if (whole.nullish()) {
            // taking null apart throws: for this caller nothing goes on
            raise(Value.nativeOf("thrown", null), state, whole.has(Value.SESSION), whole.has(Value.SESSION), null);
            return;
        }
        List<Target.Part> parts = target instanceof Target.Keys keys ? keys.parts() : ((Target.Slots) target).parts();
        for (int i = 0; i < parts.size(); i++) {
            Target.Part part = parts.get(i);
            if (part == null) continue;
            Value item = target instanceof Target.Slots ? evaluator.item(whole, i) : part.name().isEmpty() ? Value.ANY : evaluator.member(whole, part.name(), state);
            if (item.kind() == Value.Kind.UNDEFINED && part.fallback() != null) item = evaluator.eval(part.fallback(), state, scope);
            take(part.target(), item, state, scope, fresh);
        }
        Target rest = target instanceof Target.Keys keys ? keys.rest() : ((Target.Slots) target).rest();
        if (rest != null) take(rest, target instanceof Target.Keys ? whole : new Value(Value.Kind.ANY, null, whole.marks()), state, scope, fresh);
    }

    void steps(List<Step> steps, State state, Scope scope) {
        for (Step step : steps) {
            if (step instanceof Step.Define define) {
                state.set(cell(scope, define.function().name()), new Value(Value.Kind.CLOSURE,
                    new Value.Closure(scope.file, define.function(), scope, Value.UNDEFINED), 0));
            }
        }
        for (Step step : steps) {
            if (state.dead || spend()) return;
            step(step, state, scope);
        }
    }

    private void step(Step step, State state, Scope scope) {
        if (step instanceof Step.Declare s) {
            Value value = s.value() == null ? Value.UNDEFINED : initial(s, state, scope);
            if (!state.dead) bind(s.target(), value, state, scope);
        } else if (step instanceof Step.Run s) {
            run(s, state, scope);
        } else if (step instanceof Step.If s) {
            condition(s.test(), s.then(), s.otherwise(), state, scope);
        } else if (step instanceof Step.Return s) {
            lastReturned = null;
            Value value = s.value() == null ? Value.UNDEFINED : evaluator.eval(s.value(), state, scope);
            if (state.dead) return;
            boolean handsOver = s.value() instanceof Expr.Call || s.value() instanceof Expr.Await await && await.operand() instanceof Expr.Call;
            if (handsOver && lastReturned != null) {
                // what the other function returns is returned here, each end by itself
                frames.peek().returned.addAll(lastReturned);
                state.dead = true;
                return;
            }
            if (state.refused != null && value.awaited().reply() != null && !value.awaited().reply().denies()) trace.add(state.refused);
            frames.peek().returned.add(new Returned(value, state.copy(), false, evidence(scope.file, s.start(), s.end(), "returns")));
            state.dead = true;
        } else if (step instanceof Step.Throw s) {
            Value value = evaluator.eval(s.value(), state, scope);
            if (state.dead) return;
            boolean again = value.is("thrown") && value.natively().of() != null;
            raise(again ? value : Value.nativeOf("thrown", value), state, again && Boolean.TRUE.equals(value.natively().of()), evaluator.deniesBy(s.value(), value),
                evidence(scope.file, s.start(), s.end(), "throws"));
        } else if (step instanceof Step.Block s) {
            labelled(s.label(), false, state, () -> steps(s.body(), state, new Scope(scope, scope.file)));
        } else if (step instanceof Step.Loop s) {
            loop(s, state, new Scope(scope, scope.file));
        } else if (step instanceof Step.Switch s) {
            choose(s, state, new Scope(scope, scope.file));
        } else if (step instanceof Step.Leave s) {
            leave(s, state);
        } else if (step instanceof Step.Try s) {
            attempt(s, state, scope);
        }
    }

    /** The first value of a variable: a promise that no one waits for keeps its exceptions. */
    private Value initial(Step.Declare s, State state, Scope scope) {
        boolean kept = s.value() instanceof Expr.Call && s.target() instanceof Target.Place place && place.place() instanceof Expr.Name name && !calls.isEmpty()
            && !Promises.awaited(calls.peek(), name.name());
        if (!kept) return evaluator.eval(s.value(), state, scope);
        State before = state.copy();
        List<Thrown> mine = new ArrayList<>();
        throwing.push(mine);
        wasAsync = false;
        Value value = evaluator.eval(s.value(), state, scope);
        throwing.pop();
        Expr.Call call = (Expr.Call) s.value();
        Thrown refusal = mine.stream().filter(Thrown::denied).findFirst().orElse(null);
        if (refusal == null || value.kind() != Value.Kind.PROMISE && !(state.dead && wasAsync)) {
            if (!throwing.isEmpty()) throwing.peek().addAll(mine);
            return value;
        }
        trace.add(new Trace.Broken(Trace.Broken.Kind.NOT_AWAITED, new Span(scope.file, call.start(), call.callee().end()), Printed.of(call), refusal.at,
            !calls.isEmpty() && calls.peek().async()));
        if (state.dead) state.become(before);
        else state.join(before);
        return Value.promise(Value.ANY);
    }

    /** A statement: a promise that no one waits for takes its exceptions with it. */
    private void run(Step.Run s, State state, Scope scope) {
        if (!(s.expr() instanceof Expr.Call call)) {
            evaluator.eval(s.expr(), state, scope);
            return;
        }
        State before = state.copy();
        List<Thrown> mine = new ArrayList<>();
        throwing.push(mine);
        wasAsync = false;
        Value value = evaluator.eval(call, state, scope);
        throwing.pop();
        if (value.kind() == Value.Kind.PROMISE || state.dead && wasAsync) {
            for (Thrown t : mine) {
                if (t.denied) trace.add(new Trace.Broken(Trace.Broken.Kind.NOT_AWAITED, new Span(scope.file, call.start(), call.callee().end()), Printed.of(call), t.at,
                    !calls.isEmpty() && calls.peek().async()));
            }
            if (state.dead) state.become(before);
            else if (!mine.isEmpty()) state.join(before);
            return;
        }
        for (Thrown t : mine) if (!throwing.isEmpty()) throwing.peek().add(t);
        if (!state.dead && state.answered != before.answered && (state.answered == 401 || state.answered == 403)) unsent = evidence(scope.file, call.start(), call.end(), "answers " + state.answered);
        if (value.reply() != null && !value.reply().onward() && !state.dead) unsent = evidence(scope.file, call.start(), call.end(), "is made and not returned");
    }

    /** An answer that was made as a statement of its own, and so is lost. */
    private Evidence unsent;

    private void condition(Expr test, List<Step> then, List<Step> otherwise, State state, Scope scope) {
        Value value = evaluator.eval(test, state, scope);
        if (state.dead) return;
        Boolean decided = value.truth();
        Frame frame = frames.peek();
        if (decided != null) {
            List<Step> taken = decided ? then : otherwise;
            List<Step> other = decided ? otherwise : then;
            boolean session = value.has(Value.SESSION) && value.kind() != Value.Kind.PROMISE && world.stranger();
            State start = session ? state.copy() : state;
            int returns = frame.returned.size();
            int throwsBefore = throwing.peek().size();
            int answered = state.answered;
            unsent = null;
            steps(taken, state, new Scope(scope, scope.file));
            if (!session) return;
            trace.tests.add(new Span(scope.file, test.start(), test.end()));
            Evidence at = evidence(scope.file, test.start(), test.end(), "stops callers without a session");
            if (state.dead) {
                for (int i = returns; i < frame.returned.size(); i++) {
                    Returned r = frame.returned.get(i);
                    frame.returned.set(i, new Returned(r.value, r.state, true, at));
                }
                List<Thrown> thrown = throwing.peek();
                for (int i = throwsBefore; i < thrown.size(); i++) {
                    Thrown t = thrown.get(i);
                    thrown.set(i, new Thrown(Value.nativeOf("thrown", Boolean.TRUE), t.state, true, true, at));
                }
            } else if (leaves(other)) {
                // who is kept from a refusal comes in
                if (!refuses(other, start, scope)) state.barred = at;
            } else {
                boolean answers = state.answered != answered && (state.answered == 401 || state.answered == 403);
                if (answers || unsent != null) {
                    state.refused = new Trace.Broken(Trace.Broken.Kind.GOES_ON, new Span(scope.file, test.start(), test.end()), "if (" + Printed.of(test) + ")", unsent, false);
                }
            }
            return;
        }
        State aside = state.copy();
        int returns = frame.returned.size();
        int firstReturns = returns;
        int throwsBefore = throwing.peek().size();
        steps(then, state, new Scope(scope, scope.file));
        boolean thenDenies = state.dead && denies(frame, returns, throwsBefore);
        returns = frame.returned.size();
        throwsBefore = throwing.peek().size();
        steps(otherwise, aside, new Scope(scope, scope.file));
        boolean otherDenies = aside.dead && denies(frame, returns, throwsBefore);
        if (thenDenies || otherDenies) {
            State.Screen screen = new State.Screen(evidence(scope.file, test.start(), test.end(), "stops some callers"), value.has(Value.SESSION), evaluator.presence(test, value),
                frame.returned.size() == firstReturns && !Denials.credential(Printed.of(test)));
            if (thenDenies && !aside.dead) aside.screen(screen);
            if (otherDenies && !state.dead) state.screen(screen);
        }
        // what only the environment decides is the same for all callers: a check on one of the ways is taken as made
        boolean environment = (value.marks() & ~Value.OPAQUE) == Value.ENVIRONMENT;
        if (environment && state.dead && !aside.dead && calls.size() > 1) {
            frame.returned.subList(firstReturns, frame.returned.size()).removeIf(r -> r.value.kind() == Value.Kind.UNDEFINED);
        }
        if (environment && !state.dead && !aside.dead) {
            List<State.Screen> there = state.screens;
            aside.screens.forEach(state::screen);
            there.forEach(aside::screen);
        }
        state.join(aside);
    }

    /** True when every end since then says that the caller may not. */
    private boolean denies(Frame frame, int returns, int throwsBefore) {
        List<Thrown> thrown = throwing.peek();
        if (frame.returned.size() == returns && thrown.size() == throwsBefore) return false;
        for (int i = returns; i < frame.returned.size(); i++) {
            Returned r = frame.returned.get(i);
            if (!r.denied && !end(r.value.awaited(), r.state, false, false, null).says()) return false;
        }
        for (int i = throwsBefore; i < thrown.size(); i++) if (!thrown.get(i).says) return false;
        return true;
    }

    /** True when these steps, if they were taken, would say that the caller may not; nothing that they do is kept. */
    private boolean refuses(List<Step> steps, State state, Scope scope) {
        Trace kept = trace;
        trace = new Trace();
        Frame frame = new Frame();
        boolean before = supposing;
        supposing = true;
        frames.push(frame);
        throwing.push(new ArrayList<>());
        steps(steps, state, new Scope(scope, scope.file));
        supposing = before;
        boolean refuses = state.dead && denies(frame, 0, 0);
        throwing.pop();
        frames.pop();
        trace = kept;
        return refuses;
    }

    private static boolean leaves(List<Step> steps) {
        if (steps.isEmpty()) return false;
        Step last = steps.get(steps.size() - 1);
        if (last instanceof Step.Block block) return leaves(block.body());
        if (last instanceof Step.If i) return leaves(i.then()) && leaves(i.otherwise());
        if (last instanceof Step.Try t) return leaves(t.body());
        return last instanceof Step.Return || last instanceof Step.Throw;
    }

    private void labelled(String label, boolean loop, State state, Runnable body) {
        Frame frame = frames.peek();
        Map<String, State> left = new HashMap<>();
        frame.leaving.push(left);
        frame.loops.push(loop);
        frame.labels.push(label);
        body.run();
        frame.labels.pop();
        frame.loops.pop();
        frame.leaving.pop();
        left.values().forEach(state::join);
    }

    private void leave(Step.Leave s, State state) {
        Frame frame = frames.peek();
        var loops = frame.loops.iterator();
        var labels = frame.labels.iterator();
        for (Map<String, State> left : frame.leaving) {
            boolean loop = loops.next();
            String label = labels.next();
            boolean mine = s.label().isEmpty() ? loop || label.equals("switch") && !s.again() : label.equals(s.label());
            if (!mine) continue;
            left.merge(s.again() ? "again" : "out", state.copy(), (a, b) -> {
                a.join(b);
                return a;
            });
            break;
        }
        state.dead = true;
    }

    private void loop(Step.Loop s, State state, Scope scope) {
        steps(s.before(), state, scope);
        if (state.dead) return;
        Value over = s.test() == null ? Value.ANY : evaluator.eval(s.test(), state, scope);
        if (state.dead) return;
        if (s.target() != null && over.kind() == Value.Kind.ARRAY && over.items().size() <= 16) {
            labelled("", true, state, () -> {
                for (Value item : over.items()) {
                    if (state.dead) return;
                    labelled("", false, state, () -> {
                        Scope inner = new Scope(scope, scope.file);
                        take(s.target(), item, state, inner, true);
                        steps(s.body(), state, inner);
                    });
                }
            });
            return;
        }
        boolean sure = s.first() || s.target() == null && s.test() == null;
        State skipped = state.copy();
        labelled("", true, state, () -> {
            Scope inner = new Scope(scope, scope.file);
            if (s.target() != null) take(s.target(), new Value(Value.Kind.ANY, null, over.marks()), state, inner, true);
            steps(s.body(), state, inner);
        });
        if (!sure) state.join(skipped);
    }

    private void choose(Step.Switch s, State state, Scope scope) {
        Value value = evaluator.eval(s.value(), state, scope);
        if (state.dead) return;
        labelled("switch", false, state, () -> {
            int found = -1;
            boolean decided = true;
            for (int i = 0; i < s.cases().size() && found < 0; i++) {
                Step.Case one = s.cases().get(i);
                if (one.test() == null) continue;
                Value test = evaluator.eval(one.test(), state, scope);
                Boolean same = Evaluator.same(value, test);
                evaluator.method(value, test, scope.file, one.start(), one.test().end());
                if (same == null) decided = false;
                else if (same && decided) found = i;
            }
            if (decided) {
                if (found < 0) for (int i = 0; i < s.cases().size(); i++) if (s.cases().get(i).test() == null) found = i;
                for (int i = Math.max(found, 0); found >= 0 && i < s.cases().size() && !state.dead; i++) steps(s.cases().get(i).body(), state, scope);
                return;
            }
            State start = state.copy();
            boolean otherwise = false;
            state.dead = true;
            for (Step.Case one : s.cases()) {
                otherwise |= one.test() == null;
                state.join(start.copy());
                steps(one.body(), state, scope);
            }
            if (!otherwise) state.join(start);
        });
    }

    private void attempt(Step.Try s, State state, Scope scope) {
        State before = state.copy();
        List<Thrown> mine = new ArrayList<>();
        throwing.push(mine);
        int inside = frames.peek().returned.size();
        steps(s.body(), state, new Scope(scope, scope.file));
        throwing.pop();
        int behind = frames.peek().returned.size();
        if (s.handler() == null) {
            for (Thrown t : mine) throwing.peek().add(t);
        } else {
            State after = state.copy();
            for (Thrown t : mine) if (t.denied) caught(s, t, state, scope);
            // anything may fail on the way
            State failing = before.copy();
            if (!after.dead) failing.join(after);
            for (Thrown t : mine) if (!t.denied) failing.join(t.state.copy());
            failing.failing = true;
            failing.answered = before.answered;
            failing.screens = before.screens;
            Frame frame = frames.peek();
            int returns = frame.returned.size();
            int throwsBefore = throwing.peek().size();
            boolean wasFailing = before.failing;
            handle(s, Value.nativeOf("thrown", null), failing, scope);
            // an exception that is turned into an answer which is not a refusal does not say that the caller may not
            boolean plain = failing.dead && throwing.peek().size() == throwsBefore;
            for (int i = returns; i < frame.returned.size(); i++) {
                Trace.End end = end(frame.returned.get(i).value.awaited(), frame.returned.get(i).state, false, false, null);
                plain &= !end.says() && end.status() >= 400;
            }
            if (plain) {
                state.forget(before);
                for (Returned r : frame.returned.subList(inside, behind)) r.state.forget(before);
            }
            if (failing.dead && denies(frame, returns, throwsBefore) && !state.dead) {
                state.screen(new State.Screen(evidence(scope.file, s.start(), s.start() + 3, "stops callers for whom it fails"), false, false, false));
            }
            failing.failing = wasFailing;
            if (!state.dead) {
                // what follows is reached without a failure too: the checks before it count as passed
                List<State.Screen> passed = state.screens;
                boolean swallows = !failing.dead;
                state.join(failing);
                if (swallows && passed.size() > before.screens.size()) state.screens = before.screens;
            } else {
                state.join(failing);
            }
        }
        if (s.last() != null) {
            State end = state.dead ? before.copy() : state;
            steps(s.last(), end, new Scope(scope, scope.file));
        }
    }

    private void caught(Step.Try s, Thrown t, State state, Scope scope) {
        State way = t.state.copy();
        Frame frame = frames.peek();
        int returns = frame.returned.size();
        int throwsBefore = throwing.peek().size();
        handle(s, Value.nativeOf("thrown", Boolean.TRUE), way, scope);
        for (int i = returns; i < frame.returned.size(); i++) {
            Returned r = frame.returned.get(i);
            frame.returned.set(i, new Returned(r.value, r.state, true, t.at));
        }
        List<Thrown> thrown = throwing.peek();
        for (int i = throwsBefore; i < thrown.size(); i++) {
            thrown.set(i, new Thrown(thrown.get(i).value, thrown.get(i).state, true, true, t.at));
        }
        if (way.dead) return;
        if (t.at != null) trace.add(new Trace.Broken(Trace.Broken.Kind.SWALLOWED, t.at.at(), "throw", evidence(scope.file, s.start(), s.start() + 3, "catches it and goes on"), false));
        state.join(way);
    }

    private void handle(Step.Try s, Value error, State state, Scope scope) {
        Scope inner = new Scope(scope, scope.file);
        if (s.caught() != null) {
            if (s.caught() instanceof Target.Place) bind(s.caught(), error, state, inner);
            else for (Expr.Name name : s.caught().names()) state.set(cell(inner, name.name()), Value.ANY);
        }
        steps(s.handler(), state, inner);
    }
}
