package dev.gatelint.syntax.ts;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Literals of more than one token: templates, regular expressions, arrays, objects; and {@code new}. */
final class Literals {
    private final Parser parser;
    private final Tokens tokens;

    Literals(Parser parser) {
        this.parser = parser;
        tokens = parser.tokens;
    }

    /** At a template. */
    Expression.TemplateLiteral template() {
        int start = tokens.start;
        List<Expression.TemplateText> texts = new ArrayList<>(2);
        if (tokens.at(Token.TEMPLATE)) {
            texts.add(text());
            tokens.next();
            return new Expression.TemplateLiteral(start, tokens.last, List.copyOf(texts), List.of());
        }
        List<Expression> expressions = new ArrayList<>(2);
        while (tokens.at(Token.TEMPLATE_HEAD)) {
            texts.add(text());
            tokens.next();
            expressions.add(parser.expressions.inBrackets());
            if (!tokens.at(Token.RBRACE)) {
                tokens.expect(Token.RBRACE);
                texts.add(new Expression.TemplateText(tokens.last, tokens.last, ""));
                return new Expression.TemplateLiteral(start, tokens.last, List.copyOf(texts), List.copyOf(expressions));
            }
            tokens.readTemplatePiece();
        }
        texts.add(text());
        tokens.next();
        return new Expression.TemplateLiteral(start, tokens.last, List.copyOf(texts), List.copyOf(expressions));
    }

    private Expression.TemplateText text() {
        return new Expression.TemplateText(tokens.start + 1, tokens.templateTextEnd(), tokens.value);
    }

    /** At the {@code /} that begins a regular expression. */
    Expression regex() {
        int start = tokens.start;
        int patternEnd = tokens.readRegex();
        int end = tokens.end;
        String pattern = tokens.substring(start + 1, patternEnd);
        String flags = patternEnd < end ? tokens.substring(patternEnd + 1, end) : "";
        tokens.next();
        return new Expression.RegexLiteral(start, end, pattern, flags);
    }

    /** {@code [a, , ...b]} */
    Expression array() {
        int start = tokens.start;
        int outer = parser.open();
        tokens.next();
        List<Expression> elements = new ArrayList<>();
        while (!parser.ends(Token.RBRACKET)) {
            if (tokens.at(Token.COMMA)) {
                elements.add(new Expression.Missing(tokens.start, tokens.start));
                tokens.next();
                continue;
            }
            int before = tokens.start;
            elements.add(tokens.at(Token.ELLIPSIS) ? parser.expressions.spread() : parser.expressions.assignment());
            if (tokens.eat(Token.COMMA)) continue;
            if (tokens.at(Token.RBRACKET)) break;
            tokens.expect(Token.COMMA);
            if (tokens.start == before || tokens.newline || !parser.expressions.canBegin()) break;
        }
        parser.context = outer;
        tokens.expect(Token.RBRACKET);
        return new Expression.ArrayLiteral(start, tokens.last, List.copyOf(elements));
    }

    /** {@code {a, b: c, d() {}, ...e}} */
    Expression.ObjectLiteral object() {
        int start = tokens.start;
        int outer = parser.open();
        tokens.next();
        List<ObjectMember> members = new ArrayList<>();
        while (!parser.ends(Token.RBRACE)) {
            int before = tokens.start;
            if (!canBeginMember()) {
                tokens.report(tokens.start, "expected a property before " + tokens.current());
                break;
            }
            members.add(tokens.at(Token.ELLIPSIS) ? parser.expressions.spread() : member());
            if (tokens.eat(Token.COMMA)) continue;
            if (tokens.at(Token.RBRACE)) break;
            tokens.expect(Token.COMMA);
            if (tokens.at(Token.SEMICOLON) && !tokens.newline) tokens.next();
            if (tokens.start == before) break;
        }
        parser.context = outer;
        tokens.expect(Token.RBRACE);
        return new Expression.ObjectLiteral(start, tokens.last, List.copyOf(members));
    }

    private boolean canBeginMember() {
        return switch (tokens.token) {
            case ELLIPSIS, STRING, NUMBER, LBRACKET, STAR, PRIVATE_NAME, AT -> true;
            default -> tokens.token.isWord();
        };
    }

    private ObjectMember member() {
        int start = tokens.start;
        parser.classes.decorators();
        boolean async = false;
        FunctionNode.Kind kind = FunctionNode.Kind.METHOD;
        if (tokens.at(Token.ASYNC) && modifiesKey(true)) {
            async = true;
            tokens.next();
        } else if ((tokens.at(Token.GET) || tokens.at(Token.SET)) && modifiesKey(false)) {
            kind = tokens.at(Token.GET) ? FunctionNode.Kind.GETTER : FunctionNode.Kind.SETTER;
            tokens.next();
        }
        boolean generator = tokens.eat(Token.STAR);
        boolean computed = tokens.at(Token.LBRACKET);
        boolean name = tokens.token.isName();
        Expression key = key();
        if (tokens.at(Token.QUESTION) || tokens.at(Token.NOT)) tokens.next();
        if (tokens.at(Token.LPAREN) || tokens.at(Token.LESS) || async || generator || kind != FunctionNode.Kind.METHOD) {
            FunctionNode function = parser.functions.method(kind, async, generator);
            return new Method(start, tokens.last, List.of(), Set.of(), key, computed, function);
        }
        if (tokens.eat(Token.COLON)) {
            Expression value = parser.expressions.assignment();
            return new ObjectMember.Property(start, tokens.last, key, computed, false, value);
        }
        if (!name) {
            tokens.expect(Token.COLON);
            return new ObjectMember.Property(start, tokens.last, key, computed, false, parser.expressions.missing());
        }
        if (!tokens.eat(Token.ASSIGN)) return new ObjectMember.Property(start, tokens.last, key, false, true, key);
        Expression value = parser.expressions.assignment();
        Expression.Assignment cover = new Expression.Assignment(start, tokens.last, "=", key, value);
        return new ObjectMember.Property(start, tokens.last, key, false, true, cover);
    }

    /** True when the current word is said of the key behind it, and is not the key. */
    private boolean modifiesKey(boolean sameLine) {
        if (tokens.escaped) return false;
        Token next = tokens.peek();
        if (sameLine && tokens.peekedNewline) return false;
        return next.isWord() || next == Token.STRING || next == Token.NUMBER || next == Token.LBRACKET || next == Token.PRIVATE_NAME
                || sameLine && next == Token.STAR;
    }

    /** The name of a property or member: a word, a string, a number, {@code #private} or {@code [expression]}. */
    Expression key() {
        int start = tokens.start;
        switch (tokens.token) {
            case STRING -> {
                String value = tokens.value;
                tokens.next();
                return new Expression.StringLiteral(start, tokens.last, value);
            }
            case NUMBER -> {
                tokens.next();
                return new Expression.NumberLiteral(start, tokens.last, tokens.substring(start, tokens.last));
            }
            case PRIVATE_NAME -> {
                String name = tokens.value;
                tokens.next();
                return new Expression.PrivateName(start, tokens.last, name);
            }
            case LBRACKET -> {
                parser.enter();
                tokens.next();
                Expression key = parser.expressions.inBrackets();
                tokens.expect(Token.RBRACKET);
                parser.leave();
                return key;
            }
            default -> {
                if (tokens.token.isWord()) return parser.expressions.identifier();
                tokens.report(start, "expected a name before " + tokens.current());
                return parser.expressions.missing();
            }
        }
    }

    /** {@code new A<T>(b)}, {@code new A} or {@code new.target} */
    Expression creation() {
        int start = tokens.start;
        tokens.next();
        if (tokens.eat(Token.DOT)) {
            if (tokens.token.isWord()) tokens.next();
            else tokens.expect(Token.NAME);
            return new Expression.MetaProperty(start, tokens.last, "new.target");
        }
        parser.enter();
        int calleeStart = tokens.start;
        Expression first = tokens.at(Token.ASYNC) && tokens.peek() != Token.FUNCTION ? parser.expressions.identifier()
            : parser.expressions.primary();
        Expression callee = parser.expressions.suffixes(first, calleeStart, false);
        TypeText types = null;
        if (callee instanceof Expression.Instantiation instantiation && instantiation.start() == calleeStart
            && instantiation.end() == tokens.last) {
            callee = instantiation.expression();
            types = instantiation.typeArguments();
        }
        List<Expression> arguments = tokens.at(Token.LPAREN) ? parser.expressions.arguments() : List.of();
        parser.leave();
        return new Expression.New(start, tokens.last, callee, types, arguments);
    }
}
