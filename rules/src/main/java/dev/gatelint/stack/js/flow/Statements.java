package dev.gatelint.stack.js.flow;

import dev.gatelint.model.Evidence;
import dev.gatelint.source.Span;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Printed;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.js.Target;
import dev.gatelint.stack.js.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What statements do to what is known, for the {@link Machine}. */
final class Statements {
    private final Machine machine;
    private final Run run;
    private final Promises promises = new Promises();

    Statements(Machine machine) {
        this.machine = machine;
        this.run = machine.run;
    }

    void steps(List<Step> steps, State state, Scope scope) {
        for (Step step : steps) {
            if (step instanceof Step.Define define) {
                state.set(run.cell(scope, define.function().name()), new Value(Value.Kind.CLOSURE,
                    new Value.Closure(scope.file, define.function(), scope, Value.UNDEFINED), 0));
            }
        }
        for (int i = 0; i < steps.size(); i++) {
            if (state.dead || run.spend()) return;
            if (steps.get(i) instanceof Step.Declare declare && i + 1 < steps.size() && steps.get(i + 1) instanceof Step.If test
                && asks(declare.value())) {
                declared(declare, test, state, scope);
                i++;
            } else {
                step(steps.get(i), state, scope);
            }
        }
    }

    private static boolean asks(Expr value) {
        return value instanceof Expr.Call || value instanceof Expr.Await await && await.operand() instanceof Expr.Call;
    }

    /** {@code const answer = check(); if (!answer) …}: each way out of the call meets the test with what it gave and with what it did. */
    private void declared(Step.Declare declare, Step.If test, State state, Scope scope) {
        run.lastReturned = null;
        Value value = initial(declare, state, scope);
        if (state.dead) return;
        List<Run.Returned> ways = run.lastReturned;
        if (!differ(ways, value)) {
            machine.evaluator.bind(declare.target(), value, state, scope);
            if (!state.dead) step(test, state, scope);
            return;
        }
        Evidence barred = state.barred;
        boolean told = state.told;
        state.dead = true;
        // the names are the same on each way
        for (Expr.Name name : declare.target().names()) run.cell(scope, name.name());
        for (Run.Returned way : ways) {
            State one = way.state().copy();
            one.barred = barred;
            one.told = told;
            machine.evaluator.take(declare.target(), given(way, barred), one, scope, false);
            if (!one.dead) step(test, one, scope);
            state.join(one);
        }
    }

    private static Value given(Run.Returned way, Evidence barred) {
        Value value = way.value().awaited();
        return way.says(barred) ? value.with(Value.SESSION) : value;
    }

    /** True when a call came out in ways that a test can tell apart. */
    private static boolean differ(List<Run.Returned> ways, Value value) {
        if (ways == null || ways.size() < 2 || ways.size() > 6 || value.kind() == Value.Kind.PROMISE) return false;
        return ways.stream().map(way -> way.value().awaited().truth()).distinct().count() > 1
            || ways.stream().anyMatch(way -> !way.value().awaited().fields().isEmpty());
    }

    private void step(Step step, State state, Scope scope) {
        if (step instanceof Step.Declare s) {
            Value value = s.value() == null ? Value.UNDEFINED : initial(s, state, scope);
            if (!state.dead) machine.evaluator.bind(s.target(), value, state, scope);
        } else if (step instanceof Step.Run s) {
            run(s, state, scope);
        } else if (step instanceof Step.If s) {
            condition(s.test(), s.then(), s.otherwise(), state, scope);
        } else if (step instanceof Step.Return s) {
            run.lastReturned = null;
            Value value = s.value() == null ? Value.UNDEFINED : machine.evaluator.eval(s.value(), state, scope);
            if (state.dead) return;
            boolean handsOver = s.value() instanceof Expr.Call || s.value() instanceof Expr.Await await
                && await.operand() instanceof Expr.Call;
            if (handsOver && run.lastReturned != null) {
                // what the other function returns is returned here, each end by itself
                run.frames.peek().returned.addAll(run.lastReturned);
                state.dead = true;
                return;
            }
            if (Evaluator.saysNo(value.awaited(), Denials::refuses)) run.refuse(state,
                Run.evidence(scope.file, s.start(), s.end(), "refuses"));
            if (state.refused != null && state.refused.answered(value.awaited())) run.trace.add(state.refused);
            run.frames.peek().returned.add(new Run.Returned(value, state.copy(), false,
                Run.evidence(scope.file, s.start(), s.end(), "returns")));
            state.dead = true;
        } else if (step instanceof Step.Throw s) {
            Value value = machine.evaluator.eval(s.value(), state, scope);
            if (state.dead) return;
            if (machine.evaluator.refusesBy(s.value(), value)) run.refuse(state, Run.evidence(scope.file, s.start(), s.end(), "throws"));
            boolean again = value.is("thrown") && value.natively().of() != null;
            run.raise(again ? value : Value.nativeOf("thrown", value), state, again
                && Boolean.TRUE.equals(value.natively().of()), machine.evaluator.deniesBy(s.value(), value),
                Run.evidence(scope.file, s.start(), s.end(), "throws"));
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
        boolean kept = s.value() instanceof Expr.Call && s.target() instanceof Target.Place place
            && place.place() instanceof Expr.Name name && !run.calls.isEmpty()
            && !promises.awaited(run.calls.peek().function(), name.name());
        if (!kept) return machine.evaluator.eval(s.value(), state, scope);
        State before = state.copy();
        List<Run.Thrown> mine = new ArrayList<>();
        run.throwing.push(mine);
        run.wasAsync = false;
        Value value = machine.evaluator.eval(s.value(), state, scope);
        run.throwing.pop();
        Expr.Call call = (Expr.Call) s.value();
        Run.Thrown refusal = mine.stream().filter(Run.Thrown::denied).findFirst().orElse(null);
        if (refusal == null || value.kind() != Value.Kind.PROMISE && !(state.dead && run.wasAsync)) {
            if (!run.throwing.isEmpty()) run.throwing.peek().addAll(mine);
            return value;
        }
        run.trace.add(new Trace.Broken(Trace.Broken.Kind.NOT_AWAITED, new Span(scope.file, call.start(), call.callee().end()),
            Printed.of(call), refusal.at(),
            !run.calls.isEmpty() && run.calls.peek().function().async()));
        if (state.dead) state.become(before);
        else state.join(before);
        return Value.promise(Value.ANY);
    }

    /** A statement: a promise that no one waits for takes its exceptions with it. */
    private void run(Step.Run s, State state, Scope scope) {
        run.dropped = s.expr() instanceof Expr.Await await ? await.operand() : s.expr();
        if (!(s.expr() instanceof Expr.Call call)) {
            machine.evaluator.eval(s.expr(), state, scope);
            return;
        }
        State before = state.copy();
        List<Run.Thrown> mine = new ArrayList<>();
        run.throwing.push(mine);
        run.wasAsync = false;
        Value value = machine.evaluator.eval(call, state, scope);
        run.throwing.pop();
        if (value.kind() == Value.Kind.PROMISE || state.dead && run.wasAsync) {
            for (Run.Thrown t : mine) {
                if (t.denied()) run.trace.add(new Trace.Broken(Trace.Broken.Kind.NOT_AWAITED,
                    new Span(scope.file, call.start(), call.callee().end()), Printed.of(call), t.at(),
                    !run.calls.isEmpty() && run.calls.peek().function().async()));
            }
            if (state.dead) state.become(before);
            else if (!mine.isEmpty()) state.join(before);
            return;
        }
        for (Run.Thrown t : mine) if (!run.throwing.isEmpty()) run.throwing.peek().add(t);
        if (!state.dead && state.answered != before.answered && (state.answered == 401
            || state.answered == 403)) unsent = Run.evidence(scope.file, call.start(), call.end(), "answers " + state.answered);
        if (value.reply() != null && !value.reply().onward() && !state.dead) unsent = Run.evidence(scope.file, call.start(), call.end(),
            "is made and not returned");
    }

    /** An answer that was made as a statement of its own, and so is lost. */
    private Evidence unsent;

    private void condition(Expr test, List<Step> then, List<Step> otherwise, State state, Scope scope) {
        run.lastReturned = null;
        Value value = machine.evaluator.eval(test, state, scope);
        if (state.dead) return;
        boolean turned = test instanceof Expr.Unary not && not.operator().equals("!");
        List<Run.Returned> ways = asks(turned ? ((Expr.Unary) test).operand() : test) ? run.lastReturned : null;
        if (value.truth() == null && differ(ways, value)) {
            Evidence barred = state.barred;
            boolean told = state.told;
            state.dead = true;
            for (Run.Returned way : ways) {
                State one = way.state().copy();
                one.barred = barred;
                one.told = told;
                Value given = given(way, barred);
                condition(turned ? Operators.not(given) : given, test, then, otherwise, one, scope);
                state.join(one);
            }
            return;
        }
        condition(value, test, then, otherwise, state, scope);
    }

    private void condition(Value value, Expr test, List<Step> then, List<Step> otherwise, State state, Scope scope) {
        Boolean decided = value.truth();
        Run.Frame frame = run.frames.peek();
        if (decided != null) {
            List<Step> taken = decided ? then : otherwise;
            List<Step> other = decided ? otherwise : then;
            boolean session = value.has(Value.SESSION) && value.kind() != Value.Kind.PROMISE && machine.world.stranger();
            State start = session ? state.copy() : state;
            int returns = frame.returned.size();
            int throwsBefore = run.throwing.peek().size();
            int answered = state.answered;
            unsent = null;
            if (session) run.decided++;
            steps(taken, state, new Scope(scope, scope.file));
            if (!session) return;
            run.decided--;
            run.trace.tests.add(new Span(scope.file, test.start(), test.end()));
            Evidence at = Run.evidence(scope.file, test.start(), test.end(), "stops callers without a session");
            if (state.dead) {
                for (int i = returns; i < frame.returned.size(); i++) {
                    Run.Returned r = frame.returned.get(i);
                    frame.returned.set(i, new Run.Returned(r.value(), r.state(), true, at));
                }
                List<Run.Thrown> thrown = run.throwing.peek();
                for (int i = throwsBefore; i < thrown.size(); i++) {
                    Run.Thrown t = thrown.get(i);
                    thrown.set(i, new Run.Thrown(Value.nativeOf("thrown", Boolean.TRUE), t.state(), true, true, at));
                }
            } else if (leaves(other)) {
                state.told = true;
                // who is kept from a refusal comes in, and who is only sent elsewhere misses nothing
                if (answers(other, start, scope)) state.barred = at;
            } else {
                boolean answers = state.answered != answered && (state.answered == 401 || state.answered == 403);
                if (answers || unsent != null) {
                    state.refused = new Trace.Broken(Trace.Broken.Kind.GOES_ON, new Span(scope.file, test.start(), test.end()), "if ("
                        + Printed.of(test) + ")", unsent, false);
                }
            }
            return;
        }
        State aside = state.copy();
        boolean unsure = state.unsure;
        // what depends on what the caller shows is not done for just anyone
        boolean shown = value.has(Value.CREDENTIAL) || value.has(Value.COOKIE);
        state.unsure |= shown;
        aside.unsure |= shown;
        int returns = frame.returned.size();
        int firstReturns = returns;
        int throwsBefore = run.throwing.peek().size();
        steps(then, state, new Scope(scope, scope.file));
        boolean thenDenies = state.dead && run.denies(frame, returns, throwsBefore);
        returns = frame.returned.size();
        throwsBefore = run.throwing.peek().size();
        steps(otherwise, aside, new Scope(scope, scope.file));
        boolean otherDenies = aside.dead && run.denies(frame, returns, throwsBefore);
        if (thenDenies || otherDenies) {
            State.Screen screen = new State.Screen(Run.evidence(scope.file, test.start(), test.end(), "stops some callers"),
                value.has(Value.SESSION), machine.evaluator.presence(test, value),
                frame.returned.size() == firstReturns && !Denials.credential(Printed.of(test)));
            if (thenDenies && !aside.dead) aside.screen(screen);
            if (otherDenies && !state.dead) state.screen(screen);
        }
        // what only the environment decides is the same for all callers: a check on one of the ways is taken as made
        boolean environment = (value.marks() & ~Value.OPAQUE) == Value.ENVIRONMENT;
        if (environment && state.dead && !aside.dead && run.calls.size() > 1) {
            frame.returned.subList(firstReturns, frame.returned.size()).removeIf(r -> r.value().kind() == Value.Kind.UNDEFINED);
        }
        if (environment && !state.dead && !aside.dead) {
            List<State.Screen> there = state.screens;
            aside.screens.forEach(state::screen);
            there.forEach(aside::screen);
        }
        state.join(aside);
        state.unsure = unsure;
    }

    /** True when these steps, if they were taken, would give an answer that is worth having; nothing that they do is kept. */
    private boolean answers(List<Step> steps, State state, Scope scope) {
        Trace kept = run.trace;
        run.trace = new Trace();
        Run.Frame frame = new Run.Frame();
        boolean before = run.supposing;
        run.supposing = true;
        run.frames.push(frame);
        run.throwing.push(new ArrayList<>());
        steps(steps, state, new Scope(scope, scope.file));
        run.supposing = before;
        boolean answers = frame.returned.stream().anyMatch(r -> {
            Value value = r.value().awaited();
            boolean elsewhere = value.reply() != null && value.reply().status() >= 300 && value.reply().status() < 400
                || value.fields().containsKey("redirect");
            return !elsewhere && !r.denied() && Run.end(value, r.state(), false, false, null).success();
        });
        run.throwing.pop();
        run.frames.pop();
        run.trace = kept;
        return answers;
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
        Run.Frame frame = run.frames.peek();
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
        Run.Frame frame = run.frames.peek();
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
        Value over = s.test() == null ? Value.ANY : machine.evaluator.eval(s.test(), state, scope);
        if (state.dead) return;
        if (s.target() != null && over.kind() == Value.Kind.ARRAY && over.items().size() <= 16) {
            labelled("", true, state, () -> {
                for (Value item : over.items()) {
                    if (state.dead) return;
                    labelled("", false, state, () -> {
                        Scope inner = new Scope(scope, scope.file);
                        machine.evaluator.take(s.target(), item, state, inner, true);
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
            if (s.target() != null) machine.evaluator.take(s.target(), new Value(Value.Kind.ANY, null, over.marks()), state, inner, true);
            steps(s.body(), state, inner);
        });
        if (!sure) state.join(skipped);
    }

    private void choose(Step.Switch s, State state, Scope scope) {
        Value value = machine.evaluator.eval(s.value(), state, scope);
        if (state.dead) return;
        labelled("switch", false, state, () -> {
            int found = -1;
            boolean decided = true;
            for (int i = 0; i < s.cases().size() && found < 0; i++) {
                Step.Case one = s.cases().get(i);
                if (one.test() == null) continue;
                Value test = machine.evaluator.eval(one.test(), state, scope);
                Boolean same = Operators.same(value, test);
                machine.evaluator.operators.method(value, test, scope.file, one.start(), one.test().end());
                if (same == null) decided = false;
                else if (same && decided) found = i;
            }
            if (decided) {
                if (found < 0) for (int i = 0; i < s.cases().size(); i++) if (s.cases().get(i).test() == null) found = i;
                for (int i = Math.max(found, 0); found >= 0 && i < s.cases().size()
                    && !state.dead; i++) steps(s.cases().get(i).body(), state, scope);
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
        List<Run.Thrown> mine = new ArrayList<>();
        run.throwing.push(mine);
        int inside = run.frames.peek().returned.size();
        steps(s.body(), state, new Scope(scope, scope.file));
        run.throwing.pop();
        int behind = run.frames.peek().returned.size();
        if (s.handler() == null) {
            for (Run.Thrown t : mine) run.throwing.peek().add(t);
        } else {
            State after = state.copy();
            for (Run.Thrown t : mine) if (t.denied()) caught(s, t, state, scope);
            // anything may fail on the way
            State failing = before.copy();
            if (!after.dead) failing.join(after);
            for (Run.Thrown t : mine) if (!t.denied()) failing.join(t.state().copy());
            failing.failing = true;
            failing.answered = before.answered;
            failing.screens = before.screens;
            Run.Frame frame = run.frames.peek();
            int returns = frame.returned.size();
            int throwsBefore = run.throwing.peek().size();
            boolean wasFailing = before.failing;
            // who may be refused here has been refused inside, or fails for another reason
            run.decided++;
            handle(s, Value.nativeOf("thrown", null), failing, scope);
            run.decided--;
            // an exception that is turned into an answer which is not a refusal does not say that the caller may not
            boolean plain = failing.dead && run.throwing.peek().size() == throwsBefore;
            for (int i = returns; i < frame.returned.size(); i++) {
                Trace.End end = Run.end(frame.returned.get(i).value().awaited(), frame.returned.get(i).state(), false, false, null);
                plain &= !end.says() && end.status() >= 400;
            }
            if (plain) {
                state.forget(before);
                for (Run.Returned r : frame.returned.subList(inside, behind)) r.state().forget(before);
            }
            if (failing.dead && run.denies(frame, returns, throwsBefore) && !state.dead) {
                state.screen(new State.Screen(Run.evidence(scope.file, s.start(), s.start() + 3, "stops callers for whom it fails"), false,
                    false, false));
            }
            if (!failing.dead && answersFailure(failing, before)) {
                // the request is over; what may follow is lost
                frame.returned.add(new Run.Returned(Value.UNDEFINED, failing.copy(), false,
                    Run.evidence(scope.file, s.start(), s.start() + 3, "answers a failure")));
                failing.dead = true;
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

    private static boolean answersFailure(State now, State before) {
        return now.answered != before.answered && (now.answered >= 400 || now.answered == Machine.SOME_STATUS);
    }

    private void caught(Step.Try s, Run.Thrown t, State state, Scope scope) {
        State way = t.state().copy();
        Run.Frame frame = run.frames.peek();
        int returns = frame.returned.size();
        int throwsBefore = run.throwing.peek().size();
        run.decided++;
        handle(s, Value.nativeOf("thrown", Boolean.TRUE), way, scope);
        run.decided--;
        for (int i = returns; i < frame.returned.size(); i++) {
            Run.Returned r = frame.returned.get(i);
            frame.returned.set(i, new Run.Returned(r.value(), r.state(), true, t.at()));
        }
        List<Run.Thrown> thrown = run.throwing.peek();
        for (int i = throwsBefore; i < thrown.size(); i++) {
            Value value = t.value().equals(Machine.FAILED_LOOKUP) ? t.value() : thrown.get(i).value();
            thrown.set(i, new Run.Thrown(value, thrown.get(i).state(), true, true, t.at()));
        }
        if (way.dead) return;
        boolean other = t.at() == null || t.value().equals(Machine.FAILED_LOOKUP) || kept(s);
        Trace.Broken swallowed = other ? null : swallowed(s, t.at(), scope);
        if (answersFailure(way, t.state())) {
            // the refusal is answered; what is sent after it is lost
            way.answered = 401;
            way.refused = swallowed;
        } else if (way.refused == null) {
            way.refused = swallowed;
        }
        state.join(way);
    }

    /** True when the handler keeps what was thrown for later: {@code catch (e) { error = e }}. */
    private static boolean kept(Step.Try s) {
        if (!(s.caught() instanceof Target.Place place) || !(place.place() instanceof Expr.Name name)) return false;
        boolean[] kept = {false};
        Walk.each(s.handler(), expr -> kept[0] |= expr instanceof Expr.Assign assign && assign.value() instanceof Expr.Name value
            && value.name().equals(name.name()));
        return kept[0];
    }

    /** At the refusal itself, or at the call that leads to it when that is the only one in the {@code try}. */
    private static Trace.Broken swallowed(Step.Try s, Evidence refusal, Scope scope) {
        Evidence catches = Run.evidence(scope.file, s.start(), s.start() + 3, "catches it and goes on");
        boolean here = refusal.at().file().equals(scope.file) && refusal.at().start() >= s.start() && refusal.at().end() <= s.end();
        List<Expr> calls = new ArrayList<>();
        if (!here) Walk.each(s.body(), expr -> {
            if (expr instanceof Expr.Call) calls.add(expr);
        });
        Span at = calls.size() == 1 ? new Span(scope.file, calls.get(0).start(), calls.get(0).end()) : refusal.at();
        return new Trace.Broken(Trace.Broken.Kind.SWALLOWED, at, "throw", catches, false);
    }

    private void handle(Step.Try s, Value error, State state, Scope scope) {
        Scope inner = new Scope(scope, scope.file);
        if (s.caught() != null) {
            if (s.caught() instanceof Target.Place) machine.evaluator.bind(s.caught(), error, state, inner);
            else for (Expr.Name name : s.caught().names()) state.set(run.cell(inner, name.name()), Value.ANY);
        }
        steps(s.handler(), state, inner);
    }
}
