package dev.gatelint.syntax.java;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** A piece of Java with its place: UTF-16 offsets, end exclusive. */
public interface Node {
    /** Where it begins. */
    int start();

    /** Where it ends, exclusive. */
    int end();

    /** Gives each direct child, in the order of the source. */
    void forEachChild(Consumer<? super Node> action);

    /** Gives this node and all below it, parents first, in the order of the source. */
    default void walk(Consumer<? super Node> action) {
        Deque<Node> open = new ArrayDeque<>();
        open.push(this);
        List<Node> children = new ArrayList<>();
        while (!open.isEmpty()) {
            Node node = open.pop();
            action.accept(node);
            children.clear();
            node.forEachChild(children::add);
            for (int i = children.size() - 1; i >= 0; i--) open.push(children.get(i));
        }
    }

    /** This node and all below it that are of {@code type}, in the order of {@link #walk}. */
    default <N extends Node> List<N> all(Class<N> type) {
        List<N> found = new ArrayList<>();
        walk(node -> {
            if (type.isInstance(node)) found.add(type.cast(node));
        });
        return found;
    }
}
