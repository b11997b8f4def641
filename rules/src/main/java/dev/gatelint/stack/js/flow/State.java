package dev.gatelint.stack.js.flow;

import dev.gatelint.model.Evidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is known at one point of a run. */
final class State {
    private Map<Integer, Value> cells;
    /** True when another state has the same map: the next change is made in a copy. */
    private boolean shared;
    /** Where cells are that this state has not: those of the top levels of files. */
    private final State base;
    /** Cells copied and compared so far by all states of one machine: what a run really costs. */
    final long[] work;
    /** Checks that every way to here has passed, where a caller without the right credentials is stopped; null when some way passed none. */
    List<Screen> screens;
    /** Calls on the way that may stop a caller, and cannot be looked into. */
    List<Evidence> doubts;
    /** The status that has been answered through a response object, 0 for none. */
    int answered;
    /** A test of the session that decided that this caller does not come to where another one goes; null when there was none. */
    Evidence barred;
    /** A check that has refused this caller and has not stopped it; null when there is none. */
    Trace.Broken refused;
    /** Nothing comes to here. */
    boolean dead;

    /** Something has failed on the way. */
    boolean failing;

    State() {
        this(null);
    }

    State(State base) {
        this(new HashMap<>(), base);
        screens = List.of();
        doubts = List.of();
    }

    private State(Map<Integer, Value> cells, State base) {
        this.cells = cells;
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
    record Screen(Evidence at, boolean session, boolean presence, boolean thrown) {}

    State copy() {
        State other = new State(cells, base);
        shared = true;
        other.shared = true;
        other.screens = screens;
        other.doubts = doubts;
        other.answered = answered;
        other.barred = barred;
        other.dead = dead;
        other.failing = failing;
        other.refused = refused;
        return other;
    }

    Value get(int cell) {
        Value found = cells.get(cell);
        if (found == null && base != null) found = base.get(cell);
        return found == null ? Value.UNDEFINED : found;
    }

    void set(int cell, Value value) {
        if (cells.get(cell) == value) return;
        own();
        cells.put(cell, value);
    }

    private void own() {
        if (!shared) return;
        work[0] += cells.size();
        cells = new HashMap<>(cells);
        shared = false;
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

    /** Takes the cells of a state that is based on this one. */
    void keep(State other) {
        own();
        cells.putAll(other.cells);
    }

    /** Takes on what another state says. */
    void become(State other) {
        if (other == this) return;
        cells = other.cells;
        shared = true;
        other.shared = true;
        screens = other.screens;
        doubts = other.doubts;
        answered = other.answered;
        barred = other.barred;
        dead = other.dead;
        failing = other.failing;
        refused = other.refused;
    }

    /** What is known when one or the other came to here. */
    void join(State other) {
        if (other.dead) return;
        if (dead) {
            become(other);
            return;
        }
        if (cells != other.cells) {
            work[0] += other.cells.size();
            other.cells.forEach((cell, value) -> {
                Value own = cells.get(cell);
                if (own != value) set(cell, own == null ? value : Value.either(own, value));
            });
        }
        if (screens.isEmpty() || other.screens.isEmpty()) screens = List.of();
        else other.screens.forEach(this::screen);
        other.doubts.forEach(this::doubt);
        if (answered != other.answered) answered = Math.min(answered, other.answered);
        if (other.barred == null) barred = null;
        failing &= other.failing;
        if (refused == null) refused = other.refused;
    }
}
