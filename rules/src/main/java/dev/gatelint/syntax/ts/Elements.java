package dev.gatelint.syntax.ts;

import java.util.ArrayList;
import java.util.List;

/**
 * JSX. Between tags the text is not made of tokens: while an element is read its {@code end} says where to go on, and the current token is
 * stale until {@link Tokens#jump}. An element that is never closed is taken to end with its opening tag, and what follows is read as code
 * again.
 */
final class Elements {
    private final Parser parser;
    private final Tokens tokens;
    /** The names of the elements that are open, outermost first: a closing tag that belongs to one of them ends all inside it. */
    private final List<String> open = new ArrayList<>();
    /**
     * How often an element without an end may be given up; after that it takes the rest of the file, so that no file is read many times.
     */
    private int patience = 8;
    /** An element was not closed before the end of the file: those that are open are given up. */
    private boolean lost;

    Elements(Parser parser) {
        this.parser = parser;
        tokens = parser.tokens;
    }

    /** At {@code <}: an element, or a fragment; behind it the tokens go on. */
    Jsx.Element element() {
        int depth = open.size();
        int outer = parser.open();
        Jsx.Element element = nested();
        parser.context = outer;
        while (open.size() > depth) open.remove(open.size() - 1);
        if (!lost) {
            tokens.jump(element.end());
            return element;
        }
        lost = false;
        tokens.restart(element.end());
        tokens.report(element.start(), "the element '" + tag(element.name()) + "' is not closed");
        return element;
    }

    /** Forgets what was open, after it was left by {@link Parser.TooDeep}. */
    void reset() {
        open.clear();
        lost = false;
    }

    private Jsx.Element nested() {
        parser.enter();
        int start = tokens.start;
        tokens.next();
        boolean fragment = tokens.at(Token.GREATER);
        Expression name = fragment ? null : name();
        TypeText types = !fragment && parser.typed ? parser.types.arguments() : null;
        List<Jsx.Attribute> attributes = fragment ? List.of() : attributes();
        Jsx.Element element;
        if (tokens.at(Token.SLASH) || parser.isLeftBehind()) {
            tokens.eat(Token.SLASH);
            int end = tagEnd();
            element = new Jsx.Element(start, end, name, types, attributes, List.of(), end);
        } else {
            int openingEnd = tagEnd();
            List<Jsx.Child> children = new ArrayList<>();
            open.add(tag(name));
            int end = children(openingEnd, children);
            open.remove(open.size() - 1);
            if (lost) {
                children.clear();
                end = openingEnd;
            }
            element = new Jsx.Element(start, end, name, types, attributes, List.copyOf(children), openingEnd);
        }
        parser.leave();
        return element;
    }

    private static String tag(Expression name) {
        String tag = name == null ? "" : name.dotted();
        return tag == null ? "?" : tag;
    }

    /** Behind the {@code >} that must be here; the token stays, because what follows may be text. */
    private int tagEnd() {
        if (tokens.at(Token.GREATER)) return tokens.start + 1;
        tokens.report(tokens.start, "expected '>' before " + tokens.current());
        return tokens.last;
    }

    private Expression name() {
        int start = tokens.start;
        tokens.readJsxName();
        Expression name;
        if (tokens.at(Token.THIS)) {
            tokens.next();
            name = new Expression.This(start, tokens.last);
        } else {
            name = plainName();
        }
        while (tokens.at(Token.DOT)) {
            tokens.next();
            tokens.readJsxName();
            Expression.Identifier property = plainName();
            name = new Expression.Member(start, tokens.last, name, property, false);
        }
        return name;
    }

    /** {@code a}, {@code a-b} or {@code a:b}; keywords too. */
    private Expression.Identifier plainName() {
        tokens.readJsxName();
        if (!tokens.token.isWord() || parser.isLeftBehind()) {
            tokens.report(tokens.start, "expected a name before " + tokens.current());
            return new Expression.Identifier(tokens.last, tokens.last, "");
        }
        Expression.Identifier first = parser.expressions.identifier();
        if (!tokens.at(Token.COLON)) return first;
        tokens.next();
        tokens.readJsxName();
        if (!tokens.token.isWord()) {
            tokens.expect(Token.NAME);
            return first;
        }
        Expression.Identifier second = parser.expressions.identifier();
        return new Expression.Identifier(first.start(), second.end(), first.name() + ":" + second.name());
    }

    private List<Jsx.Attribute> attributes() {
        List<Jsx.Attribute> attributes = new ArrayList<>();
        while (true) {
            int start = tokens.start;
            if (parser.isLeftBehind()) {
                return List.copyOf(attributes);
            } else if (tokens.token.isWord()) {
                attributes.add(attribute(start));
            } else if (tokens.at(Token.LBRACE)) {
                attributes.add(spread(start));
            } else if (tokens.at(Token.GREATER) || tokens.at(Token.SLASH) || tokens.at(Token.LESS) || tokens.atEnd()
                || tokens.at(Token.RBRACE)
                    || tokens.at(Token.SEMICOLON) || tokens.at(Token.RPAREN)) {
                return List.copyOf(attributes);
            } else {
                tokens.report(start, "expected an attribute before " + tokens.current());
                tokens.next();
            }
        }
    }

    private Jsx.Attribute attribute(int start) {
        Expression.Identifier name = plainName();
        if (!tokens.at(Token.ASSIGN)) return new Jsx.NamedAttribute(start, tokens.last, name, null);
        tokens.nextJsxValue();
        Node value = null;
        if (tokens.at(Token.STRING)) {
            value = new Expression.StringLiteral(tokens.start, tokens.end, tokens.value);
            tokens.next();
        } else if (tokens.at(Token.LBRACE)) {
            value = container();
            tokens.jump(value.end());
        } else if (tokens.at(Token.LESS)) {
            value = element();
        } else {
            tokens.report(tokens.start, "expected a value before " + tokens.current());
        }
        return new Jsx.NamedAttribute(start, tokens.last, name, value);
    }

    private Jsx.Attribute spread(int start) {
        tokens.next();
        if (!tokens.eat(Token.ELLIPSIS)) tokens.report(tokens.start, "expected '...' before " + tokens.current());
        Expression expression = parser.expressions.inBrackets();
        tokens.expect(Token.RBRACE);
        return new Jsx.SpreadAttribute(start, tokens.last, expression);
    }

    /** At <code>{</code>: the container; the token behind it is not read, {@code end} is behind the brace. */
    private Jsx.Container container() {
        int start = tokens.start;
        tokens.next();
        if (tokens.at(Token.RBRACE)) return new Jsx.Container(start, tokens.end, null, false);
        boolean spread = tokens.eat(Token.ELLIPSIS);
        Expression expression = parser.expressions.inBrackets();
        int end = tokens.last;
        if (tokens.at(Token.RBRACE)) end = tokens.end;
        else tokens.report(tokens.start, "expected '}' before " + tokens.current());
        return new Jsx.Container(start, Math.max(end, start + 1), expression, spread);
    }

    /** Reads children from {@code from} on, up to behind the closing tag; gives that end. */
    private int children(int from, List<Jsx.Child> children) {
        int at = from;
        while (true) {
            int textEnd = tokens.jsxTextEnd(at);
            if (textEnd > at) children.add(new Jsx.Text(at, textEnd, tokens.jsxText(at, textEnd)));
            tokens.jump(textEnd);
            if (tokens.atEnd()) {
                tokens.report(textEnd, "the element '" + open.get(open.size() - 1) + "' is not closed");
                lost = patience-- > 0;
                return textEnd;
            }
            Jsx.Child child;
            if (tokens.at(Token.LBRACE)) {
                child = container();
            } else if (closes()) {
                return closing(textEnd);
            } else {
                tokens.splitShiftLeft();
                child = nested();
                if (lost) return textEnd;
            }
            children.add(child);
            at = Math.max(child.end(), textEnd + 1);
        }
    }

    private boolean closes() {
        return tokens.at(Token.LESS) && tokens.peek() == Token.SLASH;
    }

    /** At the {@code <} of a closing tag; gives the end of the element that is open. */
    private int closing(int start) {
        tokens.next();
        tokens.next();
        String tag = tokens.at(Token.GREATER) ? "" : tag(name());
        int inner = open.size() - 1;
        if (!tag.equals(open.get(inner))) {
            tokens.report(start, "the element '" + open.get(inner) + "' is closed by '" + tag + "'");
            if (open.subList(Math.max(0, inner - 20), inner).contains(tag)) return start;
        }
        return tagEnd();
    }
}
