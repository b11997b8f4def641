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
        // the names are the same on each way
        for (Expr.Name name : declare.target().names()) run.cell(scope, name.name());
        each(ways, state, test.test(), scope, (one, given) -> {
            machine.evaluator.take(declare.target(), given, one, scope, false);
            if (!one.dead) step(test, one, scope);
        });
    }

    private interface Way {
        void goes(State state, Value given);
    }

    /** Goes on from each way out of a call by itself. When it comes to a refusal on some of them, the call and this test are a check. */
    private void each(List<Run.Returned> ways, State state, Expr test, Scope scope, Way way) {
        Evidence barred = state.barred;
        boolean told = state.told;
        Run.Fork before = run.fork(state);
        boolean refuses = false;
        state.dead = true;
        for (Run.Returned r : ways) {
            State one = r.state().copy();
            one.barred = barred;
            one.told = told;
            Run.Fork fork = run.fork(one);
            way.goes(one, given(r, barred));
            refuses |= !r.state().failing && run.refusesSome(one, fork);
            state.join(one);
        }
        if (refuses) screened(state, before, screen(test, Value.ANY, scope));
    }

    /** Who is here, or has left since, has come past this. */
    private void screened(State state, Run.Fork since, State.Screen screen) {
        state.screen(screen);
        List<Run.Returned> returned = since.frame().returned;
        for (Run.Returned r : returned.subList(since.returns(), returned.size())) r.state().screen(screen);
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
            each(ways, state, test, scope, (one, given) -> condition(turned ? Operators.not(given) : given, test, then, otherwise, one,
                scope));
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
        boolean thenFree = free(test, value) || avoidable(test, "&&", state, scope);
        boolean otherFree = free(test, value) || avoidable(test, "||", state, scope);
        State aside = state.copy();
        boolean unsure = state.unsure;
        // what depends on what the caller shows is not done for just anyone
        boolean shown = value.has(Value.CREDENTIAL) || value.has(Value.COOKIE);
        state.unsure |= shown;
        aside.unsure |= shown;
        Run.Fork first = run.fork(state);
        int firstReturns = first.returns();
        steps(then, state, new Scope(scope, scope.file));
        boolean thenRefuses = !thenFree && run.refuses(state, first);
        Run.Fork second = run.fork(aside);
        steps(otherwise, aside, new Scope(scope, scope.file));
        boolean otherRefuses = !otherFree && run.refuses(aside, second);
        if (thenRefuses || otherRefuses) {
            State.Screen screen = screen(test, value, scope);
            List<Run.Thrown> thrown = run.throwing.peek();
            if (frame.returned.size() == firstReturns && thrown.size() > first.throwsBefore()) screen = screen.thrown(thrown.subList(
                first.throwsBefore(), thrown.size()), test);
            if (thenRefuses) aside.screen(screen);
            if (otherRefuses) state.screen(screen);
            List<Run.Returned> passed = thenRefuses ? frame.returned.subList(second.returns(), frame.returned.size())
                : frame.returned.subList(firstReturns, second.returns());
            for (Run.Returned r : passed) r.state().screen(screen);
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

    /** True for a test of what the caller writes as it likes: it keeps no one out who means to come in. */
    private static boolean free(Expr test, Value value) {
        return (value.marks() | Value.METHOD) == (Value.REQUEST | Value.METHOD) && !Denials.credential(Printed.of(test));
    }

    /** True when one of several tests that are joined by this operator is free, so that the others need not be met. */
    private boolean avoidable(Expr test, String operator, State state, Scope scope) {
        if (test instanceof Expr.Binary x && x.operator().equals(operator)) return avoidable(x.left(), operator, state, scope)
            || avoidable(x.right(), operator, state, scope) || plain(x.left()) && free(x.left(), machine.evaluator.eval(x.left(), state, scope))
            || plain(x.right()) && free(x.right(), machine.evaluator.eval(x.right(), state, scope));
        return false;
    }

    /** True for an expression that does nothing. */
    private static boolean plain(Expr e) {
        return !(e instanceof Expr.Call || e instanceof Expr.Assign || e instanceof Expr.Await || e instanceof Expr.Lambda)
            && e.parts().stream().allMatch(Statements::plain);
    }

    /** A test one way of which is for those only who are told that they may not. */
    State.Screen screen(Expr test, Value value, Scope scope) {
        return new State.Screen(Run.evidence(scope.file, test.start(), test.end(), "stops some callers"), value.has(Value.SESSION),
            machine.evaluator.presence(test, value), false);
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
        if (sure) return;
        // what is checked for each of several things is taken as checked
        List<State.Screen> inside = state.dead ? List.of() : state.screens;
        state.join(skipped);
        inside.forEach(state::screen);
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
            Run.Fork before = run.fork(start);
            boolean otherwise = false;
            boolean refuses = false;
            state.dead = true;
            for (Step.Case one : s.cases()) {
                otherwise |= one.test() == null;
                state.join(start.copy());
                Run.Fork fork = run.fork(state);
                steps(one.body(), state, scope);
                refuses |= run.refuses(state, fork);
            }
            if (!otherwise) state.join(start);
            if (refuses) screened(state, before, screen(s.value(), value, scope));
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
            Run.Fork fork = run.fork(failing);
            boolean wasFailing = before.failing;
            // who may be refused here has been refused inside, or fails for another reason
            run.decided++;
            handle(s, Value.nativeOf("thrown", null), failing, scope);
            run.decided--;
            // an exception that is turned into an answer which is not a refusal does not say that the caller may not
            boolean plain = failing.dead && run.throwing.peek().size() == fork.throwsBefore();
            for (int i = fork.returns(); i < frame.returned.size(); i++) {
                Trace.End end = Run.end(frame.returned.get(i).value().awaited(), frame.returned.get(i).state(), false, false, null);
                plain &= !end.says() && end.status() >= 400;
            }
            if (plain) {
                state.forget(before);
                for (Run.Returned r : frame.returned.subList(inside, behind)) r.state().forget(before);
            }
            if (failing.dead && run.refuses(failing, fork) && !state.dead) {
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
                // what follows is reached without a failure too: the checks before it count as passed, apart from those that were to fail
                List<State.Screen> passed = state.screens;
                boolean swallows = !failing.dead;
                state.join(failing);
                state.screens = passed;
                if (swallows) state.forget(before);
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
