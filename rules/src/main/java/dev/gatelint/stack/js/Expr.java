package dev.gatelint.stack.js;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An expression. Places are UTF-16 offsets in the file, end exclusive. TypeScript's casts are gone, {@code x!} excepted: it is a
 * {@link Unary} with the operator {@code "!!"} behind its operand.
 */
public sealed interface Expr {
    int start();

    int end();

    /** {@code a.b.c} for names joined by dots ({@code this} and {@code a?.b} too), or the empty string. */
    default String dotted() {
        List<String> names = new ArrayList<>();
        Expr inner = this;
        while (true) {
            if (inner instanceof Member member) {
                names.add(member.name);
                inner = member.object;
            } else if (inner instanceof Unary unary && unary.operator.equals("!!")) {
                inner = unary.operand;
            } else {
                break;
            }
        }
        if (!(inner instanceof Name name)) return "";
        names.add(name.name);
        Collections.reverse(names);
        return String.join(".", names);
    }

    /** The direct parts, in the order of the source; functions and classes are parts like others. */
    default List<Expr> parts() {
        if (this instanceof Template t) return t.holes;
        if (this instanceof Member m) return List.of(m.object);
        if (this instanceof Index i) return List.of(i.object, i.index);
        if (this instanceof Call c) {
            List<Expr> all = new ArrayList<>();
            all.add(c.callee);
            all.addAll(c.arguments);
            return all;
        }
        if (this instanceof Fields f) return f.entries.stream().map(Entry::value).toList();
        if (this instanceof Items i) return i.elements;
        if (this instanceof Unary u) return List.of(u.operand);
        if (this instanceof Binary b) return List.of(b.left, b.right);
        if (this instanceof Choice c) return List.of(c.test, c.then, c.otherwise);
        if (this instanceof Assign a) return List.of(a.value);
        if (this instanceof Await a) return List.of(a.operand);
        if (this instanceof Sequence s) return s.elements;
        if (this instanceof Spread s) return List.of(s.operand);
        if (this instanceof Element e) {
            List<Expr> all = new ArrayList<>();
            e.properties.forEach(entry -> all.add(entry.value()));
            all.addAll(e.children);
            return all;
        }
        return List.of();
    }

    /** A name; {@code this} is the name {@code this}, {@code undefined} the name {@code undefined}. */
    record Name(int start, int end, String name) implements Expr {}

    /** A string, or a template in which nothing is inserted. */
    record Text(int start, int end, String value) implements Expr {}

    /**
     * A string that stands where a secret stands. Its value is not kept.
     *
     * @param length in UTF-16 units
     * @param known  a placeholder or sample value that everyone knows
     */
    record Hidden(int start, int end, int length, boolean known) implements Expr {}

    /** {@code true}, {@code false}, {@code null} or a number, as written. */
    record Scalar(int start, int end, String text) implements Expr {}

    /** {@code /pattern/flags} */
    record Regex(int start, int end, String pattern, String flags) implements Expr {}

    /** {@code `text${hole}text`}: one more of {@code texts} than of {@code holes}. */
    record Template(int start, int end, List<String> texts, List<Expr> holes) implements Expr {}

    /** {@code object.name}, also {@code object["name"]}. */
    record Member(int start, int end, Expr object, String name, boolean optional) implements Expr {}

    /** {@code object[index]} */
    record Index(int start, int end, Expr object, Expr index) implements Expr {}

    /** {@code callee(arguments)}; of a tagged template the arguments are the template. */
    record Call(int start, int end, Kind kind, Expr callee, List<Expr> arguments) implements Expr {
        /** How it is written; of {@code import("source")} the callee is the name {@code import}. */
        public enum Kind { CALL, OPTIONAL, NEW, TAG, IMPORT }

        /** The argument at {@code index}, or null. */
        public Expr argument(int index) {
            return index < arguments.size() ? arguments.get(index) : null;
        }
    }

    /** A function as a value. */
    record Lambda(Function function) implements Expr {
        @Override public int start() {
            return function.start();
        }

        @Override public int end() {
            return function.end();
        }
    }

    /** {@code {name: value, ...spread}} */
    record Fields(int start, int end, List<Entry> entries) implements Expr {
        /** The value of the last entry with this name, or null; what a spread brings is not looked at. */
        public Expr value(String name) {
            for (int i = entries.size() - 1; i >= 0; i--) {
                if (entries.get(i).name.equals(name) && entries.get(i).kind != Entry.Kind.SPREAD) return entries.get(i).value;
            }
            return null;
        }

        /** True when names may be there that are not written here. */
        public boolean open() {
            return entries.stream().anyMatch(entry -> entry.kind == Entry.Kind.SPREAD || entry.name.isEmpty());
        }
    }

    /**
     * A part of an object or a property of an element.
     *
     * @param start begins at the name
     * @param end   of the name
     * @param name  empty when it is computed or a spread
     */
    record Entry(int start, int end, String name, Expr value, Kind kind) {
        /** How it is written. */
        public enum Kind { PROPERTY, SHORTHAND, METHOD, GETTER, SETTER, SPREAD }
    }

    /** {@code [a, ...b]} */
    record Items(int start, int end, List<Expr> elements) implements Expr {}

    /** {@code ! - + ~ typeof void delete ++ -- yield}, and {@code !!} for {@code x!}. */
    record Unary(int start, int end, String operator, Expr operand) implements Expr {}

    /** Two operands; {@code && || ??} included. */
    record Binary(int start, int end, String operator, Expr left, Expr right) implements Expr {}

    /** {@code test ? then : otherwise} */
    record Choice(int start, int end, Expr test, Expr then, Expr otherwise) implements Expr {}

    /** {@code target = value}; {@code operator} with its equals sign. */
    record Assign(int start, int end, String operator, Target target, Expr value) implements Expr {}

    /** {@code await operand} */
    record Await(int start, int end, Expr operand) implements Expr {}

    /** {@code a, b} */
    record Sequence(int start, int end, List<Expr> elements) implements Expr {}

    /** {@code ...operand} */
    record Spread(int start, int end, Expr operand) implements Expr {}

    /** {@code <tag properties>children</tag>}; text between tags is left out; {@code tag} is empty for a fragment. */
    record Element(int start, int end, String tag, List<Entry> properties, List<Expr> children) implements Expr {}

    /** {@code class name extends parent { … }}; static blocks and index signatures are left out. */
    record Type(int start, int end, String name, Expr parent, List<Field> fields) implements Expr {}

    /** A member of a class; {@code value} is null for a field without one; methods are {@link Lambda}s. */
    record Field(int start, int end, String name, boolean isStatic, Entry.Kind kind, Expr value) {}

    /** Something that was not understood, or is nested too deeply. */
    record Unclear(int start, int end) implements Expr {}
}
