package dev.gatelint.stack.js.flow;

import dev.gatelint.model.Evidence;
import dev.gatelint.source.Span;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Target;
import dev.gatelint.stack.js.Walk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What expressions are, for the {@link Machine}. */
final class Evaluator {
    private static final Set<String> SAYS = Set.of("error", "message", "reason", "serverError", "code", "errors");
    private final Machine machine;
    final Operators operators;

    Evaluator(Machine machine) {
        this.machine = machine;
        this.operators = new Operators(machine);
    }

    Value eval(Expr e, State s, Scope scope) {
        if (e == null || s.dead || machine.run.spend()) return Value.ANY;
        if (e instanceof Expr.Name x) return name(x.name(), s, scope);
        if (e instanceof Expr.Text x) return Value.text(x.value());
        if (e instanceof Expr.Hidden) return Value.TRUTHY;
        if (e instanceof Expr.Scalar x) return scalar(x.text());
        if (e instanceof Expr.Regex x) return new Value(Value.Kind.REGEX, x, 0);
        if (e instanceof Expr.Template x) return template(x, s, scope);
        if (e instanceof Expr.Lambda x) return new Value(Value.Kind.CLOSURE,
            new Value.Closure(scope.file, x.function(), scope, Value.UNDEFINED), 0);
        if (e instanceof Expr.Type x) return new Value(Value.Kind.CLASS, new Value.Type(scope.file, x, scope), 0);
        if (e instanceof Expr.Await x) return eval(x.operand(), s, scope).awaited();
        if (e instanceof Expr.Member x) {
            Value object = eval(x.object(), s, scope);
            if (object.nullish() && !s.dead) {
                if (x.optional() || shortCircuits(x.object())) return Value.UNDEFINED.with(object.marks());
                raiseOn(object, s, scope.file, x);
                return Value.ANY;
            }
            return member(object, x.name(), s);
        }
        if (e instanceof Expr.Index x) {
            Value object = eval(x.object(), s, scope);
            Value index = eval(x.index(), s, scope);
            if (object.nullish() && !s.dead && object.has(Value.SESSION)) raiseOn(object, s, scope.file, x);
            if (index.text().isPresent() && (object.kind() == Value.Kind.OBJECT
                || object.kind() == Value.Kind.NATIVE)) return member(object, index.text().get(), s).with(index.marks() & Value.METHOD);
            if (object.kind() == Value.Kind.OBJECT && !object.fields().isEmpty()) {
                Value all = null;
                // in an order, as not all of many are kept
                for (Value field : new TreeMap<>(object.fields()).values()) all = all == null ? field : Value.either(all, field);
                return Value.either(all, Value.UNDEFINED);
            }
            return index.kind() == Value.Kind.NUMBER ? item(object, number(index)) : new Value(Value.Kind.ANY, null, object.marks());
        }
        if (e instanceof Expr.Call x) return machine.calls.call(x, s, scope);
        if (e instanceof Expr.Fields x) return fields(x, s, scope);
        if (e instanceof Expr.Items x) return items(x.elements(), s, scope);
        if (e instanceof Expr.Unary x) return operators.unary(x, s, scope);
        if (e instanceof Expr.Binary x) return operators.binary(x, s, scope);
        if (e instanceof Expr.Choice x) return operators.choice(x, s, scope);
        if (e instanceof Expr.Assign x) return assignment(x, s, scope);
        if (e instanceof Expr.Sequence x) {
            Value last = Value.UNDEFINED;
            for (Expr one : x.elements()) last = eval(one, s, scope);
            return last;
        }
        if (e instanceof Expr.Spread x) return eval(x.operand(), s, scope);
        if (e instanceof Expr.Element x) return element(x, s, scope);
        return Value.ANY;
    }

    /** {@code a?.b.c}: what follows an optional step is skipped with it. */
    static boolean shortCircuits(Expr e) {
        Expr at = e;
        while (true) {
            if (at instanceof Expr.Member member) {
                if (member.optional()) return true;
                at = member.object();
            } else if (at instanceof Expr.Call call) {
                if (call.kind() == Expr.Call.Kind.OPTIONAL) return true;
                at = call.callee();
            } else {
                return false;
            }
        }
    }

    void raiseOn(Value object, State s, String file, Expr at) {
        boolean session = object.has(Value.SESSION);
        machine.run.raise(Value.nativeOf("thrown", session ? Boolean.TRUE : null), s, session, session,
            Run.evidence(file, at.start(), at.end(), "throws a TypeError without a session"));
    }

    private Value name(String name, State s, Scope scope) {
        int cell = scope.find(name);
        if (cell != 0) return s.get(cell);
        if (name.equals("undefined")) return Value.UNDEFINED;
        if (name.equals("this") || name.equals("super")) return Value.ANY;
        Value known = machine.globals.named(scope.file, name);
        if (known != null) return known;
        Value global = machine.world.global(name);
        return global != null ? global : Value.external("", name);
    }

    private static Value scalar(String text) {
        return switch (text) {
            case "true" -> Value.of(true);
            case "false" -> Value.of(false);
            case "null" -> Value.NULL;
            default -> new Value(Value.Kind.NUMBER, text, 0);
        };
    }

    static int number(Value value) {
        try {
            return value.kind() == Value.Kind.NUMBER ? (int) Double.parseDouble(((String) value.data()).replace("_", "")) : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private Value template(Expr.Template x, State s, Scope scope) {
        StringBuilder text = new StringBuilder(x.texts().get(0));
        boolean known = true;
        int marks = 0;
        for (int i = 0; i < x.holes().size(); i++) {
            Value hole = eval(x.holes().get(i), s, scope);
            marks |= hole.marks();
            if (hole.kind() == Value.Kind.TEXT || hole.kind() == Value.Kind.NUMBER) text.append(hole.data());
            else known = false;
            text.append(x.texts().get(i + 1));
        }
        return known ? Value.text(text.toString()).with(marks) : Value.TRUTHY.with(marks);
    }

    Value member(Value object, String name, State s) {
        switch (object.kind()) {
            case UNION -> {
                Value all = null;
                for (Value one : object.items()) {
                    if (one.nullish()) continue;
                    Value got = member(one, name, s);
                    all = all == null ? got : Value.either(all, got);
                }
                return all == null ? Value.ANY : all;
            }
            case OBJECT -> {
                Value field = object.field(name);
                boolean absent = field.kind() == Value.Kind.UNDEFINED && !object.fields().containsKey(name);
                return absent ? Builtins.member(object, name) : field;
            }
            case NATIVE -> {
                if (object.is("module")) return machine.globals.value(machine.modules.export((String) object.natively().of(), name));
                Value known = machine.world.member(object, name);
                return known != null ? known : new Value(Value.Kind.ANY, null, object.marks());
            }
            case EXTERNAL -> {
                Value.External external = object.external();
                Value next = new Value(Value.Kind.EXTERNAL, new Value.External(external.source(),
                    external.path().equals("*") ? name : external.path() + "." + name), object.marks() & ~Value.METHOD);
                Value known = machine.world.member(next, "");
                return known != null ? known : next;
            }
            case CHAIN -> {
                return new Value(Value.Kind.NATIVE, new Value.Native("chain." + name, object), object.marks());
            }
            case CLASS -> {
                Value.Type type = (Value.Type) object.data();
                for (Expr.Field field : type.type().fields()) {
                    if (!field.isStatic() || !field.name().equals(name) || field.value() == null) continue;
                    return field.value() instanceof Expr.Lambda l
                        ? new Value(Value.Kind.CLOSURE, new Value.Closure(type.file(), l.function(), type.scope(), object), 0)
                        : eval(field.value(), s, type.scope());
                }
                return Value.ANY;
            }
            case PROMISE, TEXT, ARRAY, REGEX, CLOSURE, REPLY -> {
                return Builtins.member(object, name);
            }
            default -> {
                // what is below an unknown value is unknown too, but methods of it are worth a name
                return new Value(Value.Kind.NATIVE, new Value.Native("unknown." + name, object), object.marks()).kind() == Value.Kind.NATIVE
                    && Builtins.METHODS.contains(name) ? Value.nativeOf("builtin." + name, object).with(object.marks())
                    : new Value(Value.Kind.ANY, null, object.marks());
            }
        }
    }

    Value item(Value object, int index) {
        if (object.kind() == Value.Kind.ARRAY) return index < object.items().size() ? object.items().get(index)
            .with(object.marks() & Value.SESSION) : Value.UNDEFINED;
        if (object.kind() == Value.Kind.OBJECT) return object.field(Integer.toString(index));
        return new Value(Value.Kind.ANY, null, object.marks());
    }

    private Value fields(Expr.Fields x, State s, Scope scope) {
        Map<String, Value> fields = new LinkedHashMap<>();
        for (Expr.Entry entry : x.entries()) {
            Value value = eval(entry.value(), s, scope);
            if (value.is("resolve")) machine.calls.keep(value);
            if (entry.kind() == Expr.Entry.Kind.SPREAD) {
                if (value.kind() == Value.Kind.OBJECT) fields.putAll(value.fields());
                else if (value.is("module")) for (String name : machine.modules.exports((String) value.natively().of())) {
                    fields.put(name, member(value, name, s));
                }
                else if (!value.nullish()) fields.put("*", new Value(Value.Kind.ANY, null, value.marks()));
            } else if (entry.name().isEmpty()) {
                fields.put("*", Value.ANY);
            } else if (entry.kind() == Expr.Entry.Kind.GETTER) {
                fields.put(entry.name(), Value.ANY);
            } else if (entry.kind() != Expr.Entry.Kind.SETTER) {
                fields.put(entry.name(), value);
            }
        }
        return new Value(Value.Kind.OBJECT, Map.copyOf(fields), 0);
    }

    private Value items(List<Expr> elements, State s, Scope scope) {
        List<Value> items = new ArrayList<>();
        boolean known = elements.size() <= 200;
        for (Expr element : elements) {
            Value value = eval(element, s, scope);
            if (value.is("resolve")) machine.calls.keep(value);
            if (!(element instanceof Expr.Spread)) items.add(value);
            else if (value.kind() == Value.Kind.ARRAY) items.addAll(value.items());
            else known = false;
        }
        return known ? Value.array(items) : Value.TRUTHY;
    }

    /** Gives a value to the names of a declaration. */
    void bind(Target target, Value value, State state, Scope scope) {
        if (target instanceof Target.Place place) {
            if (place.place() instanceof Expr.Name name) state.set(machine.run.cell(scope, name.name()), value);
        } else {
            take(target, value, state, scope, true);
        }
    }

    /** Takes a value apart into a pattern; {@code fresh} declares the names, else they are assigned to. */
    void take(Target target, Value value, State state, Scope scope, boolean fresh) {
        if (target instanceof Target.Place place) {
            if (fresh) bind(place, value, state, scope);
            else assign(place.place(), value, state, scope);
            return;
        }
        Value whole = value;
        if (whole.nullish()) {
            // taking null apart throws: for this caller nothing goes on
            machine.run.raise(Value.nativeOf("thrown", null), state, whole.has(Value.SESSION), whole.has(Value.SESSION), null);
            return;
        }
        List<Target.Part> parts = target instanceof Target.Keys keys ? keys.parts() : ((Target.Slots) target).parts();
        for (int i = 0; i < parts.size(); i++) {
            Target.Part part = parts.get(i);
            if (part == null) continue;
            Value item = target instanceof Target.Slots ? item(whole, i) : part.name().isEmpty() ? Value.ANY
                : member(whole, part.name(), state);
            if (item.kind() == Value.Kind.UNDEFINED && part.fallback() != null) item = eval(part.fallback(), state, scope);
            take(part.target(), item, state, scope, fresh);
        }
        Target rest = target instanceof Target.Keys keys ? keys.rest() : ((Target.Slots) target).rest();
        if (rest != null) take(rest, target instanceof Target.Keys ? whole : new Value(Value.Kind.ANY, null, whole.marks()), state, scope,
            fresh);
    }

    private Value assignment(Expr.Assign x, State s, Scope scope) {
        if (x.operator().equals("=")) {
            Value value = eval(x.value(), s, scope);
            if (!s.dead) take(x.target(), value, s, scope, false);
            return value;
        }
        if (x.target() instanceof Target.Place place) {
            String operator = x.operator().substring(0, x.operator().length() - 1);
            Value value = operators.binary(new Expr.Binary(x.start(), x.end(), operator, place.place(), x.value()), s, scope);
            assign(place.place(), value, s, scope);
            return value;
        }
        return Value.ANY;
    }

    void assign(Expr place, Value value, State s, Scope scope) {
        if (value.is("resolve")) machine.calls.keep(value);
        if (place instanceof Expr.Name name) {
            int cell = scope.find(name.name());
            if (cell == 0) return;
            s.set(cell, value);
            if (cell < 0 && !machine.run.loads()) machine.run.disturbed = true;
        } else if (place instanceof Expr.Member member) {
            Value object = eval(member.object(), s, scope);
            if (object.kind() == Value.Kind.OBJECT) assign(member.object(), object.withField(member.name(), value), s, scope);
            else if (object.kind() == Value.Kind.NATIVE) machine.world.assign(machine, object, member.name(), value);
        }
    }

    private Value element(Expr.Element x, State s, Scope scope) {
        // what is drawn is of no interest, but it may call something
        for (Expr.Entry property : x.properties()) {
            if (!(property.value() instanceof Expr.Lambda)) eval(property.value(), s, scope);
        }
        for (Expr child : x.children()) if (!(child instanceof Expr.Lambda)) eval(child, s, scope);
        return Value.TRUTHY;
    }

    /** True for a test that only asks whether a cookie is there. */
    boolean presence(Expr test, Value value) {
        return value.has(Value.COOKIE) && !value.has(Value.OPAQUE) && !value.has(Value.ENVIRONMENT) && !value.has(Value.SESSION);
    }

    /** True when what is thrown says that the caller may not. */
    boolean deniesBy(Expr thrown, Value value) {
        return deniesBy(thrown, value, Denials::says);
    }

    /** The same in words that are said to callers only, and not of a service that is called. */
    boolean refusesBy(Expr thrown, Value value) {
        return !value.is("thrown") && deniesBy(thrown, value, Denials::refuses);
    }

    private boolean deniesBy(Expr thrown, Value value, Predicate<String> words) {
        if (value.is("thrown")) return Boolean.TRUE.equals(value.natively().of());
        if (saysNo(value, words)) return true;
        boolean[] found = {false};
        List<Expr> open = new ArrayList<>(List.of(thrown));
        while (!open.isEmpty()) {
            Expr e = open.remove(open.size() - 1);
            if (e instanceof Expr.Text t && words.test(t.value())) found[0] = true;
            if (e instanceof Expr.Scalar t && (t.text().equals("401") || t.text().equals("403"))) found[0] = true;
            if (e instanceof Expr.Template t && t.texts().stream().anyMatch(words)) found[0] = true;
            if (e instanceof Expr.Call c && words.test(c.callee().dotted())) found[0] = true;
            if (e instanceof Expr.Member m && words.test(m.name())) found[0] = true;
            open.addAll(e.parts());
        }
        return found[0];
    }

    /** True for a result such as {@code {error: "Unauthorized"}} or {@code {redirect: {destination: "/login"}}}. */
    static boolean saysNo(Value value) {
        return saysNo(value, Denials::says);
    }

    static boolean saysNo(Value value, Predicate<String> words) {
        if (value.kind() != Value.Kind.OBJECT) return false;
        for (var field : new TreeMap<>(value.fields()).entrySet()) {
            Value v = field.getValue();
            if (field.getKey().equals("redirect") && v.kind() == Value.Kind.OBJECT) {
                return v.field("destination").text().map(Denials::login).orElse(true);
            }
            if (SAYS.contains(field.getKey()) && (v.text().map(words::test).orElse(false) || saysNo(v, words))) return true;
            if ((field.getKey().equals("status") || field.getKey().equals("statusCode")) && v.kind() == Value.Kind.NUMBER
                && (v.data().equals("401") || v.data().equals("403"))) return true;
        }
        return false;
    }

    Evidence at(String file, Expr e, String why) {
        return Run.evidence(file, e.start(), e.end(), why);
    }
}
