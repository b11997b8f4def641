package dev.gatelint.stack.js;

import java.util.List;

/** A statement. Blocks without a meaning of their own are flattened into {@link Block}. */
public sealed interface Step {
    int start();

    int end();

    /** {@code const target = value}; {@code value} is null when there is none. */
    record Declare(int start, int end, String kind, Target target, String type, Expr value) implements Step {}

    /** A function declaration; callable from the start of its block. */
    record Define(Function function) implements Step {
        @Override public int start() {
            return function.start();
        }

        @Override public int end() {
            return function.end();
        }
    }

    /** An expression as a statement; also a class declaration, as an {@link Expr.Type}. */
    record Run(Expr expr) implements Step {
        @Override public int start() {
            return expr.start();
        }

        @Override public int end() {
            return expr.end();
        }
    }

    /** {@code if (test) then else otherwise} */
    record If(int start, int end, Expr test, List<Step> then, List<Step> otherwise) implements Step {}

    /**
     * Any loop.
     *
     * @param before what runs once before it
     * @param test   null when there is none; of {@code for of} and {@code for in} what is gone through
     * @param target of {@code for of} and {@code for in} what takes each value, else null
     * @param after  what runs after each turn, or null
     */
    record Loop(int start, int end, boolean first, List<Step> before, Target target, Expr test, Expr after,
        List<Step> body) implements Step {}

    /** {@code value} is null when there is none. */
    record Return(int start, int end, Expr value) implements Step {}

    /** {@code throw value} */
    record Throw(int start, int end, Expr value) implements Step {}

    /** {@code handler} and {@code last} are null when they are not there; {@code caught} takes what was thrown, or is null. */
    record Try(int start, int end, List<Step> body, Target caught, List<Step> handler, List<Step> last) implements Step {}

    /** {@code switch (value)}; */
    record Switch(int start, int end, Expr value, List<Case> cases) implements Step {}

    /** {@code test} is null for the default. */
    record Case(int start, int end, Expr test, List<Step> body) {}

    /** {@code break}, or with {@code again} {@code continue}; {@code label} may be empty. */
    record Leave(int start, int end, boolean again, String label) implements Step {}

    /** {@code { … }}; {@code label} may be empty. */
    record Block(int start, int end, String label, List<Step> body) implements Step {}
}
