package dev.gatelint.syntax.ts;

import dev.gatelint.syntax.ts.Statement.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Statements and the lists of them, with the way back into step after a broken one. */
final class Statements {
    private final Parser parser;
    private final Tokens tokens;
    private final Recovery recovery;

    Statements(Parser parser) {
        this.parser = parser;
        tokens = parser.tokens;
        recovery = new Recovery(parser.tokens);
    }

    // ---- lists

    /** The whole file. */
    List<Statement> file() {
        List<Statement> all = new ArrayList<>();
        list(all, true);
        while (!tokens.atEnd()) {
            int start = tokens.start;
            tokens.report(start, tokens.current() + " has no partner");
            tokens.next();
            all.add(new Statement.Unparsed(start, tokens.last));
            list(all, false);
        }
        return List.copyOf(all);
    }

    /** At <code>{</code>: a block with a context of its own. */
    Statement.Block functionBody(int context) {
        int outer = parser.context;
        parser.context = context;
        Statement.Block body = block(true);
        parser.context = outer;
        return body;
    }

    /** At <code>{</code>, or where it is missing. */
    Statement.Block block(boolean directives) {
        int start = tokens.start;
        if (!tokens.expect(Token.LBRACE)) return new Statement.Block(tokens.last, tokens.last, List.of());
        parser.enter();
        int outer = parser.open();
        List<Statement> all = new ArrayList<>();
        list(all, directives);
        parser.context = outer;
        parser.leave();
        tokens.expect(Token.RBRACE);
        return new Statement.Block(start, tokens.last, List.copyOf(all));
    }

    /** Statements up to a closing brace, the next {@code case}, or the end; leaves out nothing that can be read. */
    private void list(List<Statement> all, boolean directives) {
        boolean head = directives;
        while (!tokens.at(Token.RBRACE) && !tokens.atEnd() && !tokens.at(Token.CASE) && !tokens.at(Token.DEFAULT)) {
            if (parser.depth() > 0 && parser.isLeftBehind()) return;
            int depth = parser.depth();
            int context = parser.context;
            int before = tokens.start;
            try {
                Statement statement = head && tokens.at(Token.STRING) ? directive() : statement();
                head &= statement instanceof Statement.Directive;
                if (tokens.start == before && !tokens.atEnd()) {
                    tokens.report(before, "unexpected " + tokens.current());
                    tokens.next();
                    statement = new Statement.Unparsed(before, tokens.last);
                }
                all.add(statement);
            } catch (Parser.TooDeep deep) {
                parser.resume(depth, context);
                recovery.skip(before);
                all.add(new Statement.Unparsed(before, tokens.last));
            }
        }
    }

    private Statement directive() {
        int start = tokens.start;
        Statement statement = statement();
        if (!(statement instanceof Statement.Run run) || !(run.expression() instanceof Expression.StringLiteral literal)) return statement;
        if (literal.start() != start) return statement;
        int from = literal.start() + 1;
        return new Statement.Directive(start, run.end(), literal, tokens.substring(from, Math.max(from, literal.end() - 1)));
    }

    // ---- one statement

    Statement statement() {
        parser.enter();
        Statement statement = any(tokens.start);
        parser.leave();
        return statement;
    }

    /** The statement behind the head of an {@code if}, a loop or a label. */
    private Statement body() {
        if (!parser.isLeftBehind()) return statement();
        tokens.report(tokens.start, "expected a statement before " + tokens.current());
        return new Statement.Unparsed(tokens.last, tokens.last);
    }

    private Statement any(int start) {
        switch (tokens.token) {
            case LBRACE -> {
                return block(false);
            }
            case SEMICOLON -> {
                tokens.next();
                return new Statement.Empty(start, tokens.last);
            }
            case VAR -> {
                return variables(start, Variables.Kind.VAR, false);
            }
            case CONST -> {
                return constant(start, false);
            }
            case FUNCTION -> {
                return parser.functions.function(start, false, FunctionNode.Kind.DECLARATION, Set.of());
            }
            case CLASS -> {
                return parser.classes.definition(start, List.of(), Set.of());
            }
            case AT -> {
                return decorated(start);
            }
            case IF -> {
                return conditional(start);
            }
            case FOR -> {
                return loop(start);
            }
            case WHILE -> {
                tokens.next();
                Expression test = head();
                Statement body = body();
                return new Statement.While(start, tokens.last, test, body);
            }
            case DO -> {
                return doWhile(start);
            }
            case RETURN -> {
                tokens.next();
                Expression value = endsHere() ? null : parser.expressions.expression();
                tokens.semicolon();
                return new Statement.Return(start, tokens.last, value);
            }
            case THROW -> {
                tokens.next();
                Expression value = tokens.newline ? parser.expressions.missingReported("expected an expression behind 'throw'")
                        : parser.expressions.expression();
                tokens.semicolon();
                return new Statement.Throw(start, tokens.last, value);
            }
            case TRY -> {
                return attempt(start);
            }
            case SWITCH -> {
                return choice(start);
            }
            case BREAK, CONTINUE -> {
                boolean leaves = tokens.at(Token.BREAK);
                tokens.next();
                Expression.Identifier label = tokens.token.isName() && !tokens.newline ? parser.expressions.identifier() : null;
                tokens.semicolon();
                return leaves ? new Statement.Break(start, tokens.last, label) : new Statement.Continue(start, tokens.last, label);
            }
            case DEBUGGER -> {
                tokens.next();
                tokens.semicolon();
                return new Statement.Debugger(start, tokens.last);
            }
            case WITH -> {
                tokens.next();
                Expression object = head();
                Statement body = body();
                return new Statement.With(start, tokens.last, object, body);
            }
            case ENUM -> {
                return parser.modules.enumeration(start, Set.of());
            }
            case EXPORT -> {
                return parser.modules.export(start, List.of());
            }
            case IMPORT -> {
                Token next = tokens.peek();
                if (next != Token.LPAREN && next != Token.DOT) return parser.modules.importing(start);
            }
            default -> {
                if (tokens.token.ordinal() >= Token.ABSTRACT.ordinal() && !tokens.escaped) {
                    Statement declaration = declaration(start, false);
                    if (declaration != null) return declaration;
                }
            }
        }
        return expressionOrLabel(start);
    }

    /** A statement that begins with a word that is also a name: null when it is used as a name. */
    Statement declaration(int start, boolean declare) {
        switch (tokens.token) {
            case LET -> {
                Token next = tokens.peek();
                if (next.isName() || next == Token.LBRACE || next == Token.LBRACKET) return variables(start, Variables.Kind.LET, declare);
            }
            case USING -> {
                if (tokens.peek().isName() && !tokens.peekedNewline) return variables(start, Variables.Kind.USING, declare);
            }
            case AWAIT -> {
                if (isAwaitUsing()) {
                    tokens.next();
                    return variables(start, Variables.Kind.AWAIT_USING, declare);
                }
            }
            case ASYNC -> {
                if (tokens.peek() == Token.FUNCTION && !tokens.peekedNewline) {
                    tokens.next();
                    return parser.functions.function(start, true, FunctionNode.Kind.DECLARATION, declare ? Set.of(Modifier.DECLARE)
                        : Set.of());
                }
            }
            case ABSTRACT -> {
                if (tokens.peek() == Token.CLASS && !tokens.peekedNewline) {
                    return parser.classes.definition(start, List.of(), declare ? Set.of(Modifier.DECLARE) : Set.of());
                }
            }
            case DECLARE, TYPE, INTERFACE, NAMESPACE, MODULE, GLOBAL -> {
                return parser.modules.typeDeclaration(start, declare);
            }
            default -> { }
        }
        return null;
    }

    private boolean isAwaitUsing() {
        if (tokens.peek() != Token.USING || tokens.peekedNewline) return false;
        Tokens.Mark mark = tokens.mark();
        tokens.next();
        boolean found = tokens.peek().isName() && !tokens.peekedNewline;
        tokens.back(mark);
        return found;
    }

    /** At {@code const}: {@code const enum} or variables. */
    Statement constant(int start, boolean declare) {
        if (tokens.peek() == Token.ENUM) {
            tokens.next();
            return parser.modules.enumeration(start, declare ? Set.of(Modifier.DECLARE, Modifier.CONST) : Set.of(Modifier.CONST));
        }
        return variables(start, Variables.Kind.CONST, declare);
    }

    /** At the word that declares. */
    Variables variables(int start, Variables.Kind kind, boolean declare) {
        List<Statement.Declarator> all = declarators();
        tokens.semicolon();
        return new Variables(start, tokens.last, kind, declare, all);
    }

    private List<Statement.Declarator> declarators() {
        tokens.next();
        List<Statement.Declarator> all = new ArrayList<>(1);
        do {
            int start = tokens.start;
            Pattern target = parser.functions.target();
            if (!tokens.newline) tokens.eat(Token.NOT);
            TypeText annotation = parser.types.annotation();
            Expression value = tokens.eat(Token.ASSIGN) ? parser.expressions.assignment() : null;
            all.add(new Statement.Declarator(Math.min(start, tokens.last), tokens.last, target, annotation, value));
        } while (tokens.eat(Token.COMMA));
        return List.copyOf(all);
    }

    private Statement decorated(int start) {
        List<Decorator> decorators = parser.classes.decorators();
        if (tokens.at(Token.EXPORT)) return parser.modules.export(start, decorators);
        if (tokens.at(Token.CLASS) || tokens.at(Token.ABSTRACT)) return parser.classes.definition(start, decorators, Set.of());
        tokens.report(tokens.start, "expected a class behind a decorator");
        return new Statement.Unparsed(start, tokens.last);
    }

    private boolean endsHere() {
        return tokens.newline || tokens.at(Token.SEMICOLON) || tokens.at(Token.RBRACE) || tokens.atEnd();
    }

    private Statement expressionOrLabel(int start) {
        if (tokens.token.isName() && tokens.peek() == Token.COLON) {
            Expression.Identifier label = parser.expressions.identifier();
            tokens.next();
            Statement body = body();
            return new Statement.Labeled(start, tokens.last, label, body);
        }
        Expression expression = parser.expressions.expression();
        if (expression instanceof Expression.Missing && tokens.start == start) return new Statement.Unparsed(tokens.last, tokens.last);
        tokens.semicolon();
        return new Statement.Run(start, tokens.last, expression);
    }

    /** {@code (expression)} behind {@code if}, {@code while} and their like. */
    private Expression head() {
        tokens.expect(Token.LPAREN);
        Expression test = parser.expressions.inBrackets();
        tokens.expect(Token.RPAREN);
        return test;
    }

    /** {@code if … else if … else …}: the chain is a loop, put together from its end. */
    private Statement conditional(int start) {
        List<Statement.If> chain = new ArrayList<>(2);
        int from = start;
        Statement result = null;
        while (true) {
            tokens.next();
            Expression test = head();
            Statement consequent = body();
            chain.add(new Statement.If(from, tokens.last, test, consequent, null));
            if (!tokens.eat(Token.ELSE)) break;
            if (!tokens.at(Token.IF)) {
                result = body();
                break;
            }
            from = tokens.start;
        }
        if (result == null && chain.size() == 1) return chain.get(0);
        int end = tokens.last;
        for (int i = chain.size() - 1; i >= 0; i--) {
            Statement.If open = chain.get(i);
            result = new Statement.If(open.start(), end, open.test(), open.consequent(), result);
        }
        return result;
    }

    private Statement doWhile(int start) {
        tokens.next();
        Statement body = body();
        tokens.expect(Token.WHILE);
        Expression test = head();
        tokens.eat(Token.SEMICOLON);
        return new Statement.DoWhile(start, tokens.last, body, test);
    }

    private Statement loop(int start) {
        tokens.next();
        boolean await = tokens.at(Token.AWAIT) && tokens.eat(Token.AWAIT);
        tokens.expect(Token.LPAREN);
        int outer = parser.open();
        parser.context |= Parser.NO_IN;
        Node init = tokens.at(Token.SEMICOLON) ? null : loopHead();
        parser.context = outer;
        if (tokens.at(Token.OF) && init != null) {
            tokens.next();
            Node target = init instanceof Expression expression ? parser.functions.toPattern(expression) : init;
            Expression iterable = parser.expressions.assignmentInBrackets();
            tokens.expect(Token.RPAREN);
            Statement body = body();
            return new Statement.ForOf(start, tokens.last, await, target, iterable, body);
        }
        if (tokens.at(Token.IN) && init != null) {
            tokens.next();
            Node target = init instanceof Expression expression ? parser.functions.toPattern(expression) : init;
            Expression object = parser.expressions.inBrackets();
            tokens.expect(Token.RPAREN);
            Statement body = body();
            return new Statement.ForIn(start, tokens.last, target, object, body);
        }
        tokens.expect(Token.SEMICOLON);
        Expression test = tokens.at(Token.SEMICOLON) ? null : parser.expressions.inBrackets();
        tokens.expect(Token.SEMICOLON);
        Expression update = tokens.at(Token.RPAREN) ? null : parser.expressions.inBrackets();
        tokens.expect(Token.RPAREN);
        Statement body = body();
        return new Statement.For(start, tokens.last, init, test, update, body);
    }

    private Node loopHead() {
        int start = tokens.start;
        Variables.Kind kind = switch (tokens.token) {
            case VAR -> Variables.Kind.VAR;
            case CONST -> Variables.Kind.CONST;
            case LET -> {
                Token next = tokens.peek();
                boolean declares = next == Token.OF ? isCalledOf(true) : next.isName() || next == Token.LBRACE || next == Token.LBRACKET;
                yield declares ? Variables.Kind.LET : null;
            }
            case USING -> {
                Token next = tokens.peek();
                boolean declares = !tokens.peekedNewline && (next == Token.OF ? isCalledOf(false) : next.isName());
                yield declares ? Variables.Kind.USING : null;
            }
            case AWAIT -> isAwaitUsing() ? Variables.Kind.AWAIT_USING : null;
            default -> null;
        };
        if (kind == null) return parser.expressions.expression();
        if (kind == Variables.Kind.AWAIT_USING) tokens.next();
        List<Statement.Declarator> all = declarators();
        return new Variables(start, tokens.last, kind, false, all);
    }

    /**
     * {@code for (let of …)} loops with a variable called let; {@code for (let of = …} and its like declare one called of. In {@code for
     * (let of of …} it is called of, in {@code for (using of of …} using is the variable.
     */
    private boolean isCalledOf(boolean beforeOf) {
        Tokens.Mark mark = tokens.mark();
        tokens.next();
        Token after = tokens.peek();
        tokens.back(mark);
        return switch (after) {
            case ASSIGN, SEMICOLON, COLON, COMMA, IN -> true;
            case OF -> beforeOf;
            default -> false;
        };
    }

    private Statement attempt(int start) {
        tokens.next();
        Statement.Block block = block(false);
        Statement.Catch handler = null;
        if (tokens.at(Token.CATCH)) {
            int from = tokens.start;
            tokens.next();
            Pattern target = null;
            TypeText annotation = null;
            if (tokens.eat(Token.LPAREN)) {
                target = parser.functions.target();
                annotation = parser.types.annotation();
                tokens.expect(Token.RPAREN);
            }
            Statement.Block body = block(false);
            handler = new Statement.Catch(from, tokens.last, target, annotation, body);
        }
        Statement.Block finalizer = tokens.eat(Token.FINALLY) ? block(false) : null;
        if (handler == null && finalizer == null) tokens.report(tokens.start, "expected 'catch' or 'finally' before " + tokens.current());
        return new Statement.Try(start, tokens.last, block, handler, finalizer);
    }

    private Statement choice(int start) {
        tokens.next();
        Expression value = head();
        List<Statement.Case> cases = new ArrayList<>();
        tokens.expect(Token.LBRACE);
        int outer = parser.open();
        while (tokens.at(Token.CASE) || tokens.at(Token.DEFAULT)) {
            int from = tokens.start;
            boolean tested = tokens.at(Token.CASE);
            tokens.next();
            Expression test = tested ? parser.expressions.expression() : null;
            tokens.expect(Token.COLON);
            List<Statement> statements = new ArrayList<>();
            list(statements, false);
            cases.add(new Statement.Case(from, tokens.last, test, List.copyOf(statements)));
        }
        parser.context = outer;
        tokens.expect(Token.RBRACE);
        return new Statement.Switch(start, tokens.last, value, List.copyOf(cases));
    }
}
