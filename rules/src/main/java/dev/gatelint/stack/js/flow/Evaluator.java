package dev.gatelint.stack.js.flow;

import dev.gatelint.model.Evidence;
import dev.gatelint.source.Span;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Modules;
import dev.gatelint.stack.js.Script;
import dev.gatelint.stack.js.Target;
import dev.gatelint.stack.js.Walk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What expressions are, for the {@link Machine}. */
final class Evaluator {
    private final Machine machine;

    Evaluator(Machine machine) {
        this.machine = machine;
    }

    Value eval(Expr e, State s, Scope scope) {
        if (e == null || s.dead || machine.spend()) return Value.ANY;
        if (e instanceof Expr.Name x) return name(x.name(), s, scope);
        if (e instanceof Expr.Text x) return Value.text(x.value());
        if (e instanceof Expr.Hidden) return Value.TRUTHY;
        if (e instanceof Expr.Scalar x) return scalar(x.text());
        if (e instanceof Expr.Regex x) return new Value(Value.Kind.REGEX, x, 0);
        if (e instanceof Expr.Template x) return template(x, s, scope);
        if (e instanceof Expr.Lambda x) return new Value(Value.Kind.CLOSURE, new Value.Closure(scope.file, x.function(), scope, Value.UNDEFINED), 0);
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
            if (index.text().isPresent() && object.kind() == Value.Kind.OBJECT) return member(object, index.text().get(), s).with(index.marks() & Value.METHOD);
            if (object.kind() == Value.Kind.OBJECT && !object.fields().isEmpty()) {
                Value all = null;
                for (Value field : object.fields().values()) all = all == null ? field : Value.either(all, field);
                return Value.either(all, Value.UNDEFINED);
            }
            return index.kind() == Value.Kind.NUMBER ? item(object, number(index)) : new Value(Value.Kind.ANY, null, object.marks());
        }
        if (e instanceof Expr.Call x) return call(x, s, scope);
        if (e instanceof Expr.Fields x) return fields(x, s, scope);
        if (e instanceof Expr.Items x) return items(x.elements(), s, scope);
        if (e instanceof Expr.Unary x) return unary(x, s, scope);
        if (e instanceof Expr.Binary x) return binary(x, s, scope);
        if (e instanceof Expr.Choice x) return choice(x, s, scope);
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
    private static boolean shortCircuits(Expr e) {
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

    private void raiseOn(Value object, State s, String file, Expr at) {
        boolean session = object.has(Value.SESSION);
        machine.raise(Value.nativeOf("thrown", session ? Boolean.TRUE : null), s, session, session,
            machine.evidence(file, at.start(), at.end(), "throws a TypeError without a session"));
    }

    private Value name(String name, State s, Scope scope) {
        int cell = scope.find(name);
        if (cell >= 0) return s.get(cell);
        if (name.equals("undefined")) return Value.UNDEFINED;
        if (name.equals("this") || name.equals("super")) return Value.ANY;
        Script script = machine.modules.script(scope.file);
        boolean known = script != null && (script.imported(name).isPresent() || declares(script, name));
        if (known) return machine.value(machine.modules.origin(scope.file, name));
        Value global = machine.world.global(name);
        return global != null ? global : Value.external("", name);
    }

    private static boolean declares(Script script, String name) {
        for (var step : script.body()) {
            if (step instanceof dev.gatelint.stack.js.Step.Define d && d.function().name().equals(name)) return true;
            if (step instanceof dev.gatelint.stack.js.Step.Run r && r.expr() instanceof Expr.Type t && t.name().equals(name)) return true;
            if (step instanceof dev.gatelint.stack.js.Step.Declare d && d.target().names().stream().anyMatch(n -> n.name().equals(name))) return true;
        }
        return false;
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
                return field.kind() == Value.Kind.UNDEFINED ? Builtins.member(object, name) : field;
            }
            case NATIVE -> {
                if (object.is("module")) return machine.value(machine.modules.export((String) object.natively().of(), name));
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
                    && Builtins.METHODS.contains(name) ? Value.nativeOf("builtin." + name, object).with(object.marks()) : new Value(Value.Kind.ANY, null, object.marks());
            }
        }
    }

    Value item(Value object, int index) {
        if (object.kind() == Value.Kind.ARRAY) return index < object.items().size() ? object.items().get(index).with(object.marks() & Value.SESSION) : Value.UNDEFINED;
        if (object.kind() == Value.Kind.OBJECT) return object.field(Integer.toString(index));
        return new Value(Value.Kind.ANY, null, object.marks());
    }

    private Value fields(Expr.Fields x, State s, Scope scope) {
        Map<String, Value> fields = new LinkedHashMap<>();
        for (Expr.Entry entry : x.entries()) {
            Value value = eval(entry.value(), s, scope);
            if (value.is("resolve")) machine.keep(value);
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
            if (value.is("resolve")) machine.keep(value);
            if (!(element instanceof Expr.Spread)) items.add(value);
            else if (value.kind() == Value.Kind.ARRAY) items.addAll(value.items());
            else known = false;
        }
        return known ? Value.array(items) : Value.TRUTHY;
    }

    private Value unary(Expr.Unary x, State s, Scope scope) {
        Value value = eval(x.operand(), s, scope);
        // a promise is true, whoever calls
        if (value.kind() == Value.Kind.PROMISE && x.operator().startsWith("!")) return Value.of(x.operator().equals("!!"));
        switch (x.operator()) {
            case "!!" -> {
                return value;
            }
            case "!" -> {
                Boolean truth = value.truth();
                return truth == null ? new Value(Value.Kind.ANY, null, value.marks()) : Value.of(!truth).with(value.marks());
            }
            case "void" -> {
                return Value.UNDEFINED;
            }
            case "typeof" -> {
                String type = switch (value.kind()) {
                    case UNDEFINED -> "undefined";
                    case NULL, OBJECT, ARRAY, PROMISE, REPLY -> "object";
                    case BOOLEAN -> "boolean";
                    case TEXT -> "string";
                    case NUMBER -> "number";
                    case CLOSURE, CLASS -> "function";
                    default -> null;
                };
                return type == null ? new Value(Value.Kind.ANY, null, value.marks()) : Value.text(type).with(value.marks());
            }
            default -> {
                return x.operator().equals("-") && value.kind() == Value.Kind.NUMBER ? new Value(Value.Kind.NUMBER, "-" + value.data(), 0)
                    : new Value(Value.Kind.ANY, null, value.marks());
            }
        }
    }

    private Value binary(Expr.Binary x, State s, Scope scope) {
        String operator = x.operator();
        Value left = eval(x.left(), s, scope);
        if (operator.equals("&&") || operator.equals("||") || operator.equals("??")) {
            Boolean goes = operator.equals("??") ? left.absent() : left.truth();
            if (goes != null && operator.equals("||")) goes = !goes;
            if (goes != null && !goes) return left;
            if (goes != null) return eval(x.right(), s, scope).with(left.marks() & Value.SESSION);
            State aside = s.copy();
            Value right = eval(x.right(), aside, scope);
            s.join(aside);
            int marks = left.marks() | right.marks();
            // when the left decides alone, the right has no say
            Boolean second = right.truth();
            if (operator.equals("&&") && Boolean.FALSE.equals(second) || operator.equals("||") && Boolean.TRUE.equals(second)) {
                Value kept = operator.equals("&&") ? Value.FALSY : Value.TRUTHY;
                return right.kind() == Value.Kind.BOOLEAN || operator.equals("&&") ? kept.with(marks) : Value.either(strip(left), right).with(marks);
            }
            Value known = operator.equals("&&") ? right : left;
            if (known.kind() == Value.Kind.EXTERNAL || right.kind() == Value.Kind.EXTERNAL) return Value.either(left, right).with(marks);
            if (!operator.equals("&&") && left.kind() == Value.Kind.ANY && right.kind() != Value.Kind.ANY) {
                Value made = Value.either(left, right);
                return made.kind() == Value.Kind.UNION ? made : new Value(Value.Kind.ANY, null, marks);
            }
            return new Value(Value.Kind.ANY, null, marks);
        }
        Value right = eval(x.right(), s, scope);
        int marks = left.marks() | right.marks();
        switch (operator) {
            case "===", "==", "!==", "!=" -> {
                boolean loose = operator.length() == 2;
                Boolean same = loose && (left.nullish() || right.nullish()) ? nullSame(left, right) : same(left, right);
                method(left, right, scope.file, x.start(), x.end());
                if (same == null) return new Value(Value.Kind.ANY, null, marks);
                return Value.of(operator.startsWith("!") != same).with(marks);
            }
            case "+" -> {
                if (left.kind() == Value.Kind.TEXT && right.kind() == Value.Kind.TEXT) return Value.text((String) left.data() + right.data()).with(marks);
                return new Value(Value.Kind.ANY, null, marks);
            }
            case "in" -> {
                if (right.kind() == Value.Kind.OBJECT && left.text().isPresent() && !right.fields().containsKey("*")) {
                    return Value.of(right.fields().containsKey(left.text().get())).with(marks);
                }
                return new Value(Value.Kind.ANY, null, marks);
            }
            case "instanceof" -> {
                if (left.nullish()) return Value.of(false).with(marks);
                if (left.kind() == Value.Kind.REPLY && x.right().dotted().endsWith("Response")) return Value.of(true).with(marks);
                return new Value(Value.Kind.ANY, null, marks);
            }
            default -> {
                return new Value(Value.Kind.ANY, null, marks);
            }
        }
    }

    private static Value strip(Value value) {
        return value.kind() == Value.Kind.ANY ? Value.TRUTHY : value;
    }

    private static Boolean nullSame(Value left, Value right) {
        Value other = left.nullish() ? right : left;
        return other.absent();
    }

    /** Whether two values are the same; null when it is not known. */
    static Boolean same(Value left, Value right) {
        if (left.nullish() || right.nullish()) {
            if (left.nullish() && right.nullish()) return left.kind() == right.kind();
            Value other = left.nullish() ? right : left;
            return Boolean.FALSE.equals(other.absent()) ? false : null;
        }
        boolean constants = constant(left) && constant(right);
        if (!constants) {
            if (left.kind() == Value.Kind.BOOLEAN && right.truth() != null && right.kind() == Value.Kind.BOOLEAN) return left.data().equals(right.data());
            return null;
        }
        return left.kind() == right.kind() && left.data().equals(right.data());
    }

    private static boolean constant(Value value) {
        return value.kind() == Value.Kind.TEXT || value.kind() == Value.Kind.NUMBER || value.kind() == Value.Kind.BOOLEAN;
    }

    /** Remembers for which HTTP method the program asks. */
    void method(Value left, Value right, String file, int start, int end) {
        Value asked = left.has(Value.METHOD) ? right : right.has(Value.METHOD) ? left : null;
        if (asked == null || asked.has(Value.METHOD)) return;
        asked.text().filter(text -> text.matches("GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS"))
            .ifPresent(text -> machine.trace.methods.putIfAbsent(text, new Span(file, start, end)));
    }

    private Value choice(Expr.Choice x, State s, Scope scope) {
        Value test = eval(x.test(), s, scope);
        Boolean truth = test.truth();
        if (truth != null) return eval(truth ? x.then() : x.otherwise(), s, scope).with(test.marks() & Value.SESSION);
        State aside = s.copy();
        Value then = eval(x.then(), s, scope);
        Value otherwise = eval(x.otherwise(), aside, scope);
        s.join(aside);
        return Value.either(then, otherwise).with(test.marks() & (Value.SESSION | Value.REQUEST));
    }

    private Value assignment(Expr.Assign x, State s, Scope scope) {
        if (x.operator().equals("=")) {
            Value value = eval(x.value(), s, scope);
            if (!s.dead) machine.take(x.target(), value, s, scope, false);
            return value;
        }
        if (x.target() instanceof Target.Place place) {
            String operator = x.operator().substring(0, x.operator().length() - 1);
            Value value = binary(new Expr.Binary(x.start(), x.end(), operator, place.place(), x.value()), s, scope);
            assign(place.place(), value, s, scope);
            return value;
        }
        return Value.ANY;
    }

    void assign(Expr place, Value value, State s, Scope scope) {
        if (value.is("resolve")) machine.keep(value);
        if (place instanceof Expr.Name name) {
            int cell = scope.find(name.name());
            if (cell >= 0) s.set(cell, value);
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

    private Value call(Expr.Call x, State s, Scope scope) {
        if (x.kind() == Expr.Call.Kind.IMPORT) {
            if (x.argument(0) instanceof Expr.Text source) {
                Modules.Origin origin = machine.modules.module(scope.file, source.value());
                if (origin instanceof Modules.Local local) return Value.promise(Value.nativeOf("module", local.path()));
                return Value.promise(Value.external(source.value(), "*"));
            }
            return Value.ANY;
        }
        if (x.callee() instanceof Expr.Name name && name.name().equals("require") && x.argument(0) instanceof Expr.Text source) {
            Modules.Origin origin = machine.modules.module(scope.file, source.value());
            return origin instanceof Modules.Local local ? Value.nativeOf("module", local.path()) : Value.external(source.value(), "*");
        }
        Value self = Value.UNDEFINED;
        Value callee;
        if (x.callee() instanceof Expr.Member member) {
            self = eval(member.object(), s, scope);
            if (s.dead) return Value.ANY;
            if (self.nullish()) {
                if (member.optional() || shortCircuits(member.object())) return Value.UNDEFINED.with(self.marks());
                raiseOn(self, s, scope.file, member);
                return Value.ANY;
            }
            callee = member(self, member.name(), s);
        } else {
            callee = eval(x.callee(), s, scope);
        }
        if (callee.nullish()) {
            if (x.kind() == Expr.Call.Kind.OPTIONAL || shortCircuits(x.callee())) return Value.UNDEFINED;
            callee = Value.ANY;
        }
        List<Value> arguments = arguments(x, s, scope);
        if (s.dead) return Value.ANY;
        Value.Native of = callee.natively();
        if (of != null && of.name().startsWith("builtin.")) return Builtins.call(machine, this, x, of.name().substring(8), (Value) of.of(), arguments, s, scope);
        if (of != null && of.name().startsWith("chain.")) return chained((Value) of.of(), of.name().substring(6), arguments);
        Value.External external = callee.external();
        if (external != null && collects(external.last(), arguments)) {
            Value made = world(x, callee, self, arguments, s, scope);
            if (made != null) return made;
            String base = external.path().substring(0, Math.max(0, external.path().length() - external.last().length() - 1));
            return chained(new Value(Value.Kind.CHAIN, new Value.Chain(new Value.External(external.source(), base), List.of(), null), 0), external.last(), arguments);
        }
        machine.changedSelf = null;
        machine.forgetReturned();
        Value result = machine.call(callee, self, arguments, s, x, scope.file);
        if (callee.kind() != Value.Kind.CLOSURE) machine.forgetReturned();
        if (callee.kind() == Value.Kind.CLOSURE && machine.changedSelf != null && x.callee() instanceof Expr.Member member
            && self.kind() == Value.Kind.OBJECT && !self.equals(machine.changedSelf)) {
            assign(member.object(), machine.changedSelf, s, scope);
        }
        return result;
    }

    private Value world(Expr.Call x, Value callee, Value self, List<Value> arguments, State s, Scope scope) {
        return machine.worldCall(new World.Call(machine, scope.file, x, callee, self, arguments), s);
    }

    /** A builder that is given a function to run first, or last. */
    private static boolean collects(String name, List<Value> arguments) {
        boolean functions = arguments.stream().anyMatch(a -> a.kind() == Value.Kind.CLOSURE || a.kind() == Value.Kind.CHAIN);
        return functions && name.matches("use|useMiddleware|middleware|query|mutation|subscription|action|stateAction|handler|procedure|before");
    }

    private static Value chained(Value chain, String name, List<Value> arguments) {
        Value.Chain now = (Value.Chain) chain.data();
        String method = name.replace("()", "");
        List<Value> functions = arguments.stream().filter(a -> a.kind() == Value.Kind.CLOSURE || a.kind() == Value.Kind.CHAIN || a.kind() == Value.Kind.EXTERNAL
            || a.kind() == Value.Kind.UNION).toList();
        if (method.matches("middleware|createMiddleware|define")) return functions.isEmpty() ? chain : functions.get(0);
        if (method.matches("use|useMiddleware|before|all") && !functions.isEmpty()) {
            List<Value> inside = new ArrayList<>(now.inside());
            for (Value function : functions) {
                if (function.kind() == Value.Kind.CHAIN) inside.addAll(((Value.Chain) function.data()).inside());
                else inside.add(function);
            }
            return new Value(Value.Kind.CHAIN, new Value.Chain(now.base(), List.copyOf(inside), now.last()), 0);
        }
        if (method.matches("query|mutation|subscription|action|stateAction|serverAction|handler|get|post|put|patch|delete|head") && !functions.isEmpty()) {
            List<Value> inside = new ArrayList<>(now.inside());
            inside.addAll(functions.subList(0, functions.size() - 1));
            Value last = functions.get(functions.size() - 1);
            return new Value(Value.Kind.CHAIN, new Value.Chain(now.base(), List.copyOf(inside), now.last() == null ? last : Value.either(now.last(), last)), 0);
        }
        return chain;
    }

    private List<Value> arguments(Expr.Call x, State s, Scope scope) {
        List<Value> arguments = new ArrayList<>();
        for (Expr argument : x.arguments()) {
            Value value = eval(argument, s, scope);
            if (argument instanceof Expr.Spread && value.kind() == Value.Kind.ARRAY) arguments.addAll(value.items());
            else arguments.add(value);
        }
        return arguments;
    }

    /** {@code new Type(arguments)} of a class of the project. */
    Value instance(Value.Type type, List<Value> arguments, State s) {
        Map<String, Value> fields = new LinkedHashMap<>();
        Value parent = type.type().parent() == null ? null : eval(type.type().parent(), s, type.scope());
        if (parent != null && parent.kind() == Value.Kind.CLASS && parent.data() != type) {
            fields.putAll(instance((Value.Type) parent.data(), arguments, s).fields());
        } else if (parent != null) {
            fields.put("*", Value.ANY);
        }
        Expr.Lambda constructor = null;
        for (Expr.Field field : type.type().fields()) {
            if (field.isStatic() || field.value() == null && field.name().isEmpty()) continue;
            if (field.name().equals("constructor") && field.value() instanceof Expr.Lambda l) constructor = l;
            else if (field.kind() == Expr.Entry.Kind.GETTER || field.kind() == Expr.Entry.Kind.SETTER) fields.put(field.name(), Value.ANY);
            else fields.put(field.name(), field.value() == null ? Value.UNDEFINED : eval(field.value(), s, type.scope()));
        }
        fields.put("*class", new Value(Value.Kind.CLASS, type, 0));
        Value self = Value.object(fields);
        if (constructor != null) {
            machine.changedSelf = null;
            Value made = new Value(Value.Kind.CLOSURE, new Value.Closure(type.file(), constructor.function(), type.scope(), Value.UNDEFINED), 0);
            machine.call(made, self, arguments, s, null, type.file());
            if (machine.changedSelf != null) self = machine.changedSelf;
            machine.changedSelf = null;
        }
        return self;
    }

    List<Expr.Assign> assignments(Script script, String name) {
        List<Expr.Assign> found = new ArrayList<>();
        Walk.each(script.body(), e -> {
            if (e instanceof Expr.Assign a && a.operator().endsWith("=") && a.target() instanceof Target.Place p && p.place() instanceof Expr.Name n
                && n.name().equals(name) && found.size() < 4) found.add(a);
        });
        return found;
    }

    /** True for a test that only asks whether a cookie is there. */
    boolean presence(Expr test, Value value) {
        return value.has(Value.COOKIE) && !value.has(Value.OPAQUE) && !value.has(Value.ENVIRONMENT) && !value.has(Value.SESSION);
    }

    /** True when what is thrown says that the caller may not. */
    boolean deniesBy(Expr thrown, Value value) {
        if (value.is("thrown")) return Boolean.TRUE.equals(value.natively().of());
        if (saysNo(value)) return true;
        boolean[] found = {false};
        List<Expr> open = new ArrayList<>(List.of(thrown));
        while (!open.isEmpty()) {
            Expr e = open.remove(open.size() - 1);
            if (e instanceof Expr.Text t && Denials.says(t.value())) found[0] = true;
            if (e instanceof Expr.Scalar t && (t.text().equals("401") || t.text().equals("403"))) found[0] = true;
            if (e instanceof Expr.Template t && t.texts().stream().anyMatch(Denials::says)) found[0] = true;
            if (e instanceof Expr.Call c && Denials.says(c.callee().dotted())) found[0] = true;
            if (e instanceof Expr.Member m && Denials.says(m.name())) found[0] = true;
            open.addAll(e.parts());
        }
        return found[0];
    }

    /** True for a result such as {@code {error: "Unauthorized"}} or {@code {redirect: {destination: "/login"}}}. */
    static boolean saysNo(Value value) {
        if (value.kind() != Value.Kind.OBJECT) return false;
        for (var field : value.fields().entrySet()) {
            Value v = field.getValue();
            if (field.getKey().equals("redirect") && v.kind() == Value.Kind.OBJECT) {
                return v.field("destination").text().map(Denials::login).orElse(true);
            }
            if (field.getKey().matches("error|message|reason|serverError|code|errors?") && (v.text().map(Denials::says).orElse(false) || saysNo(v))) return true;
            if (field.getKey().matches("status|statusCode") && v.kind() == Value.Kind.NUMBER && (v.data().equals("401") || v.data().equals("403"))) return true;
        }
        return false;
    }

    Evidence at(String file, Expr e, String why) {
        return machine.evidence(file, e.start(), e.end(), why);
    }
}
