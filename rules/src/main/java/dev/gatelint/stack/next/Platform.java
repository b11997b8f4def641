package dev.gatelint.stack.next;

import dev.gatelint.stack.js.flow.Value;
import dev.gatelint.stack.js.flow.World.Call;
import java.util.Map;

/** Built-in functions of the language and the platform. */
final class Platform {
    private Platform() {}

    static Value of(Call c, Value.External called) {
        if (!called.source().isEmpty() && !called.source().equals("next/server") && !called.source().equals("url")) return null;
        String path = called.path();
        switch (path) {
            case "Boolean" -> {
                Boolean truth = c.argument(0).truth();
                return truth == null ? new Value(Value.Kind.ANY, null, c.argument(0).marks())
                    : new Value(Value.Kind.BOOLEAN, truth, c.argument(0).marks());
            }
            case "String" -> {
                return c.argument(0).text().isPresent() ? c.argument(0) : new Value(Value.Kind.ANY, null, c.argument(0).marks());
            }
            case "URL", "NextURL" -> {
                Value first = c.argument(0);
                String text = Answers.location(first);
                if (text.startsWith("http://localhost") && first.has(Value.REQUEST)) return Value.nativeOf("url",
                    new NextWorld.Request("", "", text.substring(16), Value.UNDEFINED, NextWorld.Request.Mode.APP));
                return text.isEmpty() ? NextWorld.sent() : Value.nativeOf("location", text);
            }
            case "Promise.all", "Promise.allSettled", "Promise.race" -> {
                Value list = c.argument(0);
                return list.kind() == Value.Kind.ARRAY ? Value.promise(Value.array(list.items().stream().map(Value::awaited).toList()))
                    : Value.promise(Value.ANY);
            }
            case "Promise.resolve" -> {
                return Value.promise(c.argument(0).awaited());
            }
            case "Promise.reject" -> {
                c.machine().raise(Value.nativeOf("thrown", null), false, NextWorld.at(c, "rejects"));
                return Value.ANY;
            }
            case "Promise" -> {
                return pending(c);
            }
            case "Object.freeze", "Object.assign", "structuredClone" -> {
                return c.argument(0);
            }
            case "Object.keys" -> {
                Value object = c.argument(0);
                if (object.kind() != Value.Kind.OBJECT || object.fields().containsKey("*")) return null;
                return Value.array(object.fields().keySet().stream().sorted().map(Value::text).toList());
            }
            case "Array.isArray" -> {
                Value.Kind kind = c.argument(0).kind();
                return kind == Value.Kind.ARRAY ? new Value(Value.Kind.BOOLEAN, true, 0) : kind == Value.Kind.TEXT
                    ? new Value(Value.Kind.BOOLEAN, false, 0) : null;
            }
            case "Set", "Map" -> {
                return c.argument(0).kind() == Value.Kind.ARRAY && path.equals("Set")
                    ? Value.object(Map.of("has", Value.nativeOf("builtin.includes", c.argument(0)), "*", Value.ANY)) : null;
            }
            case "crypto.timingSafeEqual", "timingSafeEqual" -> {
                return new Value(Value.Kind.ANY, null, Value.OPAQUE | Value.ENVIRONMENT);
            }
            default -> {
                return null;
            }
        }
    }

    /** {@code new Promise((resolve, reject) => …)}: the executor runs now. */
    private static Value pending(Call c) {
        Value executor = c.argument(0);
        if (executor.kind() != Value.Kind.CLOSURE) return Value.promise(Value.ANY);
        return c.machine().pending(executor, NextWorld.at(c, "is never resolved"));
    }
}
