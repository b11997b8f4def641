package dev.gatelint.syntax.ts;

import java.util.HashSet;
import java.util.Set;

/**
 * Steps over types. This is the one place that knows the grammar of types; it builds nothing, callers keep the place that was stepped over.
 *
 * <p>Every method gives false, with a problem said, when what stands here is no such thing. Callers that only try (is this {@code <} the
 * begin of type arguments?) go back to their mark then. A parenthesis is read once for both of its meanings: the elements of
 * {@code (a: A, ...b) => c} and of {@code (A | B)} are read by the same {@link #parameter}, and an arrow behind it decides.
 *
 * <p>A type can hold expressions: keys in brackets, and default values and decorators, which the compiler's parser lets pass and its
 * checker refuses. While only trying, a key is names and literals, as the checker wants it, and the others are refused: so no try is ever
 * inside another, and with the places that were tried in vain remembered no text is read again and again.
 */
final class Types {
    private final Parser parser;
    private final Tokens tokens;
    /** In the {@code extends} part of a conditional type another conditional needs brackets. */
    private boolean noConditional;
    /** The parenthesis that was read last could hold parameters: its first element is a name, a pattern, or has a mark of a parameter. */
    private boolean maybeParameters;
    /** True while a caller only tries: then nothing is mended, and there are no expressions. */
    private boolean trying;
    /** Where a {@code <} was read, in a try, that cannot begin type arguments in an expression. */
    private final Set<Integer> noArguments = new HashSet<>();

    Types(Parser parser) {
        this.parser = parser;
        tokens = parser.tokens;
    }

    /** Forgets what it was in the middle of, after it was left by {@link Parser.TooDeep}. */
    void reset() {
        noConditional = false;
        trying = false;
    }

    /** Steps over {@code : type} when it is there; gives the type's place or null. */
    TypeText annotation() {
        return tokens.eat(Token.COLON) ? required() : null;
    }

    /** Steps over a type that must be here. */
    TypeText required() {
        int start = tokens.start;
        type();
        return new TypeText(start, Math.max(start, tokens.last));
    }

    /** Steps over {@code <A extends B = C, const D>} when it is there; gives its place or null. */
    TypeText parameters() {
        if (!tokens.at(Token.LESS) && !tokens.at(Token.SHL)) return null;
        int start = tokens.start;
        typeParameters();
        return new TypeText(start, tokens.last);
    }

    /** Steps over {@code <A, B>} when it is there; gives its place or null. */
    TypeText arguments() {
        tokens.splitShiftLeft();
        if (!tokens.at(Token.LESS)) return null;
        int start = tokens.start;
        typeArguments();
        return new TypeText(start, tokens.last);
    }

    /** Like {@link #parameters}, but gives null and stays when that is not what stands here. */
    TypeText tryParameters() {
        Tokens.Mark mark = tokens.mark();
        int start = tokens.start;
        trying = true;
        boolean fine = typeParameters() && !tokens.failedSince(mark);
        trying = false;
        if (fine) return new TypeText(start, tokens.last);
        tokens.back(mark);
        return null;
    }

    /** Steps over a type if one is here; else stays and gives null. */
    TypeText tryType() {
        Tokens.Mark mark = tokens.mark();
        int start = tokens.start;
        trying = true;
        boolean fine = type() && !tokens.failedSince(mark);
        trying = false;
        if (fine) return new TypeText(start, tokens.last);
        tokens.back(mark);
        return null;
    }

    /**
     * Type arguments behind an expression, if that is what the {@code <} here begins; else stays and gives null. As TypeScript decides:
     * they must close, and what follows must not be able to be the right side of a comparison.
     */
    TypeText tryArgumentsInExpression() {
        int start = tokens.start;
        if (noArguments.contains(start)) return null;
        Tokens.Mark mark = tokens.mark();
        tokens.splitShiftLeft();
        trying = true;
        boolean fine = typeList() && !tokens.failedSince(mark);
        trying = false;
        if (fine && !noArguments.contains(start)) {
            tokens.next();
            if (canFollowArguments()) return new TypeText(start, tokens.last);
        }
        noArguments.add(start);
        tokens.back(mark);
        return null;
    }

    private boolean canFollowArguments() {
        return switch (tokens.token) {
            case LPAREN, TEMPLATE, TEMPLATE_HEAD -> true;
            case LESS, GREATER, PLUS, MINUS -> false;
            default -> tokens.newline || tokens.token.precedence > 0 || !parser.expressions.canBegin();
        };
    }

    // ---- lists

    /** {@code < type, type} up to the {@code >}, which stays. */
    private boolean typeList() {
        int start = tokens.start;
        tokens.next();
        boolean outer = noConditional;
        noConditional = false;
        boolean fine = true;
        while (fine && !tokens.at(Token.GREATER)) {
            fine = type();
            if (!tokens.eat(Token.COMMA)) break;
        }
        noConditional = outer;
        boolean closes = fine && tokens.at(Token.GREATER);
        if (trying && (!closes || tokens.following() == '>' || tokens.following() == '=')) noArguments.add(start);
        return closes;
    }

    private boolean typeArguments() {
        return typeList() ? tokens.eat(Token.GREATER) : tokens.expect(Token.GREATER);
    }

    private boolean typeParameters() {
        tokens.splitShiftLeft();
        tokens.next();
        boolean outer = noConditional;
        noConditional = false;
        boolean fine = true;
        while (fine && !tokens.at(Token.GREATER)) {
            while (isVariance(tokens.token) && (isVariance(tokens.peek()) || tokens.peek().isName())) tokens.next();
            fine = tokens.token.isName() || tokens.expect(Token.NAME);
            if (fine) tokens.next();
            if (fine && tokens.eat(Token.EXTENDS)) fine = type();
            if (fine && tokens.eat(Token.ASSIGN)) fine = type();
            if (!tokens.eat(Token.COMMA)) break;
        }
        noConditional = outer;
        return fine & tokens.expect(Token.GREATER);
    }

    /** The words before a type parameter. */
    private static boolean isVariance(Token token) {
        return token == Token.CONST || token == Token.IN || token == Token.OUT;
    }

    // ---- types

    /** Steps over any type. Chains of conditional types are a loop. */
    boolean type() {
        parser.enter();
        boolean fine = conditional();
        parser.leave();
        return fine;
    }

    private boolean conditional() {
        while (true) {
            if (!union()) return false;
            if (noConditional || tokens.newline || !tokens.at(Token.EXTENDS)) return true;
            tokens.next();
            if (!test() || !consequent()) return false;
        }
    }

    /** What stands behind {@code extends}: without brackets no conditional type. */
    private boolean test() {
        boolean outer = noConditional;
        noConditional = true;
        boolean fine = type();
        noConditional = outer;
        return fine;
    }

    /** {@code ? type :} */
    private boolean consequent() {
        return tokens.expect(Token.QUESTION) && type() && tokens.expect(Token.COLON);
    }

    private boolean union() {
        if (tokens.at(Token.BIT_OR) || tokens.at(Token.BIT_AND)) tokens.next();
        do {
            if (!operand()) return false;
        } while (tokens.eat(Token.BIT_OR) || tokens.eat(Token.BIT_AND));
        return true;
    }

    /** A type with the words before it and the brackets behind it. */
    private boolean operand() {
        boolean operated = false;
        while (true) {
            switch (tokens.token) {
                case KEYOF, UNIQUE, READONLY -> {
                    if (!canBegin(tokens.peek())) return postfix(!operated);
                    operated = true;
                    tokens.next();
                }
                case INFER -> {
                    if (!tokens.peek().isName()) return postfix(!operated);
                    tokens.next();
                    tokens.next();
                    return inferConstraint();
                }
                case ASSERTS -> {
                    Token next = tokens.peek();
                    if (tokens.peekedNewline || !next.isName() && next != Token.THIS) return postfix(!operated);
                    tokens.next();
                    tokens.next();
                    return !tokens.eat(Token.IS) || type();
                }
                case ABSTRACT -> {
                    if (tokens.peek() != Token.NEW) return postfix(!operated);
                    tokens.next();
                }
                case NEW -> {
                    tokens.next();
                    return functionType();
                }
                case LESS, SHL -> {
                    return functionType();
                }
                default -> {
                    return postfix(!operated);
                }
            }
        }
    }

    /** {@code infer U extends X}: a constraint, or with a {@code ?} behind it, where that is free to stand, the test of a conditional. */
    private boolean inferConstraint() {
        if (!tokens.at(Token.EXTENDS)) return true;
        tokens.next();
        return test() && (noConditional || !tokens.at(Token.QUESTION) || consequent() && type());
    }

    private boolean functionType() {
        if ((tokens.at(Token.LESS) || tokens.at(Token.SHL)) && !typeParameters()) return false;
        return tokens.at(Token.LPAREN) ? parameterList() && tokens.expect(Token.ARROW) && returnType() : tokens.expect(Token.LPAREN);
    }

    /** A type with brackets behind it; a parenthesis may be a function type only if no operator stands before it. */
    private boolean postfix(boolean functions) {
        if (!primary(functions)) return false;
        while (!tokens.newline) {
            if (tokens.at(Token.LBRACKET)) {
                tokens.next();
                if (!tokens.at(Token.RBRACKET) && !returnType()) return false;
                if (!tokens.expect(Token.RBRACKET)) return false;
            } else if (tokens.at(Token.NOT) && tokens.following() != '=') {
                tokens.next();
            } else {
                break;
            }
        }
        return true;
    }

    /** The type behind the arrow or colon of a signature: a conditional type is free to stand there. */
    private boolean returnType() {
        boolean outer = noConditional;
        noConditional = false;
        boolean fine = type();
        noConditional = outer;
        return fine;
    }

    private static boolean canBegin(Token token) {
        return switch (token) {
            case LBRACE, LBRACKET, LPAREN, LESS, SHL, STRING, NUMBER, TEMPLATE, TEMPLATE_HEAD, MINUS, NEW, TYPEOF, IMPORT, VOID, NULL,
                THIS, TRUE,
                 FALSE, BIT_OR, BIT_AND -> true;
            default -> token.isName();
        };
    }

    private boolean primary(boolean functions) {
        switch (tokens.token) {
            case LBRACE -> {
                return members();
            }
            case LBRACKET -> {
                return tuple();
            }
            case LPAREN -> {
                return parameterList() && (!functions || !maybeParameters || !tokens.eat(Token.ARROW) || returnType());
            }
            case STRING, NUMBER, VOID, NULL, TRUE, FALSE, TEMPLATE -> {
                tokens.next();
                return true;
            }
            case MINUS -> {
                tokens.next();
                return tokens.expect(Token.NUMBER);
            }
            case TEMPLATE_HEAD -> {
                return template();
            }
            case TYPEOF -> {
                tokens.next();
                return tokens.at(Token.IMPORT) ? importType() : reference();
            }
            case IMPORT -> {
                return importType();
            }
            default -> {
                if (tokens.token.isName() || tokens.at(Token.THIS)) return reference();
                tokens.report(tokens.start, "expected a type before " + tokens.current());
                return false;
            }
        }
    }

    /** {@code A.B<C>}, also {@code this}, and behind {@code typeof} {@code a.#b}; and {@code x is T}. */
    private boolean reference() {
        if (!tokens.token.isWord()) return tokens.expect(Token.NAME);
        tokens.next();
        if (tokens.at(Token.IS) && !tokens.newline) {
            tokens.next();
            return type();
        }
        return qualified();
    }

    private boolean qualified() {
        while (tokens.eat(Token.DOT)) {
            if (!tokens.token.isWord() && !tokens.at(Token.PRIVATE_NAME)) return tokens.expect(Token.NAME);
            tokens.next();
        }
        if (tokens.newline) return true;
        tokens.splitShiftLeft();
        return !tokens.at(Token.LESS) || typeArguments();
    }

    private boolean importType() {
        tokens.next();
        if (!tokens.expect(Token.LPAREN) || !type()) return false;
        if (tokens.eat(Token.COMMA) && tokens.at(Token.LBRACE)) {
            if (!attributes()) return false;
            tokens.eat(Token.COMMA);
        }
        return tokens.expect(Token.RPAREN) && qualified();
    }

    /** {@code {with: {type: "json"}}} */
    private boolean attributes() {
        parser.enter();
        tokens.next();
        boolean fine = true;
        while (fine && (tokens.token.isWord() || tokens.at(Token.STRING))) {
            tokens.next();
            fine = tokens.expect(Token.COLON) && (tokens.at(Token.LBRACE) ? attributes() : tokens.expect(Token.STRING));
            if (!tokens.eat(Token.COMMA)) break;
        }
        parser.leave();
        return fine && tokens.expect(Token.RBRACE);
    }

    private boolean template() {
        boolean outer = noConditional;
        noConditional = false;
        boolean fine = true;
        while (fine && tokens.at(Token.TEMPLATE_HEAD)) {
            tokens.next();
            fine = type();
            if (fine && !tokens.at(Token.RBRACE)) fine = tokens.expect(Token.RBRACE);
            if (fine) tokens.readTemplatePiece();
        }
        noConditional = outer;
        return fine && tokens.eat(Token.TEMPLATE);
    }

    private boolean tuple() {
        tokens.next();
        boolean outer = noConditional;
        noConditional = false;
        boolean fine = true;
        while (fine && !parser.ends(Token.RBRACKET)) {
            if (tokens.eat(Token.COMMA)) continue;
            fine = parameter();
            if (!tokens.at(Token.COMMA)) break;
        }
        noConditional = outer;
        return fine & tokens.expect(Token.RBRACKET);
    }

    // ---- parameters and members

    /** {@code (a: A, b?: B, ...c: C)} or {@code (type)}. */
    private boolean parameterList() {
        tokens.next();
        boolean outer = noConditional;
        noConditional = false;
        boolean fine = true;
        boolean parameters = true;
        for (int count = 0; fine && !parser.ends(Token.RPAREN); count++) {
            fine = parameter();
            if (count == 0) parameters = maybeParameters;
            if (!tokens.eat(Token.COMMA)) break;
            parameters = true;
        }
        maybeParameters = parameters;
        noConditional = outer;
        return fine & tokens.expect(Token.RPAREN);
    }

    /** A parameter of a function type, an element of a tuple, or a type: {@code ...name?: type}, {@code type?}, {@code {a, b}: type}. */
    private boolean parameter() {
        if (tokens.at(Token.AT)) {
            if (trying) return false;
            parser.classes.decorators();
        }
        boolean marked = tokens.eat(Token.ELLIPSIS) || tokens.at(Token.LBRACE) || tokens.at(Token.LBRACKET);
        boolean word = tokens.token.isName() || tokens.at(Token.THIS);
        int wordEnd = tokens.end;
        boolean label = tokens.token.isKeyword() && !tokens.token.isName() && tokens.peek() == Token.COLON;
        if (label) tokens.next();
        else if (!type()) return false;
        maybeParameters = marked || word && tokens.last == wordEnd || tokens.at(Token.QUESTION) || tokens.at(Token.COLON);
        tokens.eat(Token.QUESTION);
        if (tokens.eat(Token.COLON)) {
            tokens.eat(Token.ELLIPSIS);
            if (!type()) return false;
            tokens.eat(Token.QUESTION);
            maybeParameters = true;
        }
        return defaultValue();
    }

    private boolean defaultValue() {
        if (!tokens.at(Token.ASSIGN)) return true;
        if (trying) return false;
        tokens.next();
        parser.expressions.assignment();
        return true;
    }

    /** {@code { members }} of a type literal, an interface or a mapped type. */
    boolean members() {
        parser.enter();
        boolean outer = noConditional;
        noConditional = false;
        boolean fine = memberList();
        noConditional = outer;
        parser.leave();
        return fine;
    }

    private boolean memberList() {
        tokens.next();
        while (!parser.ends(Token.RBRACE)) {
            int before = tokens.start;
            if (!member()) {
                if (trying) return false;
                mend(before);
            } else if (!tokens.eat(Token.SEMICOLON) && !tokens.eat(Token.COMMA) && !tokens.newline && !tokens.at(Token.RBRACE)) {
                tokens.report(tokens.start, "expected ';' before " + tokens.current());
                if (trying) return false;
                if (tokens.start == before) tokens.next();
            }
        }
        return tokens.expect(Token.RBRACE);
    }

    /** Behind a broken member: steps to where the next can begin. */
    private void mend(int before) {
        if (tokens.start == before) tokens.next();
        while (!tokens.atEnd() && !tokens.at(Token.RBRACE) && !tokens.newline && !tokens.eat(Token.SEMICOLON)) tokens.next();
    }

    private boolean member() {
        while (true) {
            switch (tokens.token) {
                case ELLIPSIS -> {
                    return parameter();
                }
                case PLUS, MINUS -> tokens.next();
                case LPAREN, LESS -> {
                    return signature();
                }
                case LBRACKET -> {
                    return bracketKey() && memberRest();
                }
                case STRING, NUMBER, PRIVATE_NAME -> {
                    tokens.next();
                    return memberRest();
                }
                default -> {
                    if (!tokens.token.isWord()) {
                        tokens.report(tokens.start, "expected a member of a type before " + tokens.current());
                        return false;
                    }
                    boolean constructs = tokens.at(Token.NEW);
                    tokens.next();
                    if (constructs && (tokens.at(Token.LPAREN) || tokens.at(Token.LESS))) return signature();
                    boolean isKey = tokens.newline || !tokens.token.isWord() && !tokens.at(Token.LBRACKET) && !tokens.at(Token.STRING)
                            && !tokens.at(Token.NUMBER) && !tokens.at(Token.PRIVATE_NAME);
                    if (isKey) return memberRest();
                }
            }
        }
    }

    /** {@code [key: string]}, {@code [K in T as U]} or {@code [expression]}. */
    private boolean bracketKey() {
        tokens.next();
        if (tokens.token.isWord()) {
            Token next = tokens.peek();
            if (next == Token.COLON || next == Token.IN) {
                tokens.next();
                tokens.next();
                if (!type()) return false;
                if (tokens.eat(Token.AS) && !type()) return false;
                tokens.eat(Token.COMMA);
                return tokens.expect(Token.RBRACKET);
            }
        }
        if (trying) return plainKey() && tokens.expect(Token.RBRACKET);
        parser.expressions.inBrackets();
        return tokens.expect(Token.RBRACKET);
    }

    /** A literal, or names with dots between them. */
    private boolean plainKey() {
        tokens.eat(Token.MINUS);
        do {
            switch (tokens.token) {
                case STRING, NUMBER, TEMPLATE -> tokens.next();
                default -> {
                    if (!tokens.token.isWord()) return false;
                    tokens.next();
                }
            }
        } while (tokens.eat(Token.DOT));
        return true;
    }

    private boolean memberRest() {
        if (tokens.at(Token.PLUS) || tokens.at(Token.MINUS)) tokens.next();
        if (!tokens.eat(Token.QUESTION)) tokens.eat(Token.NOT);
        if (tokens.at(Token.LPAREN) || tokens.at(Token.LESS)) return signature();
        if (tokens.eat(Token.COLON) && !type()) return false;
        return defaultValue();
    }

    private boolean signature() {
        if (tokens.at(Token.LESS) && !typeParameters()) return false;
        if (!tokens.at(Token.LPAREN)) return tokens.expect(Token.LPAREN);
        return parameterList() && (!tokens.eat(Token.COLON) || returnType());
    }
}
