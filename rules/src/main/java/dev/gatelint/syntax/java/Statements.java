package dev.gatelint.syntax.java;

import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.PatternExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements; the parser's own statements are named in full. */
final class Statements {
    private Statements() {}

    static Statement of(com.github.javaparser.ast.stmt.Statement node, Places places) {
        List<Statement> made = new ArrayList<>(1);
        into(made, node, places);
        return made.size() == 1 ? made.get(0) : new Statement.Block(places.start(node), places.end(node), made);
    }

    static Statement.Block block(BlockStmt node, Places places) {
        List<Statement> made = new ArrayList<>(node.getStatements().size());
        node.getStatements().forEach(s -> into(made, s, places));
        return new Statement.Block(places.start(node), places.end(node), made);
    }

    private static void into(List<Statement> made, com.github.javaparser.ast.stmt.Statement labelled, Places at) {
        var node = labelled;
        while (node instanceof LabeledStmt label) node = label.getStatement();
        int start = at.start(node);
        int end = at.end(node);
        if (!at.enter()) {
            made.add(new Statement.Opaque(start, end));
            return;
        }
        try {
            if (node instanceof ExpressionStmt s && s.getExpression() instanceof VariableDeclarationExpr variables) {
                made.addAll(variables(variables, start, end, at));
            } else {
                made.add(of(node, start, end, at));
            }
        } finally {
            at.leave();
        }
    }

    private static List<Statement> variables(VariableDeclarationExpr node, int start, int end, Places at) {
        List<Statement> made = new ArrayList<>(1);
        for (VariableDeclarator v : node.getVariables()) {
            made.add(new Statement.Variable(start, end, Types.of(v.getType(), at), v.getNameAsString(), at.start(v.getName()),
                at.end(v.getName()),
                v.getInitializer().map(e -> Expressions.of(e, at))));
        }
        return made;
    }

    private static Statement of(com.github.javaparser.ast.stmt.Statement node, int start, int end, Places at) {
        if (node instanceof ExpressionStmt s) return new Statement.Run(start, end, Expressions.of(s.getExpression(), at));
        if (node instanceof BlockStmt s) return block(s, at);
        if (node instanceof IfStmt s) {
            return new Statement.If(start, end, Expressions.of(s.getCondition(), at), of(s.getThenStmt(), at), s.getElseStmt()
                .map(e -> of(e, at)));
        }
        if (node instanceof ReturnStmt s) return new Statement.Return(start, end, s.getExpression().map(e -> Expressions.of(e, at)), false);
        if (node instanceof ThrowStmt s) return new Statement.Throw(start, end, Expressions.of(s.getExpression(), at));
        if (node instanceof TryStmt s) return attempt(s, start, end, at);
        if (node instanceof ForEachStmt s) {
            return new Statement.Loop(start, end, Statement.Loop.Kind.EACH, expression(s.getVariable(), at),
                Optional.of(Expressions.of(s.getIterable(), at)),
                List.of(), of(s.getBody(), at));
        }
        if (node instanceof ForStmt s) {
            List<Statement> first = s.getInitialization().stream().flatMap(e -> expression(e, at).stream()).toList();
            return new Statement.Loop(start, end, Statement.Loop.Kind.FOR, first, s.getCompare().map(e -> Expressions.of(e, at)),
                Expressions.all(s.getUpdate(), at), of(s.getBody(), at));
        }
        if (node instanceof WhileStmt s) return loop(Statement.Loop.Kind.WHILE, s.getCondition(), s.getBody(), start, end, at);
        if (node instanceof DoStmt s) return loop(Statement.Loop.Kind.DO, s.getCondition(), s.getBody(), start, end, at);
        if (node instanceof SwitchStmt s) return new Statement.Switch(start, end, Expressions.of(s.getSelector(), at),
            cases(s.getEntries(), at));
        if (node instanceof YieldStmt s) return new Statement.Return(start, end, Optional.of(Expressions.of(s.getExpression(), at)), true);
        if (node instanceof SynchronizedStmt s) {
            return new Statement.Synchronized(start, end, Expressions.of(s.getExpression(), at), block(s.getBody(), at));
        }
        if (node instanceof LocalClassDeclarationStmt s) return local(s.getClassDeclaration(), start, end, at);
        if (node instanceof LocalRecordDeclarationStmt s) return local(s.getRecordDeclaration(), start, end, at);
        if (node instanceof BreakStmt || node instanceof ContinueStmt) return new Statement.Jump(start, end);
        if (node instanceof ExplicitConstructorInvocationStmt s) {
            String word = s.isThis() ? "this" : "super";
            return new Statement.Run(start, end, new Expression.Call(start, end, Optional.empty(), word, start,
                Math.min(end, start + word.length()),
                Expressions.all(s.getArguments(), at)));
        }
        return new Statement.Opaque(start, end);
    }

    private static Statement local(TypeDeclaration<?> type, int start, int end, Places at) {
        return new Statement.Local(start, end, Declarations.type(type, at));
    }

    private static Statement loop(Statement.Loop.Kind kind, com.github.javaparser.ast.expr.Expression test,
        com.github.javaparser.ast.stmt.Statement body,
                                  int start, int end, Places at) {
        return new Statement.Loop(start, end, kind, List.of(), Optional.of(Expressions.of(test, at)), List.of(), of(body, at));
    }

    private static Statement attempt(TryStmt node, int start, int end, Places at) {
        List<Statement> resources = node.getResources().stream().flatMap(e -> expression(e, at).stream()).toList();
        List<Statement.Catch> catches = node.getCatchClauses().stream().map(c -> new Statement.Catch(at.start(c), at.end(c),
            Declarations.parameter(c.getParameter(), at), block(c.getBody(), at))).toList();
        return new Statement.Try(start, end, resources, block(node.getTryBlock(), at), catches, node.getFinallyBlock()
            .map(b -> block(b, at)));
    }

    /** An expression where a statement may stand: variables of a loop or a try. */
    private static List<Statement> expression(com.github.javaparser.ast.expr.Expression node, Places at) {
        if (node instanceof VariableDeclarationExpr variables) return variables(variables, at.start(node), at.end(node), at);
        return List.of(Expressions.run(Expressions.of(node, at)));
    }

    static List<Statement.Case> cases(NodeList<SwitchEntry> entries, Places at) {
        return entries.stream().map(entry -> {
            List<Statement> statements = new ArrayList<>(entry.getStatements().size());
            entry.getStatements().forEach(s -> into(statements, s, at));
            List<Expression> labels = entry.getLabels().stream().map(label -> label instanceof PatternExpr
                ? new Expression.Opaque(at.start(label), at.end(label)) : Expressions.of(label, at)).toList();
            return new Statement.Case(at.start(entry), at.end(entry), labels, entry.getGuard().map(e -> Expressions.of(e, at)),
                entry.getType() != SwitchEntry.Type.STATEMENT_GROUP, statements);
        }).toList();
    }
}
