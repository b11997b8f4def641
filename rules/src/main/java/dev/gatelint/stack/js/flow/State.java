package dev.gatelint.stack.js.flow;

import dev.gatelint.model.Evidence;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Printed;
import java.util.ArrayList;
import java.util.List;

/** What is known at one point of a run. */
final class State {
    /** Those of the run. */
    private Cells cells;
    /** Those that top levels have set, by their number below 0. */
    private Cells kept;
    /** Where cells are that this state has not: those of the top levels of files. */
    private final State base;
    /** Cells compared so far by all states of one machine: what a run really costs. */
    final long[] work;
    /**
     * Checks that every way to here has passed, where a caller without the right credentials is stopped; null when some way passed none.
     */
    List<Screen> screens;
    /** Calls on the way that may stop a caller, and cannot be looked into. */
    List<Evidence> doubts;
    /** The status that has been answered through a response object, 0 for none. */
    int answered;
    /** A test of the session that decided that this caller does not come to where another one goes; null when there was none. */
    Evidence barred;
    /** A check that has refused this caller and has not stopped it; null when there is none. */
    Trace.Broken refused;
    /** Where whoever is here has been told that it may not, and goes on; null when some were not. */
    Evidence warned;
    /** Nothing comes to here. */
    boolean dead;

    /** Something has failed on the way. */
    boolean failing;

    /** In the function that is being run, a test of the session has decided that this is reached and something else is not. */
    boolean told;

    /** Something that is not followed decides whether this is reached: it was given the request, or a function to call. */
    boolean unsure;

    State() {
        this(null);
    }

    State(State base) {
        this(new Cells(), new Cells(), base);
        screens = List.of();
        doubts = List.of();
    }

    private State(Cells cells, Cells kept, State base) {
        this.cells = cells;
        this.kept = kept;
        this.base = base;
        this.work = base == null ? new long[1] : base.work;
    }

    /**
     * A check that stops some callers.
     *
     * @param at      the test
     * @param session it depends on who is logged in
     * @param presence it only looks whether something was sent
     * @param thrown  it stops them with an exception
     */
    record Screen(Evidence at, boolean session, boolean presence, boolean thrown) {
        /** The same where callers are stopped by these exceptions; one that is meant for callers only is one wherever it is caught. */
        Screen thrown(List<Run.Thrown> exceptions, Expr test) {
            boolean failure = !Denials.credential(Printed.of(test)) && exceptions.stream().anyMatch(t -> t.state().warned == null);
            return new Screen(at, session, presence, failure);
        }
    }

    /** What a caller has come past, apart from the cells. */
    record Passed(List<Screen> screens, List<Evidence> doubts, int answered, Evidence barred, Trace.Broken refused, Evidence warned,
        boolean failing, boolean told, boolean unsure) {}

    Passed passed() {
        return new Passed(screens, doubts, answered, barred, refused, warned, failing, told, unsure);
    }

    /** A copy that has come past something else. */
    State past(Passed passed) {
        State other = copy();
        other.pass(passed);
        return other;
    }

    private void pass(Passed passed) {
        screens = passed.screens;
        doubts = passed.doubts;
        answered = passed.answered;
        barred = passed.barred;
        refused = passed.refused;
        warned = passed.warned;
        failing = passed.failing;
        told = passed.told;
        unsure = passed.unsure;
    }

    State copy() {
        State other = new State(cells.copy(), kept.copy(), base);
        other.pass(passed());
        other.dead = dead;
        return other;
    }

    Value get(int cell) {
        Value found = cell > 0 ? cells.get(cell) : kept.get(-cell);
        if (found == null && base != null) found = base.get(cell);
        return found == null ? Value.UNDEFINED : found;
    }

    void set(int cell, Value value) {
        if (cell > 0) cells.set(cell, value);
        else kept.set(-cell, value);
    }

    void screen(Screen screen) {
        List<Screen> more = new ArrayList<>(screens);
        if (!more.contains(screen)) more.add(screen);
        screens = List.copyOf(more);
    }

    /** Forgets the checks that stop callers with an exception, apart from those that were there before. */
    void forget(State before) {
        screens = screens.stream().filter(screen -> !screen.thrown() || before.screens.contains(screen)).toList();
    }

    void doubt(Evidence doubt) {
        if (doubts.contains(doubt)) return;
        List<Evidence> more = new ArrayList<>(doubts);
        more.add(doubt);
        doubts = List.copyOf(more);
    }

    /** The refusal that was thrown on the way here and has been answered where it was caught, or null. */
    Evidence answeredRefusal() {
        return refused == null || refused.kind() != Trace.Broken.Kind.SWALLOWED ? null
            : new Evidence(refused.at(), "stops callers without a session");
    }

    /** Takes the cells of a state that is based on this one. */
    void keep(State other) {
        kept.join(other.kept, (own, later) -> later);
    }

    /** Takes on what another state says. */
    void become(State other) {
        if (other == this) return;
        cells = other.cells.copy();
        kept = other.kept.copy();
        pass(other.passed());
        dead = other.dead;
    }

    private boolean lost() {
        return warned != null || failing || answered >= 400;
    }

    /** What is known when one or the other came to here. */
    void join(State other) {
        if (other.dead) return;
        if (dead) {
            become(other);
            return;
        }
        work[0] += cells.join(other.cells, Value::either) + kept.join(other.kept, Value::either);
        // who has been told no, or has got an error, does not come in by a way that leads to the same place
        if (lost() != other.lost()) screens = lost() ? other.screens : screens;
        else if (screens.isEmpty() || other.screens.isEmpty()) screens = List.of();
        else other.screens.forEach(this::screen);
        if (other.warned == null) warned = null;
        other.doubts.forEach(this::doubt);
        if (answered != other.answered) answered = Math.min(answered, other.answered);
        if (other.barred == null) barred = null;
        failing &= other.failing;
        told &= other.told;
        unsure &= other.unsure;
        if (refused == null) refused = other.refused;
    }
}
