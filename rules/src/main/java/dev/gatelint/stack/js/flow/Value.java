package dev.gatelint.stack.js.flow;

import dev.gatelint.source.Span;
import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.js.Function;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is known of a value.
 *
 * @param kind  what it is
 * @param data  depends on the kind, see there
 * @param marks what it was made from: a set of the bits below
 */
public record Value(Kind kind, Object data, int marks) {
    /** So many values are kept apart where ways meet. */
    private static final int MOST = 4;
    private static final Pattern ZERO = Pattern.compile("0+(\\.0*)?");
    /** Depends on who is logged in. */
    public static final int SESSION = 1;
    /** The caller wrote it. */
    public static final int REQUEST = 2;
    /** Came out of something that cannot be looked into. */
    public static final int OPAQUE = 4;
    /** The value of a cookie, as the caller sent it. */
    public static final int COOKIE = 8;
    /** From the environment. */
    public static final int ENVIRONMENT = 16;
    /** The HTTP method. */
    public static final int METHOD = 32;
    /** What a promise is made of, before it is awaited, and used as if it were the value. */
    public static final int STORED = 64;
    /** What a caller shows to say who it is: an Authorization header, a key, a cookie. */
    public static final int CREDENTIAL = 128;
    /** What a package gives that was given the whole request: it may be the answer. */
    public static final int ANSWER = 256;

    /** What a value is. */
    public enum Kind {
        UNDEFINED, NULL,
        /** Something that counts as false. */
        FALSY,
        /** Something that counts as true. */
        TRUTHY,
        /** Anything. */
        ANY,
        /** data: Boolean */
        BOOLEAN,
        /** data: String */
        TEXT,
        /** data: String, as written */
        NUMBER,
        /** data: {@link Expr.Regex} */
        REGEX,
        /** data: Value, what it is when it is awaited */
        PROMISE,
        /** data: Map of String to Value; what is not in it is ANY when the key {@code *} is there, else undefined */
        OBJECT,
        /** data: List of Value */
        ARRAY,
        /** data: {@link Closure} */
        CLOSURE,
        /** data: {@link Type} */
        CLASS,
        /** data: {@link External} */
        EXTERNAL,
        /** data: {@link Reply} */
        REPLY,
        /** data: {@link Native}: something that the world around the script gives to it */
        NATIVE,
        /** data: {@link Chain}: a builder that collects functions which run one after the other */
        CHAIN,
        /** data: List of Value, two to five, any of them */
        UNION
    }

    /** A function and what it sees. */
    public record Closure(String file, Function function, Scope scope, Value self) {
        @Override public int hashCode() {
            return file.hashCode() * 31 + function.start(); // functions are large, and one has one place
        }
    }

    /** A class of the project. */
    public record Type(String file, Expr.Type type, Scope scope) {
        @Override public int hashCode() {
            return file.hashCode() * 31 + type.start();
        }
    }

    /**
     * {@code path} of what {@code source} exports; calls are {@code ()}: {@code PrismaClient().user.delete}. The source is empty for
     * globals.
     */
    public record External(String source, String path) {
        /** What stands behind the last dot. */
        public String last() {
            return path.substring(path.lastIndexOf('.') + 1);
        }
    }

    /**
     * An HTTP answer.
     *
     * @param status   0 when it is not known
     * @param location where a redirect leads, empty when it is none or not known
     * @param onward   the request goes on to what is behind: {@code NextResponse.next()}
     */
    public record Reply(int status, String location, boolean onward) {
        /** 401, 403, or a redirect to where one logs in, or to a place that is not known. */
        public boolean denies() {
            return says() || status >= 300 && status < 400 && location.isEmpty();
        }

        /** 401, 403, or a redirect to where one logs in. */
        public boolean says() {
            return status == 401 || status == 403 || status >= 300 && status < 400 && !location.isEmpty() && Denials.login(location);
        }
    }

    /** Something of the world; {@code of} is what it belongs to. */
    public record Native(String name, Object of) {}

    /**
     * A builder.
     *
     * @param inside run one after the other before {@code last}
     * @param last   null while it is built
     * @param kind   the method that took the last one, such as {@code query}; empty before
     * @param at     what it was last built upon, such as the name of another builder
     * @param on     that name, empty when it is none
     */
    public record Chain(External base, List<Value> inside, Value last, String kind, Span at, String on) {}

    public static final Value UNDEFINED = new Value(Kind.UNDEFINED, null, 0);
    public static final Value NULL = new Value(Kind.NULL, null, 0);
    public static final Value ANY = new Value(Kind.ANY, null, 0);
    public static final Value TRUTHY = new Value(Kind.TRUTHY, null, 0);
    public static final Value FALSY = new Value(Kind.FALSY, null, 0);

    static Value of(boolean value) {
        return new Value(Kind.BOOLEAN, value, 0);
    }

    public static Value text(String value) {
        return new Value(Kind.TEXT, value, 0);
    }

    public static Value external(String source, String path) {
        return new Value(Kind.EXTERNAL, new External(source, path), 0);
    }

    public static Value nativeOf(String name, Object of) {
        return new Value(Kind.NATIVE, new Native(name, of), 0);
    }

    public static Value promise(Value value) {
        return value.kind == Kind.PROMISE ? value : new Value(Kind.PROMISE, value, value.marks);
    }

    public static Value object(Map<String, Value> fields) {
        return new Value(Kind.OBJECT, Map.copyOf(fields), 0);
    }

    public static Value array(List<Value> items) {
        return new Value(Kind.ARRAY, List.copyOf(items), 0);
    }

    public static Value reply(int status, String location, boolean onward) {
        return new Value(Kind.REPLY, new Reply(status, location, onward), 0);
    }

    /** The same with these marks too. */
    public Value with(int more) {
        if ((marks | more) == marks) return this;
        return new Value(kind, data, marks | more);
    }

    public boolean has(int mark) {
        return (marks & mark) != 0;
    }

    /** True when it, or something in it, has the mark; looks four levels deep. */
    public boolean holds(int mark) {
        return holds(mark, 4);
    }

    private boolean holds(int mark, int depth) {
        if (has(mark)) return true;
        if (depth == 0) return false;
        return fields().values().stream().anyMatch(field -> field.holds(mark, depth - 1))
            || items().stream().anyMatch(item -> item.holds(mark, depth - 1));
    }

    public boolean nullish() {
        return kind == Kind.UNDEFINED || kind == Kind.NULL;
    }

    public Optional<String> text() {
        return kind == Kind.TEXT ? Optional.of((String) data) : Optional.empty();
    }

    public External external() {
        return kind == Kind.EXTERNAL ? (External) data : null;
    }

    public Native natively() {
        return kind == Kind.NATIVE ? (Native) data : null;
    }

    /** True when this is the thing of the world with this name. */
    public boolean is(String name) {
        return kind == Kind.NATIVE && ((Native) data).name.equals(name);
    }

    public Reply reply() {
        return kind == Kind.REPLY ? (Reply) data : null;
    }

    @SuppressWarnings("unchecked") // the kind says what the data is
    public Map<String, Value> fields() {
        return kind == Kind.OBJECT ? (Map<String, Value>) data : Map.of();
    }

    @SuppressWarnings("unchecked") // the kind says what the data is
    public List<Value> items() {
        return kind == Kind.ARRAY || kind == Kind.UNION ? (List<Value>) data : List.of();
    }

    /** A field of an object; undefined when it is not there, anything when fields are not known. */
    public Value field(String name) {
        Map<String, Value> fields = fields();
        Value found = fields.get(name);
        if (found == null) found = fields.containsKey("*") ? fields.get("*") : UNDEFINED;
        return found.with(marks & SESSION);
    }

    /** What a promise gives. */
    public Value awaited() {
        if (kind == Kind.PROMISE) return ((Value) data).with(marks).awaited();
        if (kind == Kind.UNION) return union(items().stream().map(Value::awaited).toList()).with(marks);
        return this;
    }

    /** True, false, or null when it is not known. */
    public Boolean truth() {
        return switch (kind) {
            case UNDEFINED, NULL, FALSY -> false;
            case ANY -> null;
            case BOOLEAN -> (Boolean) data;
            case TEXT -> !((String) data).isEmpty();
            case NUMBER -> !ZERO.matcher((String) data).matches();
            case EXTERNAL -> ((External) data).path.contains("()") || ((External) data).path.startsWith("process.env.") ? null : true;
            case UNION -> {
                Boolean first = items().get(0).truth();
                for (Value item : items()) if (first == null || !first.equals(item.truth())) yield null;
                yield first;
            }
            default -> true;
        };
    }

    /** True when it is null or undefined, false when it is neither, null when it is not known. */
    Boolean absent() {
        if (nullish()) return true;
        if (kind == Kind.UNION) {
            Boolean first = items().get(0).absent();
            for (Value item : items()) if (first == null || !first.equals(item.absent())) return null;
            return first;
        }
        if (kind == Kind.ANY || kind == Kind.FALSY || kind == Kind.EXTERNAL && truth() == null) return null;
        return false;
    }

    /** What is known when it is one or the other. */
    static Value either(Value a, Value b) {
        if (a.equals(b)) return a;
        if (a.kind == b.kind && Objects.equals(a.data, b.data)) return new Value(a.kind, a.data, a.marks | b.marks);
        List<Value> all = new ArrayList<>(a.kind == Kind.UNION ? a.items() : List.of(a));
        for (Value item : b.kind == Kind.UNION ? b.items() : List.of(b)) if (!all.contains(item)) all.add(item);
        Value made = union(all);
        return made.with((a.marks | b.marks) & (a.kind == Kind.UNION || b.kind == Kind.UNION || made.kind != Kind.UNION ? ~0 : 0));
    }

    private static Value union(List<Value> all) {
        List<Value> distinct = all.stream().distinct().toList();
        if (distinct.size() == 1) return distinct.get(0);
        int marks = 0;
        for (Value item : distinct) marks |= item.marks;
        List<Value> kept = distinct;
        if (distinct.size() > MOST) {
            // functions, builders and things of packages are worth keeping: what is called decides
            List<Value> called = distinct.stream().filter(Value::called).toList();
            kept = new ArrayList<>(called.subList(0, Math.min(MOST, called.size())));
            // an answer that is left out may be another than all that are kept
            boolean more = called.size() > MOST || distinct.stream().anyMatch(item -> item.kind == Kind.ANY);
            if (more && called.stream().anyMatch(item -> item.kind == Kind.OBJECT || item.kind == Kind.REPLY)) {
                kept.add(new Value(Kind.ANY, null, marks));
            }
        }
        if (kept.size() < 2 || distinct.stream().noneMatch(Value::called) && distinct.stream().anyMatch(v -> v.kind == Kind.ANY)) {
            return distinct.size() > MOST && kept.size() == 1 ? kept.get(0).with(marks) : new Value(Kind.ANY, null, marks);
        }
        return new Value(Kind.UNION, List.copyOf(kept), marks);
    }

    private boolean called() {
        return switch (kind) {
            case CLOSURE, CLASS, EXTERNAL, CHAIN, NATIVE, OBJECT, REPLY -> true;
            default -> false;
        };
    }

    /** The object with one more field. */
    Value withField(String name, Value value) {
        if (kind != Kind.OBJECT) return this;
        Map<String, Value> fields = new LinkedHashMap<>(fields());
        fields.put(name, value);
        return new Value(kind, Map.copyOf(fields), marks);
    }

    /** Short, for messages while one develops; never shows a text. */
    @Override public String toString() {
        return kind + (kind == Kind.TEXT || kind == Kind.CLOSURE ? "" : data == null ? "" : "(" + data + ")");
    }
}
