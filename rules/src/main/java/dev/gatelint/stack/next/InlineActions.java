package dev.gatelint.stack.next;

import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Function;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.js.Target;
import dev.gatelint.stack.js.Walk;
import dev.gatelint.stack.js.flow.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Server actions that stand inside of components. One that uses nothing of its component can be called by anyone. What another takes from
 * around it is sealed into the page when that is rendered, so only who gets the page can call it: it is run behind all that the component
 * does before.
 */
final class InlineActions {
    private static final int ARGUMENTS = 4;

    private InlineActions() {}

    /**
     * An action.
     *
     * @param run       what is run: the action itself, or the component up to it and then the action
     * @param arguments of {@code run}
     */
    record Action(Function function, Function run, List<Value> arguments) {}

    /** The actions of a file, in the order in which they stand. */
    static List<Action> of(Script script) {
        List<Function> all = new ArrayList<>();
        Walk.each(script.body(), expr -> {
            if (expr instanceof Expr.Lambda lambda) all.add(lambda.function());
        });
        Walk.functions(script.body(), all::add);
        return all.stream().distinct().filter(function -> function.directives().contains("use server"))
            .sorted(Comparator.comparingInt(Function::start))
            .map(function -> action(function, all)).toList();
    }

    private static Action action(Function function, List<Function> all) {
        List<Function> around = all.stream().filter(other -> other != function && other.start() <= function.start()
            && function.end() <= other.end())
            .sorted(Comparator.comparingInt(Function::start)).toList();
        List<Value> sent = new ArrayList<>();
        for (int i = 0; i < ARGUMENTS; i++) sent.add(NextWorld.sent());
        if (!captures(function, around)) return new Action(function, function, sent);
        List<Step> before = new ArrayList<>();
        List<Function.Param> params = new ArrayList<>();
        List<Value> arguments = new ArrayList<>();
        for (Function outer : around) {
            for (Step step : outer.body()) {
                if (step.end() > function.start()) break;
                before.add(step);
            }
            params.addAll(outer.params());
            outer.params().forEach(param -> arguments.add(NextWorld.sent()));
        }
        List<Expr> given = new ArrayList<>();
        for (int i = 0; i < ARGUMENTS; i++) {
            Expr.Name name = new Expr.Name(function.start(), function.start(), "argument " + i);
            given.add(name);
            params.add(new Function.Param(new Target.Place(name), "", false, null));
        }
        arguments.addAll(sent);
        Expr call = new Expr.Call(function.start(), function.end(), Expr.Call.Kind.CALL, new Expr.Lambda(function), given);
        before.add(new Step.Return(function.start(), function.end(), call));
        return new Action(function, new Function(function.start(), function.end(), function.name(), function.nameStart(),
            function.nameEnd(), true, false, false,
            params, -1, before, List.of()), arguments);
    }

    private static boolean captures(Function function, List<Function> around) {
        Set<String> theirs = new HashSet<>();
        around.forEach(outer -> names(outer, theirs));
        Set<String> own = new HashSet<>();
        names(function, own);
        boolean[] found = {false};
        Walk.each(function.body(), expr -> found[0] |= expr instanceof Expr.Name name && theirs.contains(name.name())
            && !own.contains(name.name()));
        return found[0];
    }

    private static void names(Function function, Set<String> into) {
        for (Function.Param param : function.params()) param.target().names().forEach(name -> into.add(name.name()));
        for (Step step : function.body()) {
            if (step instanceof Step.Declare declare) declare.target().names().forEach(name -> into.add(name.name()));
        }
    }
}
