package dev.gatelint.syntax.java;

import com.github.javaparser.Position;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MemberValuePair;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SingleMemberAnnotationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.stmt.ReturnStmt;
import dev.gatelint.source.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns the parser's lines and columns into offsets of the text as it is on disk, and counts how deep a reader of the tree is. */
final class Places {
    private final Lines lines;
    private final UnicodeEscapes escapes;
    private final JavaSource.Literals literals;
    private int depth;

    Places(UnicodeEscapes escapes, JavaSource.Literals literals) {
        this.escapes = escapes;
        this.literals = literals;
        this.lines = Lines.of(escapes.text());
    }

    int start(Node node) {
        return node.getBegin().map(this::offset).orElse(0);
    }

    /** The parser's ends are those of the last character. */
    int end(Node node) {
        return node.getEnd().map(p -> escapes.original(lines.offset(p.line, p.column + 1))).orElse(start(node));
    }

    private int offset(Position p) {
        return escapes.original(lines.offset(p.line, p.column));
    }

    /** What is kept of a string literal. */
    String kept(Node literal, String value) {
        return literals.keep(receivers(literal), value);
    }

    /** The names of what a value goes to, through calls on it, concatenation, arrays and conditions. */
    private static List<String> receivers(Node literal) {
        List<String> names = new ArrayList<>();
        Node below = literal;
        for (int i = 0; i < 12; i++) {
            Node node = below.getParentNode().orElse(null);
            if (node instanceof MethodCallExpr call) {
                beside(call, below).ifPresent(names::add);
                if (!isScope(call, below)) names.add(call.getNameAsString() + "()");
            } else if (node instanceof ObjectCreationExpr made) {
                names.add(made.getType().getNameAsString() + "()");
            } else {
                last(node).ifPresent(names::add);
            }
            if (!(node instanceof Expression)) return names;
            below = node;
        }
        return names;
    }

    private static Optional<String> last(Node node) {
        if (node instanceof VariableDeclarator variable) return Optional.of(variable.getNameAsString());
        if (node instanceof AssignExpr assign) return name(assign.getTarget());
        if (node instanceof MemberValuePair pair) return Optional.of("@" + annotation(pair) + "." + pair.getNameAsString());
        if (node instanceof SingleMemberAnnotationExpr single) return Optional.of("@" + single.getName().getIdentifier() + ".value");
        return node instanceof ReturnStmt ? method(node) : Optional.empty();
    }

    private static Optional<String> method(Node node) {
        for (Node at = node; at != null; at = at.getParentNode().orElse(null)) {
            if (at instanceof MethodDeclaration method) return Optional.of(method.getNameAsString());
            if (at instanceof LambdaExpr) return Optional.empty();
        }
        return Optional.empty();
    }

    /** The key before the value in {@code put("key", "value")}, and the other side of {@code secret.equals("value")}. */
    private static Optional<String> beside(MethodCallExpr call, Node value) {
        if (call.getNameAsString().startsWith("equals")) {
            return isScope(call, value) ? call.getArguments().getFirst().flatMap(Places::name) : call.getScope().flatMap(Places::name);
        }
        int at = call.getArguments().indexOf(value);
        return at > 0 && call.getArgument(at - 1) instanceof StringLiteralExpr key ? Optional.of(key.getValue()) : Optional.empty();
    }

    private static Optional<String> name(Expression expression) {
        if (expression instanceof FieldAccessExpr field) return Optional.of(field.getNameAsString());
        if (expression instanceof MethodCallExpr call) return Optional.of(call.getNameAsString());
        return expression instanceof NameExpr name ? Optional.of(name.getNameAsString()) : Optional.empty();
    }

    private static boolean isScope(MethodCallExpr call, Node node) {
        return call.getScope().isPresent() && call.getScope().get() == node;
    }

    private static String annotation(MemberValuePair pair) {
        return pair.getParentNode().map(a -> a instanceof AnnotationExpr one ? one.getName().getIdentifier() : "").orElse("");
    }

    int line(Position p) {
        return Lines.of(escapes.source()).line(offset(p));
    }

    /** Behind the next opening brace. */
    int behindBrace(int offset) {
        int brace = escapes.source().indexOf('{', offset);
        return brace < 0 ? offset : brace + 1;
    }

    /** False when this is too deep to go on; every true is followed by {@link #leave}. */
    boolean enter() {
        if (depth >= JavaSource.DEPTH) return false;
        depth++;
        return true;
    }

    void leave() {
        depth--;
    }
}
