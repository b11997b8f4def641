package dev.gatelint.stack.js.flow;

import dev.gatelint.model.Evidence;
import dev.gatelint.stack.js.Function;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What calls have done before. A function that sees nothing which a run changes does the same when it is called with the same arguments at
 * the same point: with the same checks passed, the same answer given, on a way that the session decided or not. It is run once, and what it did is done again.
 */
final class Memo {
    private static final int MAX_DEPTH = 5;
    private static final int MAX_ENTRIES = 60_000;
    private final Map<Key, Done> known = new HashMap<>();

    /** A call, as far as it matters. */
    record Key(Function function, Value self, List<Value> arguments, State.Passed passed, boolean decided) {
        @Override public int hashCode() {
            // functions are large, and one has one place
            return ((function.start() * 31 + self.hashCode()) * 31 + arguments.hashCode()) * 31 + passed.hashCode();
        }
    }

    /** One way out of a call. */
    record Way(Value value, State.Passed passed, boolean denied, boolean says, Evidence at) {}

    /** Everything that a call did. */
    record Done(List<Way> returned, List<Way> thrown, Trace trace) {}

    /** The key of a call, or null when it depends on more than its arguments. */
    static Key key(Value.Closure closure, Value self, List<Value> arguments, State state, boolean decided) {
        if (closure.scope().varies() || !fixed(closure.self(), 0) || !fixed(self, 0)) return null;
        for (Value argument : arguments) if (!fixed(argument, 0)) return null;
        return new Key(closure.function(), closure.self().nullish() ? self : closure.self(), List.copyOf(arguments), state.passed(), decided);
    }

    Done get(Key key) {
        return known.get(key);
    }

    void put(Key key, Done done) {
        boolean fixed = done.returned.stream().allMatch(way -> fixed(way.value, 0))
            && done.thrown.stream().allMatch(way -> fixed(way.value, 0));
        if (fixed && known.size() < MAX_ENTRIES) known.put(key, done);
    }

    /** True when a value means the same in every run. */
    private static boolean fixed(Value value, int depth) {
        if (depth > MAX_DEPTH) return false;
        return switch (value.kind()) {
            case CLOSURE -> {
                Value.Closure closure = (Value.Closure) value.data();
                yield !closure.scope().varies() && fixed(closure.self(), depth + 1);
            }
            case CLASS -> !((Value.Type) value.data()).scope().varies();
            case OBJECT -> value.fields().values().stream().allMatch(field -> fixed(field, depth + 1));
            case ARRAY, UNION -> value.items().stream().allMatch(item -> fixed(item, depth + 1));
            case PROMISE -> fixed((Value) value.data(), depth + 1);
            case CHAIN -> {
                Value.Chain chain = (Value.Chain) value.data();
                yield (chain.last() == null || fixed(chain.last(), depth + 1))
                    && chain.inside().stream().allMatch(inside -> fixed(inside, depth + 1));
            }
            case NATIVE -> {
                Object of = value.natively().of();
                yield of == null || of instanceof String || of instanceof Boolean || of instanceof Evidence || of instanceof World.Plain
                    || of instanceof Value inner && fixed(inner, depth + 1);
            }
            default -> true;
        };
    }
}
