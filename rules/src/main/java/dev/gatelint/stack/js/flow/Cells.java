package dev.gatelint.stack.js.flow;

import java.util.function.BinaryOperator;

/**
 * Values by number. A copy costs nothing and shares what is not changed later; joining two that were copies of each other costs what has
 * changed since. A tree of arrays, 16 wide.
 */
final class Cells {
    private static final int BITS = 4;
    private static final int WIDTH = 1 << BITS;
    private static final int MASK = WIDTH - 1;

    /** Inner nodes hold nodes, those of the last level values. {@code owner} may change it in place. */
    private record Node(Object[] slots, Object owner) {}

    private Node root;
    /** How many levels stand above the values. */
    private int height;
    private Object owner = new Object();

    Cells() {
        root = new Node(new Object[WIDTH], owner);
    }

    private Cells(Node root, int height) {
        this.root = root;
        this.height = height;
    }

    Cells copy() {
        owner = new Object();
        return new Cells(root, height);
    }

    /** The value of a cell, null when it has none. */
    Value get(int cell) {
        if (cell >>> (height + 1) * BITS != 0) return null;
        Node node = root;
        for (int level = height; level > 0; level--) {
            node = (Node) node.slots[cell >>> level * BITS & MASK];
            if (node == null) return null;
        }
        return (Value) node.slots[cell & MASK];
    }

    void set(int cell, Value value) {
        while (cell >>> (height + 1) * BITS != 0) {
            Node above = new Node(new Object[WIDTH], owner);
            above.slots[0] = root;
            root = above;
            height++;
        }
        root = mine(root);
        Node node = root;
        for (int level = height; level > 0; level--) {
            int slot = cell >>> level * BITS & MASK;
            Node below = mine((Node) node.slots[slot]);
            node.slots[slot] = below;
            node = below;
        }
        node.slots[cell & MASK] = value;
    }

    private Node mine(Node node) {
        if (node == null) return new Node(new Object[WIDTH], owner);
        return node.owner == owner ? node : new Node(node.slots.clone(), owner);
    }

    /**
     * Takes on the values of another, with {@code both} where the two differ.
     *
     * @return how many places were looked at
     */
    int join(Cells other, BinaryOperator<Value> both) {
        other.owner = new Object(); // what is taken from it, it must not change in place
        while (height < other.height) {
            Node above = new Node(new Object[WIDTH], owner);
            above.slots[0] = root;
            root = above;
            height++;
        }
        Node at = other.root;
        for (int level = other.height; level < height; level++) {
            Node above = new Node(new Object[WIDTH], owner);
            above.slots[0] = at;
            at = above;
        }
        int[] looked = new int[1];
        root = join(root, at, height, both, looked);
        return looked[0];
    }

    private Node join(Node own, Node other, int level, BinaryOperator<Value> both, int[] looked) {
        if (own == other || other == null) return own;
        if (own == null) return other;
        Node made = own;
        for (int i = 0; i < WIDTH; i++) {
            Object left = own.slots[i];
            Object right = other.slots[i];
            if (left == right || right == null) continue;
            looked[0]++;
            Object now = level > 0 ? join((Node) left, (Node) right, level - 1, both, looked) : left == null ? right
                : both.apply((Value) left, (Value) right);
            if (now == left) continue;
            if (made == own) made = mine(own);
            made.slots[i] = now;
        }
        return made;
    }
}
