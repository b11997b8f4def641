package dev.gatelint.syntax.ts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A piece of the tree. {@code [start, end)} are UTF-16 offsets of the text that was parsed, from the first to the last character that
 * belongs to the node: no white space and no comment around it.
 *
 * <p>Nodes are values without a way up. Compare them with {@code ==} and keep them in an {@link java.util.IdentityHashMap}: the
 * {@code equals}, {@code hashCode} and {@code toString} of a record look at the whole tree below it.
 *
 * <p>Walk with {@link #walk}, which uses no Java stack. Code that recurses by itself is safe over everything that is nested by
 * brackets, because the parser nests no deeper than {@link TypeScript#MAX_DEPTH}, but must loop along the things that are chains in
 * a program: {@link Expression.Binary#left}, {@link Expression.Member#object}, {@link Expression.Call#callee},
 * {@link Expression.Conditional#alternate}, {@link Expression.Assignment#value}, {@link Statement.If#alternate} and their like.
 */
public sealed interface Node permits Pattern, Statement, ClassMember, ObjectMember, Jsx.Attribute, Jsx.Child, TypeText, Parameter,
    Decorator,
        Pattern.Bound, Statement.Declarator, Statement.Case, Statement.Catch, Statement.Specifier, Statement.EnumMember,
            Expression.TemplateText,
        TsFile {

    /** The offset of the first character. */
    int start();

    /** The offset behind the last character. */
    int end();

    /** Gives every direct child to {@code action}, in the order of the source. */
    void forEachChild(Consumer<? super Node> action);

    /**
     * Goes through this node and all that is below it, parents first, in the order of the source. The children of a node for which
     * {@code enter} says false are left out. Uses no Java stack, so that no input can overflow it.
     */
    default void walk(Predicate<? super Node> enter) {
        List<Node> open = new ArrayList<>();
        open.add(this);
        while (!open.isEmpty()) {
            Node node = open.remove(open.size() - 1);
            if (!enter.test(node)) continue;
            int mark = open.size();
            node.forEachChild(open::add);
            Collections.reverse(open.subList(mark, open.size()));
        }
    }

    /** Gives {@code node} to {@code action} when it is there. */
    static void give(Node node, Consumer<? super Node> action) {
        if (node != null) action.accept(node);
    }
}
