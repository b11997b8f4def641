package dev.gatelint.stack.js.flow;

import dev.gatelint.model.Evidence;
import dev.gatelint.source.Span;
import dev.gatelint.stack.js.Expr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Where a run is: the functions that are being run, what they have thrown and returned so far, and what was found. */
final class Run {
    private static final int BUDGET = 20_000;
    /** Cells that a run may copy and compare: a run over much code with many branches ends as unknown and not late. */
    private static final long WORK = 400_000;
    /** The cells of the top levels of files, common to all runs. */
    final State shared = new State();
    final Deque<Value.Closure> calls = new ArrayDeque<>();
    /** What is thrown goes to the last list. */
    final Deque<List<Thrown>> throwing = new ArrayDeque<>();
    final Deque<Frame> frames = new ArrayDeque<>();
    Trace trace = new Trace();
    State current = shared;
    /** What is run now is not what happens. */
    boolean supposing;
    /** The next function that is called is the one that is asked about; its ends are kept one by one. */
    boolean outer;
    List<Returned> top;
    /** What the function that was called last returned, end by end; null when that is not what is returned. */
    List<Returned> lastReturned;
    /** What was called gives back what a function that it was given gives. */
    boolean handsOn;
    /** How many branches are open that the session decided. */
    int decided;
    /** What {@code this} is after the last method; for those that change their object. */
    Value changedSelf;
    boolean wasAsync;
    /** The call that is a statement, awaited or not: nothing looks at what it gives. */
    Expr dropped;
    private int nextCell;
    private int nextKept;
    /** Top levels that are being run. */
    private int loading;
    /** Which of the calls around, counted from the outermost, made that a call was not followed; the largest number when none did. */
    int cut = Integer.MAX_VALUE;
    /** A run has changed what the top level of a file had set. */
    boolean disturbed;
    private int spent;

    /** An exception on its way. */
    record Thrown(Value value, State state, boolean denied, boolean says, Evidence at) {}

    /** A value on its way out of a function. */
    record Returned(Value value, State state, boolean denied, Evidence at) {
        /** True when that it came out here says who the caller is; {@code before} is what barred it before the call. */
        boolean says(Evidence before) {
            return denied || state.told || state.barred != null && before == null;
        }
    }

    /** A function that is being run. */
    static final class Frame {
        final List<Returned> returned = new ArrayList<>();
        final Deque<Map<String, State>> leaving = new ArrayDeque<>();
        final Deque<Boolean> loops = new ArrayDeque<>();
        final Deque<String> labels = new ArrayDeque<>();
    }

    /** Begins: nothing is found, nothing spent. */
    void begin() {
        trace = new Trace();
        spent = 0;
        decided = 0;
        cut = Integer.MAX_VALUE;
        nextCell = 0;
        disturbed = false;
        shared.work[0] = 0;
    }

    /** A new cell: above 0 in a run, below 0 for what the top level of a file sets, once and for all runs. */
    int cell(Scope scope, String name) {
        int cell = loading > 0 ? --nextKept : ++nextCell;
        scope.declare(name, cell);
        return cell;
    }

    /** Runs the top level of a file, apart from the run that asks for it: it has happened before, at its own cost. */
    Value load(java.util.function.Function<State, Value> find) {
        State before = current;
        Trace kept = trace;
        int spentBefore = spent;
        State top = new State(shared);
        current = top;
        trace = new Trace();
        if (loading++ == 0) spent = 0;
        throwing.push(new ArrayList<>());
        frames.push(new Frame());
        Value found = find.apply(top);
        shared.keep(top);
        frames.pop();
        throwing.pop();
        if (--loading == 0) spent = spentBefore;
        trace = kept;
        current = before;
        return found;
    }

    /** True while the top level of a file is run. */
    boolean loads() {
        return loading > 0;
    }

    /** True when there is no more to spend; then everything is anything. */
    boolean spend() {
        if (++spent <= BUDGET && shared.work[0] <= WORK) return false;
        trace.exhausted = true;
        return true;
    }

    static Evidence evidence(String file, int start, int end, String why) {
        return new Evidence(new Span(file, start, end), why);
    }

    /** Something says that a caller may not. */
    void refuse(State state, Evidence at) {
        if (state.dead || decided > 0 || state.barred != null) return;
        if (!supposing) Trace.addOnce(trace.refusals, at);
        if (state.warned == null) state.warned = at;
    }

    /** Where a way begins, so that its ends can be told from those before. */
    record Fork(Frame frame, int returns, int throwsBefore, boolean warned) {}

    Fork fork(State state) {
        return new Fork(frames.peek(), frames.peek().returned.size(), throwing.peek().size(), state.warned != null);
    }

    /** True when someone who took this way was told that it may not. */
    boolean refusesSome(State way, Fork fork) {
        List<Returned> returned = fork.frame.returned;
        return way.warned != null && !fork.warned
            || returned.subList(fork.returns, returned.size()).stream().anyMatch(Run::says)
            || throwing.peek().subList(fork.throwsBefore, throwing.peek().size()).stream().anyMatch(Thrown::says);
    }

    private static boolean says(Returned r) {
        return r.denied() || end(r.value().awaited(), r.state(), false, false, null).says();
    }

    /** True when whoever took this way is told that it may not, at each of its ends or where it goes on. */
    boolean refuses(State way, Fork fork) {
        List<Thrown> thrown = throwing.peek();
        boolean ends = fork.frame.returned.size() > fork.returns || thrown.size() > fork.throwsBefore;
        if (way.dead ? !ends : way.warned == null || fork.warned) return false;
        return fork.frame.returned.subList(fork.returns, fork.frame.returned.size()).stream().allMatch(Run::says)
            && thrown.subList(fork.throwsBefore, thrown.size()).stream().allMatch(Thrown::says);
    }

    void raise(Value value, State state, boolean denied, boolean says, Evidence at) {
        if (state.dead) return;
        if (!throwing.isEmpty()) throwing.peek().add(new Thrown(value, state.copy(), denied, says, at));
        state.dead = true;
    }

    static Trace.End end(Value value, State state, boolean denied, boolean thrown, Evidence at) {
        Value.Reply reply = value.reply();
        int status = reply != null ? reply.status() : state.answered;
        boolean says = reply != null && reply.denies() || reply == null && (status == 401 || status == 403) || !thrown
            && Evaluator.saysNo(value);
        List<Evidence> screens = state.screens.stream().map(State.Screen::at).toList();
        if (screens.isEmpty() && state.warned != null) screens = List.of(state.warned);
        return new Trace.End(value, thrown, denied, says, state.failing, status, state.barred, screens,
            state.screens.stream().anyMatch(State.Screen::session), !state.screens.isEmpty()
                && state.screens.stream().allMatch(State.Screen::presence),
            state.doubts, at);
    }
}
