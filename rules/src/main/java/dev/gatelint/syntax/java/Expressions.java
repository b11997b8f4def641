package dev.gatelint.syntax.java;

import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.expr.*;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import dev.gatelint.syntax.java.Expression.Literal.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Expressions and annotations; the parser's own expressions are named in full. */
final class Expressions {
    private Expressions() {}

    static Expression of(com.github.javaparser.ast.expr.Expression node, Places places) {
        var inner = node;
        while (inner instanceof EnclosedExpr enclosed) inner = enclosed.getInner();
        int start = places.start(inner);
        int end = places.end(inner);
        if (!places.enter()) return new Expression.Opaque(start, end);
        try {
            return of(inner, start, end, places);
        } finally {
            places.leave();
        }
    }

    static List<Expression> all(NodeList<? extends com.github.javaparser.ast.expr.Expression> nodes, Places places) {
        return nodes.stream().map(e -> of(e, places)).toList();
    }

    private static Expression of(com.github.javaparser.ast.expr.Expression node, int start, int end, Places at) {
        if (node instanceof NameExpr e) return new Expression.Name(start, end, e.getNameAsString());
        if (node instanceof LiteralExpr e) return literal(e, start, end, at);
        if (node instanceof MethodCallExpr e) {
            Optional<Expression> receiver = e.getScope().map(scope -> of(scope, at));
            return new Expression.Call(start, end, receiver, e.getNameAsString(), at.start(e.getName()), at.end(e.getName()),
                all(e.getArguments(), at));
        }
        if (node instanceof FieldAccessExpr e) {
            return new Expression.FieldAccess(start, end, of(e.getScope(), at), e.getNameAsString(), at.start(e.getName()));
        }
        if (node instanceof BinaryExpr e) return binary(e, start, end, at);
        if (node instanceof ObjectCreationExpr e) {
            Optional<JavaClass> body = e.getAnonymousClassBody().map(members -> Declarations.anonymous(e, members, at));
            return new Expression.New(start, end, Types.of(e.getType(), at), all(e.getArguments(), at), body);
        }
        if (node instanceof LambdaExpr e) {
            List<Parameter> parameters = e.getParameters().stream().map(p -> Declarations.parameter(p, at)).toList();
            Statement body = e.getBody() instanceof ExpressionStmt value ? run(of(value.getExpression(), at))
                : Statements.of(e.getBody(), at);
            return new Expression.Lambda(start, end, parameters, body);
        }
        if (node instanceof MethodReferenceExpr e) return new Expression.MethodRef(start, end, of(e.getScope(), at), e.getIdentifier());
        if (node instanceof AssignExpr e) {
            return new Expression.Assign(start, end, of(e.getTarget(), at), e.getOperator().asString(), of(e.getValue(), at));
        }
        if (node instanceof UnaryExpr e) return new Expression.Unary(start, end, e.getOperator().asString(), of(e.getExpression(), at));
        if (node instanceof ConditionalExpr e) {
            return new Expression.Conditional(start, end, of(e.getCondition(), at), of(e.getThenExpr(), at), of(e.getElseExpr(), at));
        }
        if (node instanceof CastExpr e) return new Expression.Cast(start, end, Types.of(e.getType(), at), of(e.getExpression(), at));
        if (node instanceof InstanceOfExpr e) return instanceOf(e, start, end, at);
        return rarer(node, start, end, at);
    }

    private static Expression rarer(com.github.javaparser.ast.expr.Expression node, int start, int end, Places at) {
        if (node instanceof ThisExpr e) return qualified(e.getTypeName(), "this", start, end);
        if (node instanceof SuperExpr e) return qualified(e.getTypeName(), "super", start, end);
        if (node instanceof ArrayInitializerExpr e) return new Expression.Array(start, end, all(e.getValues(), at));
        if (node instanceof ArrayCreationExpr e) {
            return new Expression.Array(start, end, e.getInitializer().map(values -> all(values.getValues(), at)).orElse(List.of()));
        }
        if (node instanceof ArrayAccessExpr e) return new Expression.Index(start, end, of(e.getName(), at), of(e.getIndex(), at));
        if (node instanceof ClassExpr e) return new Expression.ClassLiteral(start, end, Types.of(e.getType(), at));
        if (node instanceof TypeExpr e) return new Expression.TypeUse(start, end, Types.of(e.getType(), at));
        if (node instanceof AnnotationExpr e) return new Expression.AnnotationUse(start, end, annotation(e, at));
        if (node instanceof SwitchExpr e) return new Expression.Switch(start, end, of(e.getSelector(), at),
            Statements.cases(e.getEntries(), at));
        return new Expression.Opaque(start, end);
    }

    /** {@code Outer.this} is as opaque to a reader as {@code this}; only the plain ones keep their name. */
    private static Expression qualified(Optional<Name> type, String word, int start, int end) {
        return type.isEmpty() ? new Expression.Name(start, end, word) : new Expression.Opaque(start, end);
    }

    static Statement.Run run(Expression value) {
        return new Statement.Run(value.start(), value.end(), value);
    }

    private static Expression literal(LiteralExpr node, int start, int end, Places at) {
        if (node instanceof TextBlockLiteralExpr e) return new Expression.Literal(start, end, Kind.STRING,
            at.kept(e, cooked(e.stripIndent())));
        if (node instanceof StringLiteralExpr e) return new Expression.Literal(start, end, Kind.STRING, at.kept(e, cooked(e.getValue())));
        if (node instanceof CharLiteralExpr e) return new Expression.Literal(start, end, Kind.CHAR, cooked(e.getValue()));
        if (node instanceof BooleanLiteralExpr e) return new Expression.Literal(start, end, Kind.BOOLEAN, String.valueOf(e.getValue()));
        if (node instanceof LiteralStringValueExpr e) return new Expression.Literal(start, end, Kind.NUMBER, e.getValue());
        return new Expression.Literal(start, end, Kind.NULL, "null");
    }

    private static String cooked(String raw) {
        if (raw.indexOf('\\') < 0) return raw;
        try {
            return raw.translateEscapes();
        } catch (IllegalArgumentException e) {
            return raw; // not an escape that Java knows: the compiler will say so
        }
    }

    /** A chain of the same operator leans to the left as deep as it is long; it is unwound without recursion. */
    private static Expression binary(BinaryExpr node, int start, int end, Places at) {
        Deque<BinaryExpr> spine = new ArrayDeque<>();
        com.github.javaparser.ast.expr.Expression left = node;
        while (left instanceof BinaryExpr inner) {
            spine.push(inner);
            left = inner.getLeft();
        }
        List<Expression> operands = new ArrayList<>(List.of(of(left, at)));
        BinaryExpr before = null;
        int depth = 0;
        for (BinaryExpr inner : spine) {
            if (before != null && before.getOperator() != inner.getOperator()) {
                int from = at.start(before);
                int to = at.end(before);
                operands = new ArrayList<>(List.of(++depth > JavaSource.DEPTH / 4 ? new Expression.Opaque(from, to)
                    : new Expression.Binary(from, to, before.getOperator().asString(), operands)));
            }
            operands.add(of(inner.getRight(), at));
            before = inner;
        }
        return new Expression.Binary(start, end, node.getOperator().asString(), operands);
    }

    private static Expression instanceOf(InstanceOfExpr node, int start, int end, Places at) {
        List<String> names = node.getPattern().map(p -> p.findAll(TypePatternExpr.class).stream().map(TypePatternExpr::getNameAsString)
            .toList())
            .orElse(List.of());
        return new Expression.InstanceOf(start, end, of(node.getExpression(), at), Types.of(node.getType(), at), names);
    }

    static Annotation annotation(AnnotationExpr node, Places at) {
        List<Annotation.Attribute> attributes = new ArrayList<>();
        if (node instanceof SingleMemberAnnotationExpr one) {
            Expression value = of(one.getMemberValue(), at);
            attributes.add(new Annotation.Attribute(value.start(), value.end(), "value", value));
        } else if (node instanceof NormalAnnotationExpr many) {
            for (MemberValuePair pair : many.getPairs()) {
                attributes.add(new Annotation.Attribute(at.start(pair), at.end(pair), pair.getNameAsString(), of(pair.getValue(), at)));
            }
        }
        return new Annotation(at.start(node), at.end(node), node.getNameAsString(), at.start(node.getName()), at.end(node.getName()),
            attributes);
    }

    static List<Annotation> annotations(NodeList<AnnotationExpr> nodes, Places at) {
        return nodes.stream().map(a -> annotation(a, at)).toList();
    }
}
