package dev.gatelint.syntax.java;

import com.github.javaparser.Position;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MemberValuePair;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SingleMemberAnnotationExpr;
import dev.gatelint.source.Lines;

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
        return literals.keep(receiver(literal), value);
    }

    /** The name of what a value goes to, through calls on it, concatenation, arrays and conditions. */
    private static String receiver(Node literal) {
        Node below = literal;
        for (int i = 0; i < 12; i++) {
            Node node = below.getParentNode().orElse(null);
            if (node instanceof VariableDeclarator variable) return variable.getNameAsString();
            if (node instanceof AssignExpr assign) return assign.getTarget() instanceof FieldAccessExpr field ? field.getNameAsString() : assign.getTarget() instanceof NameExpr name ? name.getNameAsString() : "";
            if (node instanceof MemberValuePair pair) return "@" + annotation(pair) + "." + pair.getNameAsString();
            if (node instanceof SingleMemberAnnotationExpr single) return "@" + single.getName().getIdentifier() + ".value";
            if (node instanceof ObjectCreationExpr made) return made.getType().getNameAsString() + "()";
            if (node instanceof MethodCallExpr call && !isScope(call, below)) return call.getNameAsString() + "()";
            if (!(node instanceof Expression)) return "";
            below = node;
        }
        return "";
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
