package dev.gatelint.stack.js.flow;

import dev.gatelint.stack.js.Expr;
import java.util.List;

/** What stands around the scripts: the framework, the packages, the request. */
public interface World {
    /**
     * A global name.
     *
     * @return null for one that the world does not know
     */
    Value global(String name);

    /**
     * A member of a {@link Value.Kind#NATIVE} or {@link Value.Kind#EXTERNAL} value.
     *
     * @return null for the machine's own answer
     */
    Value member(Value object, String name);

    /**
     * A call of a {@link Value.Kind#NATIVE} or {@link Value.Kind#EXTERNAL} value.
     *
     * @return null for the machine's own answer
     */
    Value call(Call call);

    /** What a {@link Value.Native} belongs to when it is the same in every run. */
    interface Plain {}

    /** True when the caller is one without a session. */
    boolean stranger();

    /** True when this thing of a package may decide by itself whether it calls the functions that it is given. */
    boolean decides(Value.External external);

    /**
     * A call that nothing is known of; says what its arguments make of what comes after it.
     *
     * @return marks of what it gives
     */
    int handed(Call call);

    /** {@code object.name = value} on something of the world. */
    void assign(Machine machine, Value object, String name, Value value);

    /**
     * A call.
     *
     * @param machine  runs functions that are passed
     * @param file     where it stands
     * @param site     the call itself
     * @param callee   what is called
     * @param self     what stands before the dot, undefined when nothing does
     */
    record Call(Machine machine, String file, Expr.Call site, Value callee, Value self, List<Value> arguments) {
        /** The argument at an index, undefined when there is none. */
        public Value argument(int index) {
            return index < arguments.size() ? arguments.get(index) : Value.UNDEFINED;
        }

        /** True for {@code new}. */
        public boolean isNew() {
            return site.kind() == Expr.Call.Kind.NEW;
        }
    }
}
