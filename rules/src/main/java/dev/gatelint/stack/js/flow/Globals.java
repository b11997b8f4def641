package dev.gatelint.stack.js.flow;

import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.js.Step;
import dev.gatelint.stack.js.Target;
import dev.gatelint.stack.js.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The values of names at the top levels of files, each found once. */
final class Globals {
    /** So many names at the top level may wait for each other's values, within the stack of any thread. */
    private static final int MAX_OPEN = 200;
    private final Machine machine;
    private final Run run;
    private final Map<String, Map<String, Value>> named = new HashMap<>();
    private final Map<String, Map<String, Value>> globals = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    Globals(Machine machine) {
        this.machine = machine;
        this.run = machine.run;
    }

    /** The value of a name that a file imports, or declares at its top level; null for another. */
    Value named(String path, String name) {
        Map<String, Value> names = named.computeIfAbsent(path, key -> new HashMap<>());
        if (names.containsKey(name)) return names.get(name);
        Script script = machine.modules.script(path);
        boolean known = script != null && (script.imported(name).isPresent() || declares(script, name));
        Value value = known ? value(machine.modules.origin(path, name)) : null;
        if (open.isEmpty()) names.put(name, value); // what is being found now is not what it will be
        return value;
    }

    private static boolean declares(Script script, String name) {
        for (var step : script.body()) {
            if (step instanceof Step.Define d && d.function().name().equals(name)) return true;
            if (step instanceof Step.Run r && r.expr() instanceof Expr.Type t && t.name().equals(name)) return true;
            if (step instanceof Step.Declare d && d.target().names().stream().anyMatch(n -> n.name().equals(name))) return true;
        }
        return false;
    }

    Value value(Modules.Origin origin) {
        if (origin instanceof Modules.External external) return world(Value.external(external.source(), external.name()));
        if (origin instanceof Modules.Missing missing) return world(Value.external(missing.source(), missing.name()));
        Modules.Local local = (Modules.Local) origin;
        if (local.name().equals("*")) return Value.nativeOf("module", local.path());
        return global(local.path(), local.name());
    }

    private Value world(Value external) {
        Value known = machine.world.member(external, "");
        return known == null ? external : known;
    }

    private Value global(String path, String name) {
        Map<String, Value> names = globals.computeIfAbsent(path, key -> new HashMap<>());
        Value known = names.get(name);
        if (known != null) return known;
        String key = path + "\n" + name;
        Script script = machine.modules.script(path);
        if (script == null || open.size() == MAX_OPEN || !open.add(key)) return Value.ANY;
        Value found = run.load(top -> find(script, path, name, top));
        open.remove(key);
        names.put(name, found);
        return found;
    }

    private Value find(Script script, String path, String name, State top) {
        Scope scope = new Scope(null, path);
        for (Step step : script.body()) {
            if (step instanceof Step.Define define && define.function().name().equals(name)) {
                return new Value(Value.Kind.CLOSURE, new Value.Closure(path, define.function(), scope, Value.UNDEFINED), 0);
            }
            if (step instanceof Step.Run statement && statement.expr() instanceof Expr.Type type && type.name().equals(name)) {
                return new Value(Value.Kind.CLASS, new Value.Type(path, type, scope), 0);
            }
            if (step instanceof Step.Declare declare && declare.target().names().stream().anyMatch(n -> n.name().equals(name))) {
                if (declare.value() == null) return assigned(script, path, name, top);
                Value value = machine.evaluator.eval(declare.value(), top, scope);
                Scope inner = new Scope(null, path);
                machine.evaluator.bind(declare.target(), value, top, inner);
                int cell = inner.find(name);
                Value found = cell == 0 ? Value.ANY : top.get(cell);
                // `let` may be changed later by anyone
                return extended(declare.kind().equals("const") ? found : Value.either(found, Value.ANY), script, name, scope, top);
            }
        }
        return machine.world.global(name) == null ? Value.ANY : machine.world.global(name);
    }

    /** A variable without a value of its own: what the top level gives to it, if it does. */
    private Value assigned(Script script, String path, String name, State top) {
        Value found = Value.ANY;
        for (Expr.Assign assign : assignments(script, name)) {
            found = Value.either(found, machine.evaluator.eval(assign.value(), top, new Scope(null, path)));
        }
        return found;
    }

    /** {@code handler.use(a); handler.post(b)} at the top level add to the builder. */
    private Value extended(Value value, Script script, String name, Scope scope, State top) {
        if (value.kind() != Value.Kind.EXTERNAL && value.kind() != Value.Kind.CHAIN) return value;
        Value now = value;
        for (Step step : script.body()) {
            if (!(step instanceof Step.Run statement) || !(statement.expr() instanceof Expr.Call call)
                || !root(call).equals(name)) continue;
            Scope inner = new Scope(scope, scope.file);
            int cell = run.cell(inner, name);
            top.set(cell, now);
            Value made = machine.evaluator.eval(call, top, inner);
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

    private static List<Expr.Assign> assignments(Script script, String name) {
        List<Expr.Assign> found = new ArrayList<>();
        Walk.each(script.body(), e -> {
            if (e instanceof Expr.Assign a && a.operator().endsWith("=") && a.target() instanceof Target.Place p
                && p.place() instanceof Expr.Name n
                && n.name().equals(name) && found.size() < 4) found.add(a);
        });
        return found;
    }
}
