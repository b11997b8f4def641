package dev.gatelint.stack.js.flow;

import dev.gatelint.stack.js.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Members of strings, arrays, promises and functions. */
final class Builtins {
    /** Methods that take functions or decide something, also on values that are not known. */
    static final Set<String> METHODS = Set.of("some", "every", "find", "filter", "map", "forEach", "flatMap", "reduce", "sort", "includes",
        "startsWith",
        "endsWith", "indexOf", "match", "test", "then", "catch", "finally", "push", "toLowerCase", "toUpperCase", "trim", "toString",
        "split", "slice", "substring",
        "replace", "concat", "join", "at", "has", "get", "bind", "call", "apply", "keys", "values", "entries", "findIndex", "json", "text",
        "clone");

    private Builtins() {}

    static Value member(Value object, String name) {
        if (name.equals("length")) {
            if (object.kind() == Value.Kind.ARRAY) return new Value(Value.Kind.NUMBER, Integer.toString(object.items().size()),
                object.marks());
            if (object.kind() == Value.Kind.TEXT) return new Value(Value.Kind.NUMBER, Integer.toString(((String) object.data()).length()),
                object.marks());
        }
        if (object.reply() != null) {
            Value.Reply reply = object.reply();
            if (name.equals("status") && reply.status() > 0) return new Value(Value.Kind.NUMBER, Integer.toString(reply.status()),
                object.marks());
            if (name.equals("ok") && reply.status() > 0) return Value.of(reply.status() < 300).with(object.marks());
            return new Value(Value.Kind.ANY, null, object.marks());
        }
        if (METHODS.contains(name)) return Value.nativeOf("builtin." + name, object).with(object.marks());
        return object.kind() == Value.Kind.OBJECT ? Value.UNDEFINED.with(object.marks()) : new Value(Value.Kind.ANY, null, object.marks());
    }

    static Value call(Machine machine, Evaluator evaluator, Expr.Call site, String name, Value self, List<Value> arguments, State s,
        Scope scope) {
        Value first = arguments.isEmpty() ? Value.UNDEFINED : arguments.get(0);
        Value unknown = new Value(Value.Kind.ANY, null, (self.marks() | first.marks()) & ~Value.METHOD);
        boolean function = first.kind() == Value.Kind.CLOSURE || first.kind() == Value.Kind.UNION || first.kind() == Value.Kind.NATIVE;
        if (self.kind() == Value.Kind.UNION) {
            Value all = null;
            for (Value one : self.items()) {
                if (one.nullish()) continue;
                Value got = call(machine, evaluator, site, name, one.with(self.marks()), arguments, s, scope);
                all = all == null ? got : Value.either(all, got);
            }
            return all == null ? unknown : all;
        }
        switch (self.kind()) {
            case TEXT -> {
                return text(name, (String) self.data(), first, arguments, self, unknown);
            }
            case REGEX -> {
                if (name.equals("test") && first.text().isPresent()) {
                    Boolean known = Patterns.test((Expr.Regex) self.data(), first.text().get());
                    if (known != null) return Value.of(known).with(first.marks());
                }
                return unknown;
            }
            case PROMISE -> {
                return promise(machine, name, self, arguments, s, scope, site);
            }
            case CLOSURE -> {
                if (name.equals("bind")) return self;
                if (name.equals("call")) return machine.calls.call(self, first,
                    arguments.subList(Math.min(1, arguments.size()), arguments.size()), s, site, scope.file);
                if (name.equals("apply")) return machine.calls.call(self, first, arguments.size() > 1 ? arguments.get(1).items()
                    : List.of(), s, site, scope.file);
                return unknown;
            }
            case ARRAY -> {
                return array(machine, evaluator, site, name, self, first, arguments, s, scope, unknown);
            }
            default -> {
                if (function) machine.maybe(first, List.of(new Value(Value.Kind.ANY, null, self.marks()), Value.ANY, Value.ANY));
                if (name.equals("test") || name.equals("then")) return unknown;
                if (name.equals("bind")) return self;
                return self.has(Value.METHOD) && (name.equals("toUpperCase") || name.equals("toString")) ? self : unknown;
            }
        }
    }

    private static Value promise(Machine machine, String name, Value self, List<Value> arguments, State s, Scope scope, Expr.Call site) {
        if (arguments.isEmpty()) return self;
        if (name.equals("then") && (arguments.get(0).kind() == Value.Kind.CLOSURE || arguments.get(0).is("resolve"))) {
            return Value.promise(machine.calls.call(arguments.get(0), Value.UNDEFINED, List.of(self.awaited()), s, site, scope.file)
                .awaited());
        }
        if (arguments.get(0).kind() == Value.Kind.CLOSURE) {
            Value other = machine.maybe(arguments.get(0), List.of(Value.nativeOf("thrown", null)));
            // a lookup that fails gives what the handler gives; without a session it does not fail
            return name.equals("catch") && !self.awaited().has(Value.SESSION)
                ? Value.promise(Value.either(self.awaited(), other.awaited())) : self;
        }
        return self;
    }

    private static Value text(String name, String text, Value first, List<Value> arguments, Value self, Value unknown) {
        int marks = self.marks() | first.marks();
        String other = first.text().orElse(null);
        switch (name) {
            case "toLowerCase" -> {
                return Value.text(text.toLowerCase(java.util.Locale.ROOT)).with(self.marks());
            }
            case "toUpperCase" -> {
                return Value.text(text.toUpperCase(java.util.Locale.ROOT)).with(self.marks());
            }
            case "trim", "toString" -> {
                return Value.text(name.equals("trim") ? text.strip() : text).with(self.marks());
            }
            case "startsWith", "endsWith", "includes" -> {
                if (other == null || arguments.size() > 1) return unknown;
                boolean is = name.equals("startsWith") ? text.startsWith(other) : name.equals("endsWith") ? text.endsWith(other)
                    : text.contains(other);
                return Value.of(is).with(marks);
            }
            case "split" -> {
                if (other == null || other.isEmpty() || text.length() > 1000) return unknown;
                return Value.array(List.of(text.split(java.util.regex.Pattern.quote(other), -1)).stream().map(Value::text).toList())
                    .with(self.marks());
            }
            case "match" -> {
                if (first.kind() != Value.Kind.REGEX) return unknown;
                Boolean known = Patterns.test((Expr.Regex) first.data(), text);
                return known == null ? unknown : known ? Value.TRUTHY.with(marks) : Value.NULL.with(marks);
            }
            case "slice", "substring" -> {
                int from = Evaluator.number(first);
                boolean simple = first.kind() == Value.Kind.NUMBER && arguments.size() == 1 && from >= 0 && from <= text.length();
                return simple ? Value.text(text.substring(from)).with(self.marks()) : unknown;
            }
            case "replace" -> {
                String with = arguments.size() > 1 ? arguments.get(1).text().orElse(null) : null;
                if (other != null && with != null) return Value.text(text.replaceFirst(java.util.regex.Pattern.quote(other),
                    java.util.regex.Matcher.quoteReplacement(with)));
                return unknown;
            }
            default -> {
                return unknown;
            }
        }
    }

    private static Value array(Machine machine, Evaluator evaluator, Expr.Call site, String name, Value self, Value first,
        List<Value> arguments, State s,
                               Scope scope, Value unknown) {
        List<Value> items = self.items();
        switch (name) {
            case "includes", "indexOf" -> {
                boolean open = false;
                for (Value item : items) {
                    Boolean same = Operators.same(item, first);
                    if (first.has(Value.METHOD)) evaluator.operators.method(first, item, scope.file, site.start(), site.end());
                    if (Boolean.TRUE.equals(same)) return name.equals("includes") ? Value.of(true).with(first.marks())
                        : new Value(Value.Kind.NUMBER, "0", first.marks());
                    if (same == null) open = true;
                }
                return open ? unknown : name.equals("includes") ? Value.of(false).with(first.marks())
                    : new Value(Value.Kind.NUMBER, "-1", first.marks());
            }
            case "some", "every", "find", "findIndex" -> {
                boolean some = !name.equals("every");
                boolean open = false;
                int marks = self.marks();
                for (Value item : items) {
                    Value got = machine.calls.call(first, Value.UNDEFINED, List.of(item, Value.ANY, self), s, site, scope.file).awaited();
                    marks |= got.marks();
                    Boolean truth = got.truth();
                    if (truth == null) open = true;
                    else if (truth == some) {
                        if (open) break;
                        return name.equals("find") ? item : name.equals("findIndex") ? new Value(Value.Kind.NUMBER, "0", marks)
                            : Value.of(some).with(marks);
                    }
                }
                if (open) return new Value(Value.Kind.ANY, null, marks);
                return name.equals("find") ? Value.UNDEFINED.with(marks) : name.equals("findIndex")
                    ? new Value(Value.Kind.NUMBER, "-1", marks) : Value.of(!some).with(marks);
            }
            case "map", "flatMap" -> {
                List<Value> made = new ArrayList<>();
                for (Value item : items) made.add(machine.calls.call(first, Value.UNDEFINED, List.of(item, Value.ANY, self), s, site,
                    scope.file));
                return name.equals("map") ? Value.array(made) : unknown;
            }
            case "forEach", "filter" -> {
                for (Value item : items) machine.maybe(first, List.of(item, Value.ANY, self));
                return name.equals("filter") ? unknown : Value.UNDEFINED;
            }
            case "push" -> {
                List<Value> more = new ArrayList<>(items);
                more.addAll(arguments);
                if (site.callee() instanceof Expr.Member member && more.size() < 200) evaluator.assign(member.object(), Value.array(more),
                    s, scope);
                return Value.ANY;
            }
            case "concat" -> {
                List<Value> more = new ArrayList<>(items);
                if (first.kind() != Value.Kind.ARRAY) return unknown;
                more.addAll(first.items());
                return Value.array(more);
            }
            case "at" -> {
                return first.kind() == Value.Kind.NUMBER && Evaluator.number(first) >= 0 ? evaluator.item(self, Evaluator.number(first))
                    : unknown;
            }
            case "reduce" -> {
                machine.maybe(first, List.of(Value.ANY, Value.ANY, Value.ANY));
                return Value.ANY;
            }
            default -> {
                return unknown;
            }
        }
    }
}
