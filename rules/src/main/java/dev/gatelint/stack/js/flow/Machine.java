package dev.gatelint.stack.js.flow;

import dev.gatelint.model.Evidence;
import dev.gatelint.stack.js.Function;
import dev.gatelint.stack.js.Modules;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Runs functions of scripts for one kind of caller. Calls are followed into other functions and files, to a bound; loops are gone through
 * once; where a condition is not known both ways are taken and joined. Not for use by more than one thread.
 */
public final class Machine {
    /** What {@link #answer} is told of a status that is not known. */
    public static final int SOME_STATUS = 299;
    /** What a lookup throws that finds no one; to catch it is to ask for who may come without. */
    public static final Value FAILED_LOOKUP = Value.nativeOf("thrown", "lookup");
    final Modules modules;
    final World world;
    final Run run = new Run();
    final Evaluator evaluator = new Evaluator(this);
    final Statements statements = new Statements(this);
    final Calls calls = new Calls(this);
    final Globals globals = new Globals(this);

    public Machine(Modules modules, World world) {
        this.modules = modules;
        this.world = world;
    }

    /** Runs {@code function} from the start. */
    public Trace run(Value function, List<Value> arguments) {
        run.begin();
        State state = new State(run.shared);
        List<Run.Thrown> thrown = new ArrayList<>();
        run.throwing.push(thrown);
        run.frames.push(new Run.Frame());
        State before = run.current;
        run.current = state;
        run.outer = true;
        Value result = calls.call(function, Value.UNDEFINED, arguments, state, null, "");
        run.outer = false;
        run.current = before;
        run.frames.pop();
        run.throwing.pop();
        if (run.top == null) {
            if (!state.dead) run.trace.ends.add(Run.end(result.awaited(), state, false, false, null));
        } else {
            for (Run.Returned r : run.top) run.trace.ends.add(Run.end(r.value().awaited(), r.state(), r.denied(), false, r.at()));
        }
        run.top = null;
        for (Run.Thrown t : thrown) run.trace.ends.add(Run.end(t.value(), t.state(), t.denied() || t.says(), true, t.at()));
        return run.trace;
    }

    /** What the file exports as {@code name}. */
    public Value exported(String path, String name) {
        return globals.value(modules.export(path, name));
    }

    /** The names that a file exports. */
    public List<String> exports(String path) {
        return modules.exports(path);
    }

    /** The value of a name at the top level of a file. */
    public Value local(String path, String name) {
        return globals.value(modules.origin(path, name));
    }

    /** Throws at the call that is being made. */
    public void raise(Value value, boolean denied, Evidence at) {
        run.raise(value, run.current, denied, true, at);
    }

    /** Throws at the call that is being made; {@code says} when the exception itself says that the caller may not. */
    public void raise(Value value, boolean denied, boolean says, Evidence at) {
        run.raise(value, run.current, denied, says, at);
    }

    /** A function of a file as a value, that sees the top level of the file only. */
    public static Value function(String file, Function function) {
        return new Value(Value.Kind.CLOSURE, new Value.Closure(file, function, new Scope(null, file), Value.UNDEFINED), 0);
    }

    /** Calls a function that was passed to something of the world; its exceptions are the caller's. */
    public Value call(Value function, List<Value> arguments) {
        boolean asked = run.outer;
        run.outer = false;
        Value result = calls.call(function, Value.UNDEFINED, arguments, run.current, null, "");
        run.outer = asked;
        return result;
    }

    /** The same, for a call whose result is the caller's result: its ends are the caller's ends. */
    public Value last(Value function, List<Value> arguments) {
        return calls.call(function, Value.UNDEFINED, arguments, run.current, null, "");
    }

    /** The same, for something that gives back just what the function gives. */
    public Value through(Value function, List<Value> arguments) {
        Value result = last(function, arguments);
        run.handsOn = true;
        return result;
    }

    /** Calls a function that may or may not be called, now or later. */
    public Value maybe(Value function, List<Value> arguments) {
        return maybe(function, arguments, false);
    }

    /** The same; {@code unsure} when what decides it cannot be looked into. */
    Value maybe(Value function, List<Value> arguments, boolean unsure) {
        State aside = run.current.copy();
        aside.unsure |= unsure;
        State before = run.current;
        run.current = aside;
        List<Run.Thrown> dropped = new ArrayList<>();
        run.throwing.push(dropped);
        boolean asked = run.outer;
        run.outer = false;
        Value result = calls.call(function, Value.UNDEFINED, arguments, aside, null, "");
        run.outer = asked;
        run.throwing.pop();
        run.current = before;
        // whether it is called is not known: what it checks is taken as checked
        Evidence warned = aside.warned != before.warned ? aside.warned : dropped.stream().map(t -> t.state().warned).filter(Objects::nonNull)
            .findFirst().orElse(null);
        List<State.Screen> inside = aside.dead ? List.of() : aside.screens;
        before.join(aside);
        inside.forEach(before::screen);
        if (warned != null) before.screen(new State.Screen(warned, false, false, false));
        return result;
    }

    /** Says that the request has been answered with this status. */
    public void answer(int status) {
        Trace.Broken refused = run.current.refused;
        boolean late = refused != null && refused.kind() == Trace.Broken.Kind.SWALLOWED && status < 400;
        if (late && run.current.answered == 0) run.trace.add(refused);
        // what is sent after a refusal is lost
        if (run.current.refused == null) run.current.answered = status;
    }

    /** Says that this place tells a caller that it may not. */
    public void refuse(Evidence at) {
        run.refuse(run.current, at);
    }

    /** True when what runs is for a caller without a session. */
    public boolean stranger() {
        return world.stranger();
    }

    /** What has been answered, 0 for nothing. */
    public int answered() {
        return run.current.answered;
    }

    /** Says that what comes after this place may be guarded by something that cannot be looked into. */
    public void doubt(Evidence at) {
        run.current.doubt(at);
    }

    /** Says that something which cannot be looked into has the request, and may decide what comes after this place. */
    public void unsure() {
        run.current.unsure = true;
    }

    /** Says that everyone who comes after this place has passed a check. */
    public void screen(Evidence at) {
        Trace.addOnce(run.trace.refusals, at);
        run.current.screen(new State.Screen(at, false, false, false));
    }

    /** Says that something sensitive is done. */
    public void effect(Evidence what, Trace.Effect.Kind kind) {
        if (run.current.dead) return;
        if (run.current.refused != null && (kind != Trace.Effect.Kind.READS
            || run.current.answered == 0)) run.trace.add(run.current.refused);
        Trace.Effect effect = new Trace.Effect(what, kind, run.current.screens.isEmpty()
            && run.current.warned == null && run.current.doubts.isEmpty(), !run.current.unsure);
        Trace.addOnce(run.trace.effects, effect);
    }

    /** Says that data are chosen by an identity that the caller wrote; who has come past a check may be allowed to. */
    public void foreign(Evidence at) {
        if (run.current.screens.isEmpty()) Trace.addOnce(run.trace.foreign, at);
    }

    /** Says that what is answered depends on who calls. */
    public void personal() {
        run.trace.personal = true;
    }

    /** Says that the session was asked for. */
    public void lookup(Evidence at) {
        Trace.addOnce(run.trace.lookups, at);
    }

    /** Runs the function of {@code new Promise(function)}; when it never resolves, nothing comes after it. */
    public Value pending(Value executor, Evidence at) {
        return calls.pending(executor, at);
    }

    /** Resolves a promise of {@link #pending}. */
    public void resolve(Object pending, Value value) {
        calls.resolve(pending, value);
    }

    /** The middleware of a chain goes on, with what it gives to the next one; undefined when that is nothing. */
    public void onward(Object next, Value context) {
        if (!run.supposing) ((Middlewares.Onward) next).join(run.current, context);
    }

    /** Runs a builder that is complete, with what its first function gets as context; its ends are the caller's ends. */
    public Value chain(Value chain, Value context) {
        Value result = calls.middlewares.run((Value.Chain) chain.data(), context, List.of(), run.current);
        run.handsOn = true;
        return result;
    }

    /** Says that a library answers for the handler, by what it was given. */
    public void mounted(Value options) {
        Trace.addOnce(run.trace.mounts, options);
    }
}
