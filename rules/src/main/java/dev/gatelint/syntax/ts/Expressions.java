package dev.gatelint.syntax.ts;

import dev.gatelint.syntax.ts.Expression.Cast;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Expressions: operators, calls and members. From loose to tight: {@link #expression} (commas), {@link #assignment}, {@link #binary},
 * {@link #unary}, {@link #suffixes}, {@link #primary}. Chains are loops; nesting is counted by {@link Parser#enter}.
 */
final class Expressions {
    private final Parser parser;
    private final Tokens tokens;
    /** The arrow function that was read last and that nothing may be appended to; null behind its closing parenthesis. */
    private Expression bareArrow;
    /** Where the assignment expression that was begun last begins: an arrow function can only begin there. */
    private int wholeStart;
    /** Where {@code (…): T} was tried as an arrow and was none. */
    private final Set<Integer> noArrows = new HashSet<>();

    Expressions(Parser parser) {
        this.parser = parser;
        tokens = parser.tokens;
    }

    /** {@code a, b} */
    Expression expression() {
        int start = tokens.start;
        Expression first = assignment();
        if (!tokens.at(Token.COMMA)) return first;
        List<Expression> all = new ArrayList<>();
        all.add(first);
        while (tokens.eat(Token.COMMA)) all.add(assignment());
        return new Expression.Sequence(start, tokens.last, List.copyOf(all));
    }

    /** An expression with commas between brackets of any kind. */
    Expression inBrackets() {
        int outer = parser.open();
        Expression inner = expression();
        parser.context = outer;
        return inner;
    }

    /** An assignment in brackets of any kind. */
    Expression assignmentInBrackets() {
        int outer = parser.open();
        Expression inner = assignment();
        parser.context = outer;
        return inner;
    }

    /** Half of a {@code target = …} or {@code test ? consequent : …} whose right end is still to come. */
    private record Open(int start, String operator, Pattern target, Expression test, Expression consequent, Open outer) {}

    /** Anything without a comma: arrows, {@code yield}, assignments, conditionals. Those that nest to the right are a loop. */
    Expression assignment() {
        parser.enter();
        Open open = null;
        Expression result;
        while (true) {
            int start = tokens.start;
            wholeStart = start;
            result = operators(start);
            if (result == bareArrow) break;
            if (tokens.at(Token.QUESTION) && !isOptionalMark()) {
                tokens.next();
                int outer = parser.open();
                parser.context |= Parser.CONSEQUENT;
                Expression consequent = assignment();
                parser.context = outer;
                tokens.expect(Token.COLON);
                open = new Open(start, null, null, result, consequent, open);
            } else if (tokens.at(Token.ASSIGN) || tokens.token.isAssignment() || tokens.at(Token.GREATER)
                && tokens.joinGreater().isAssignment()) {
                String operator = tokens.token.text;
                Pattern target = operator.equals("=") ? parser.functions.toPattern(result) : result;
                tokens.next();
                open = new Open(start, operator, target, null, null, open);
            } else {
                break;
            }
        }
        while (open != null) {
            result = open.operator != null ? new Expression.Assignment(open.start, tokens.last, open.operator, open.target, result)
                    : new Expression.Conditional(open.start, tokens.last, open.test, open.consequent, result);
            open = open.outer;
        }
        parser.leave();
        return result;
    }

    /** The {@code ?} of {@code (a?: T)} or {@code (a?)}: nothing that follows it could begin an expression. */
    private boolean isOptionalMark() {
        return switch (tokens.peek()) {
            case COLON, RPAREN, COMMA, ASSIGN -> true;
            default -> false;
        };
    }

    private Expression operators(int start) {
        if (tokens.at(Token.YIELD) && isYield()) return yielded();
        Expression left = unary();
        if (left == bareArrow) return left;
        return binary(left, start, 0);
    }

    private boolean isYield() {
        if (tokens.escaped) return false;
        return parser.in(Parser.GENERATOR) || isWordOrLiteral(tokens.peek());
    }

    /** Behind {@code await} or {@code yield} where it could be a name: what cannot go on from a name. */
    private boolean isWordOrLiteral(Token peeked) {
        return !tokens.peekedNewline && (peeked.isWord() || peeked == Token.STRING || peeked == Token.NUMBER);
    }

    private Expression yielded() {
        int start = tokens.start;
        tokens.next();
        if (tokens.newline) return new Expression.Yield(start, tokens.last, null, false);
        boolean delegate = tokens.eat(Token.STAR);
        Expression operand = delegate || canBegin() ? assignment() : null;
        Expression result = new Expression.Yield(start, tokens.last, operand, delegate);
        bareArrow = result;
        return result;
    }

    /** Operators that bind tighter than {@code least}, with {@code left} before them. */
    Expression binary(Expression left, int start, int least) {
        Expression result = left;
        while (true) {
            Token operator = tokens.joinGreater();
            int precedence = operator.precedence;
            if (precedence <= least || operator == Token.IN && parser.in(Parser.NO_IN)) return result;
            if (operator == Token.AS || operator == Token.SATISFIES) {
                if (tokens.newline || tokens.escaped) return result;
                result = cast(result, start, operator);
                continue;
            }
            tokens.next();
            int rightStart = tokens.start;
            Expression right = unary();
            while (right != bareArrow) {
                int next = tokens.joinGreater().precedence;
                boolean tighter = next > precedence || next == precedence && operator == Token.POWER;
                if (!tighter || tokens.at(Token.IN) && parser.in(Parser.NO_IN)) break;
                parser.enter();
                Expression wider = binary(right, rightStart, operator == Token.POWER ? precedence - 1 : precedence);
                parser.leave();
                if (wider == right) break;
                right = wider;
            }
            result = new Expression.Binary(start, tokens.last, operator.text, result, right);
            if (right == bareArrow) return result;
        }
    }

    private Expression cast(Expression operand, int start, Token operator) {
        tokens.next();
        TypeText type;
        if (tokens.at(Token.CONST)) {
            type = new TypeText(tokens.start, tokens.end);
            tokens.next();
        } else {
            type = parser.types.required();
        }
        Cast.Kind kind = operator == Token.AS ? Cast.Kind.AS : Cast.Kind.SATISFIES;
        return new Cast(start, tokens.last, kind, operand, type);
    }

    /** An operand with the operators before and the {@code ++} behind it. */
    Expression unary() {
        int start = tokens.start;
        switch (tokens.token) {
            case NOT, TILDE, PLUS, MINUS, TYPEOF, VOID, DELETE -> {
                String operator = tokens.token.text;
                tokens.next();
                Expression operand = operand();
                return new Expression.Unary(start, tokens.last, operator, operand);
            }
            case PLUS_PLUS, MINUS_MINUS -> {
                String operator = tokens.token.text;
                tokens.next();
                Expression operand = operand();
                return new Expression.Update(start, tokens.last, operator, true, operand);
            }
            case AWAIT -> {
                if (isAwait()) {
                    tokens.next();
                    Expression operand = operand();
                    return new Expression.Await(start, tokens.last, operand);
                }
            }
            case LESS, SHL -> {
                if (!parser.jsx) return angle(start);
                if (!parser.typed || !isGenericArrow()) return parser.elements.element();
            }
            default -> { }
        }
        Expression result = suffixes(primary(), start, true);
        if (result != bareArrow && (tokens.at(Token.PLUS_PLUS) || tokens.at(Token.MINUS_MINUS)) && !tokens.newline) {
            String operator = tokens.token.text;
            tokens.next();
            result = new Expression.Update(start, tokens.last, operator, false, result);
        }
        return result;
    }

    private Expression operand() {
        parser.enter();
        Expression found = unary();
        parser.leave();
        return found;
    }

    /**
     * {@code await} is the operator in async functions and at the top of a file; in other functions only before what cannot go on from a
     * name.
     */
    private boolean isAwait() {
        if (tokens.escaped) return false;
        if (parser.in(Parser.ASYNC)) return true;
        Token next = tokens.peek();
        if (isWordOrLiteral(next)) return true;
        if (parser.in(Parser.PLAIN)) return false;
        return switch (next) {
            case LPAREN, LBRACKET, LBRACE, TEMPLATE, TEMPLATE_HEAD, NOT, TILDE, PLUS, MINUS, PLUS_PLUS, MINUS_MINUS, LESS, SLASH,
                 SLASH_ASSIGN -> true;
            default -> next.isWord();
        };
    }

    /** At {@code <} in a file without JSX: {@code <T>(a) => b} or {@code <T>x}. */
    private Expression angle(int start) {
        tokens.splitShiftLeft();
        TypeText parameters = parser.types.tryParameters();
        if (parameters != null && tokens.at(Token.LPAREN)) {
            int innerStart = tokens.start;
            Expression inner = parser.functions.parenthesized(start, parameters, false);
            if (inner == bareArrow) return inner;
            return angleCast(start, parameters, suffixes(inner, innerStart, true));
        }
        TypeText type = parameters;
        if (type == null) {
            int open = tokens.start;
            tokens.next();
            if (!tokens.eat(Token.CONST)) parser.types.type();
            tokens.expect(Token.GREATER);
            type = new TypeText(open, tokens.last);
        }
        return angleCast(start, type, operand());
    }

    private Expression angleCast(int start, TypeText type, Expression operand) {
        return new Cast(start, tokens.last, Cast.Kind.ANGLE, operand, type);
    }

    /** Tells that {@code arrow} ends the expression that it is in; null that nothing does. */
    void endsWith(Expression arrow) {
        bareArrow = arrow;
    }

    /** True when an assignment expression has just begun at {@code offset}: what stands there may be an arrow function. */
    boolean beginsAt(int offset) {
        return wholeStart == offset;
    }

    /** Remembers that no arrow begins at {@code offset}; false when that was known. */
    boolean noArrow(int offset) {
        return noArrows.add(offset);
    }

    boolean knownNoArrow(int offset) {
        return noArrows.contains(offset);
    }

    /**
     * {@code .a}, {@code ?.a}, {@code [a]}, {@code (a)}, {@code `a`}, {@code !} and {@code <T>} behind {@code left}, as many as there are.
     */
    Expression suffixes(Expression left, int start, boolean calls) {
        Expression result = left;
        if (result == bareArrow) return result;
        while (true) {
            switch (tokens.token) {
                case DOT -> {
                    tokens.next();
                    result = member(result, start, false);
                }
                case QUESTION_DOT -> {
                    if (!calls) return result;
                    tokens.next();
                    result = optional(result, start);
                }
                case LBRACKET -> {
                    if (parser.in(Parser.DECORATOR)) return result;
                    result = index(result, start, false);
                }
                case LPAREN -> {
                    if (!calls) return result;
                    List<Expression> arguments = arguments();
                    result = new Expression.Call(start, tokens.last, result, null, arguments, false);
                }
                case TEMPLATE, TEMPLATE_HEAD -> result = tagged(result, start, null);
                case NOT -> {
                    if (tokens.newline || !parser.typed) return result;
                    tokens.next();
                    result = new Cast(start, tokens.last, Cast.Kind.NON_NULL, result, null);
                }
                case LESS, SHL -> {
                    if (!parser.typed) return result;
                    TypeText types = parser.types.tryArgumentsInExpression();
                    if (types == null) return result;
                    if (tokens.at(Token.LPAREN) && calls) {
                        List<Expression> arguments = arguments();
                        result = new Expression.Call(start, tokens.last, result, types, arguments, false);
                    } else if (tokens.at(Token.TEMPLATE) || tokens.at(Token.TEMPLATE_HEAD)) {
                        result = tagged(result, start, types);
                    } else {
                        result = new Expression.Instantiation(start, tokens.last, result, types);
                        if (!calls) return result;
                    }
                }
                default -> {
                    return result;
                }
            }
        }
    }

    private Expression tagged(Expression tag, int start, TypeText types) {
        Expression.TemplateLiteral template = parser.literals.template();
        return new Expression.TaggedTemplate(start, tokens.last, tag, types, template);
    }

    private Expression member(Expression object, int start, boolean optional) {
        Expression property;
        if (tokens.token.isWord() && !(tokens.newline && startsStatement())) {
            property = new Expression.Identifier(tokens.start, tokens.end, tokens.value);
            tokens.next();
        } else if (tokens.at(Token.PRIVATE_NAME)) {
            property = new Expression.PrivateName(tokens.start, tokens.end, tokens.value);
            tokens.next();
        } else {
            tokens.report(tokens.last, "expected a name behind '.'");
            property = missing();
        }
        return new Expression.Member(start, tokens.last, object, property, optional);
    }

    /** A word on the next line behind a dot that is rather the begin of a statement: the dot was left standing while typing. */
    private boolean startsStatement() {
        if (!tokens.token.isKeyword()) return false;
        Token word = tokens.token;
        Token next = tokens.peek();
        return switch (word) {
            case CONST, LET, VAR, FUNCTION, CLASS, RETURN, THROW, EXPORT, IMPORT -> !tokens.peekedNewline
                && (next.isWord() || next == Token.LBRACE);
            default -> false;
        };
    }

    private Expression optional(Expression object, int start) {
        TypeText types = tokens.at(Token.LESS) || tokens.at(Token.SHL) ? parser.types.arguments() : null;
        if (types != null || tokens.at(Token.LPAREN)) {
            List<Expression> arguments = tokens.at(Token.LPAREN) ? arguments() : List.of();
            return new Expression.Call(start, tokens.last, object, types, arguments, true);
        }
        if (tokens.at(Token.LBRACKET)) return index(object, start, true);
        return member(object, start, true);
    }

    private Expression index(Expression object, int start, boolean optional) {
        tokens.next();
        Expression index = tokens.at(Token.RBRACKET) ? missingReported("expected an expression between '[' and ']'") : inBrackets();
        tokens.expect(Token.RBRACKET);
        return new Expression.Index(start, tokens.last, object, index, optional);
    }

    /** {@code (a, ...b)} */
    List<Expression> arguments() {
        tokens.next();
        if (tokens.eat(Token.RPAREN)) return List.of();
        int outer = parser.open();
        List<Expression> all = new ArrayList<>(4);
        while (!parser.ends(Token.RPAREN)) {
            int before = tokens.start;
            all.add(tokens.at(Token.ELLIPSIS) ? spread() : assignment());
            if (tokens.eat(Token.COMMA)) continue;
            if (tokens.at(Token.RPAREN)) break;
            tokens.expect(Token.COMMA);
            if (tokens.start == before || !canBegin() || tokens.newline) break;
        }
        parser.context = outer;
        tokens.expect(Token.RPAREN);
        return List.copyOf(all);
    }

    /** {@code ...a} */
    Expression.Spread spread() {
        int start = tokens.start;
        tokens.next();
        Expression operand = assignment();
        return new Expression.Spread(start, tokens.last, operand);
    }

    /** True when an expression can begin with the current token. */
    boolean canBegin() {
        return switch (tokens.token) {
            case STRING, NUMBER, TEMPLATE, TEMPLATE_HEAD, PRIVATE_NAME, LPAREN, LBRACKET, LBRACE, NOT, TILDE, PLUS, MINUS, PLUS_PLUS,
                MINUS_MINUS,
                 SLASH, SLASH_ASSIGN, LESS, AT, THIS, SUPER, NULL, TRUE, FALSE, FUNCTION, CLASS, NEW, TYPEOF, VOID, DELETE, IMPORT -> true;
            default -> tokens.token.isName();
        };
    }

    Expression primary() {
        int start = tokens.start;
        Token token = tokens.token;
        switch (token) {
            case LPAREN -> {
                return parser.functions.parenthesized(start, null, false);
            }
            case STRING -> {
                String value = tokens.value;
                tokens.next();
                return new Expression.StringLiteral(start, tokens.last, value);
            }
            case NUMBER -> {
                tokens.next();
                return new Expression.NumberLiteral(start, tokens.last, tokens.substring(start, tokens.last));
            }
            case TEMPLATE, TEMPLATE_HEAD -> {
                return parser.literals.template();
            }
            case SLASH, SLASH_ASSIGN -> {
                return parser.literals.regex();
            }
            case LBRACE -> {
                return parser.literals.object();
            }
            case LBRACKET -> {
                return parser.literals.array();
            }
            case LESS -> {
                if (parser.jsx) return parser.typed && isGenericArrow() ? genericArrow(start) : parser.elements.element();
            }
            case THIS -> {
                tokens.next();
                return new Expression.This(start, tokens.last);
            }
            case SUPER -> {
                tokens.next();
                return new Expression.Super(start, tokens.last);
            }
            case NULL -> {
                tokens.next();
                return new Expression.NullLiteral(start, tokens.last);
            }
            case TRUE, FALSE -> {
                tokens.next();
                return new Expression.BooleanLiteral(start, tokens.last, token == Token.TRUE);
            }
            case FUNCTION -> {
                return parser.functions.function(start, false, FunctionNode.Kind.EXPRESSION, Set.of());
            }
            case CLASS, AT -> {
                return parser.classes.definition(start, List.of(), Set.of());
            }
            case NEW -> {
                return parser.literals.creation();
            }
            case IMPORT -> {
                return importExpression(start);
            }
            case PRIVATE_NAME -> {
                String name = tokens.value;
                tokens.next();
                return new Expression.PrivateName(start, tokens.last, name);
            }
            case ABSTRACT -> {
                if (tokens.peek() == Token.CLASS && !tokens.peekedNewline) return parser.classes.definition(start, List.of(), Set.of());
            }
            default -> { }
        }
        if (token.isName()) return named(start);
        return missingReported("expected an expression before " + tokens.current());
    }

    /** In TSX {@code <T,>} and {@code <T extends U>} begin a generic arrow; anything else is an element. */
    private boolean isGenericArrow() {
        Tokens.Mark mark = tokens.mark();
        tokens.next();
        if (tokens.at(Token.CONST)) tokens.next();
        boolean generic = false;
        if (tokens.token.isName()) {
            tokens.next();
            if (tokens.at(Token.COMMA) || tokens.at(Token.ASSIGN)) {
                generic = true;
            } else if (tokens.at(Token.EXTENDS)) {
                tokens.next();
                generic = !tokens.at(Token.ASSIGN) && !tokens.at(Token.GREATER) && !tokens.at(Token.SLASH);
            }
        }
        tokens.back(mark);
        return generic;
    }

    private Expression genericArrow(int start) {
        TypeText parameters = parser.types.parameters();
        if (tokens.at(Token.LPAREN)) return parser.functions.parenthesized(start, parameters, false);
        tokens.expect(Token.LPAREN);
        return missing();
    }

    /** A name, or what can begin with one: {@code a => b}, {@code async a => b}, {@code async (a) => b}, {@code async function}. */
    private Expression named(int start) {
        boolean async = tokens.at(Token.ASYNC) && !tokens.escaped;
        Expression.Identifier name = identifier();
        if (tokens.at(Token.ARROW)) return parser.functions.arrow(start, name, false);
        if (!async || tokens.newline) return name;
        if (tokens.at(Token.FUNCTION)) return parser.functions.function(start, true, FunctionNode.Kind.EXPRESSION, Set.of());
        if (tokens.at(Token.LPAREN)) return parser.functions.asyncCallOrArrow(start, name, null);
        if ((tokens.at(Token.LESS) || tokens.at(Token.SHL)) && parser.typed) {
            Tokens.Mark mark = tokens.mark();
            TypeText parameters = parser.types.tryParameters();
            if (parameters != null && tokens.at(Token.LPAREN)) return parser.functions.asyncCallOrArrow(start, name, parameters);
            tokens.back(mark);
            return name;
        }
        if (tokens.token.isName() && tokens.peek() == Token.ARROW) return parser.functions.arrow(start, identifier(), true);
        return name;
    }

    private Expression importExpression(int start) {
        tokens.next();
        if (tokens.eat(Token.DOT)) {
            String word = tokens.token.isWord() ? tokens.value : "";
            if (tokens.token.isWord()) tokens.next();
            else tokens.expect(Token.NAME);
            if (!tokens.at(Token.LPAREN) || word.equals("meta")) return new Expression.MetaProperty(start, tokens.last, "import." + word);
        }
        if (!tokens.at(Token.LPAREN)) {
            tokens.expect(Token.LPAREN);
            return new Expression.ImportCall(start, tokens.last, List.of());
        }
        List<Expression> arguments = arguments();
        return new Expression.ImportCall(start, tokens.last, arguments);
    }

    /** The current word as a name; the caller has looked that it is one. */
    Expression.Identifier identifier() {
        Expression.Identifier name = new Expression.Identifier(tokens.start, tokens.end, tokens.value);
        tokens.next();
        return name;
    }

    /** A name that must be here; when it is not, an empty one is given and that is said. */
    Expression.Identifier expectName() {
        if (tokens.token.isName()) return identifier();
        tokens.report(tokens.start, "expected a name before " + tokens.current());
        return new Expression.Identifier(tokens.last, tokens.last, "");
    }

    /** Nothing, behind the last token. */
    Expression.Missing missing() {
        return new Expression.Missing(tokens.last, tokens.last);
    }

    Expression missingReported(String message) {
        tokens.report(tokens.start, message);
        return missing();
    }
}
