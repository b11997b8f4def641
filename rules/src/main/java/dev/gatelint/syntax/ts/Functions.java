package dev.gatelint.syntax.ts;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Functions, their parameters and patterns. What stands in a parenthesis is read once, as expressions that may carry what only a parameter
 * can ({@code ?}, {@code : type}); when an arrow follows, the expressions become patterns by {@link #toPattern}.
 */
final class Functions {
    private final Parser parser;
    private final Tokens tokens;

    Functions(Parser parser) {
        this.parser = parser;
        tokens = parser.tokens;
    }

    // ---- parentheses and arrows

    /** What stands between two commas of a parenthesis. */
    private record Item(int start, int end, Expression expression, boolean optional, TypeText annotation, Expression defaultValue) {}

    /** The items of a parenthesis, and whether they can only be parameters. */
    private record Items(int open, List<Item> list, boolean parameters) {}

    /**
     * At {@code (}: an arrow function, or what is in the parentheses. {@code start} is where type parameters or {@code async} before it
     * began.
     */
    Expression parenthesized(int start, TypeText typeParameters, boolean async) {
        boolean whole = parser.expressions.beginsAt(start);
        Items items = items();
        Expression arrow = tryArrow(start, typeParameters, async, items, whole);
        if (arrow != null) return arrow;
        parser.expressions.endsWith(null);
        if (items.list.isEmpty()) return parser.expressions.missing();
        return items.list.size() == 1 ? items.list.get(0).expression : sequence(items.list);
    }

    private static Expression sequence(List<Item> items) {
        List<Expression> all = new ArrayList<>(items.size());
        for (Item item : items) all.add(item.expression);
        return new Expression.Sequence(items.get(0).start, items.get(items.size() - 1).end, List.copyOf(all));
    }

    /** At {@code (} behind {@code async}: an arrow function, or a call of something called async. */
    Expression asyncCallOrArrow(int start, Expression.Identifier name, TypeText typeParameters) {
        boolean whole = parser.expressions.beginsAt(start);
        Items items = items();
        Expression arrow = tryArrow(start, typeParameters, true, items, whole);
        if (arrow != null) return arrow;
        parser.expressions.endsWith(null);
        List<Expression> arguments = items.list.stream().map(Item::expression).toList();
        return new Expression.Call(start, tokens.last, name, typeParameters, arguments, false);
    }

    private Items items() {
        int open = tokens.start;
        boolean parameters = false;
        List<Item> list = new ArrayList<>(2);
        tokens.next();
        if (tokens.eat(Token.RPAREN)) return new Items(open, list, true);
        int outer = parser.open();
        while (!parser.ends(Token.RPAREN)) {
            int start = tokens.start;
            parameters |= tokens.at(Token.ELLIPSIS);
            Expression expression = tokens.at(Token.ELLIPSIS) ? parser.expressions.spread() : parser.expressions.assignment();
            boolean optional = tokens.at(Token.QUESTION) && tokens.eat(Token.QUESTION);
            TypeText annotation = expression instanceof Expression.Assignment ? null : parser.types.annotation();
            Expression value = (optional || annotation != null) && tokens.eat(Token.ASSIGN) ? parser.expressions.assignment() : null;
            parameters |= optional || annotation != null;
            list.add(new Item(Math.min(start, tokens.last), tokens.last, expression, optional, annotation, value));
            if (!tokens.at(Token.COMMA)) break;
            tokens.next();
            parameters |= tokens.at(Token.RPAREN);
        }
        parser.context = outer;
        tokens.expect(Token.RPAREN);
        return new Items(open, list, parameters);
    }

    /**
     * Behind the parenthesis: the arrow function that it begins, or null. A colon can be that of a return type only where a {@code whole}
     * expression begins, as it does not in {@code a ? !(b) : c => d}, and in JavaScript never in a conditional.
     */
    private Expression tryArrow(int start, TypeText typeParameters, boolean async, Items items, boolean whole) {
        if (tokens.at(Token.ARROW)) return arrow(start, typeParameters, async, items, null);
        boolean ownColon = parser.in(Parser.CONSEQUENT) && !parser.typed;
        if (tokens.at(Token.COLON) && whole && !ownColon && items.list.stream().allMatch(Functions::isParameter)) {
            if (parser.expressions.knownNoArrow(items.open)) return null;
            Tokens.Mark mark = tokens.mark();
            tokens.next();
            TypeText returnType = parser.types.tryType();
            if (returnType != null && tokens.at(Token.ARROW)) {
                Expression arrow = arrow(start, typeParameters, async, items, returnType);
                if (!parser.in(Parser.CONSEQUENT) || tokens.at(Token.COLON)) return arrow;
            }
            tokens.back(mark);
            parser.expressions.noArrow(items.open);
        }
        if (!items.parameters || async && items.list.stream().allMatch(item -> item.annotation == null && !item.optional)) return null;
        tokens.report(tokens.start, "expected '=>' before " + tokens.current());
        return items.list.isEmpty() ? null : arrow(start, typeParameters, async, items, null);
    }

    private static boolean isParameter(Item item) {
        return item.expression.start() == item.start && binds(item.expression);
    }

    /** True for names and for literals of names, with default values: what a parameter can be. */
    private static boolean binds(Node node) {
        if (node instanceof Expression.ObjectLiteral object) return object.members().stream().allMatch(Functions::binds);
        if (node instanceof ObjectMember.Property property) return binds(property.value());
        if (node instanceof Expression.ArrayLiteral array) return array.elements().stream().allMatch(Functions::binds);
        if (node instanceof Expression.Spread spread) return binds(spread.operand());
        if (node instanceof Expression.Assignment assignment) return assignment.operator().equals("=") && binds(assignment.target());
        if (node instanceof Pattern.ObjectPattern object) return object.elements().stream().allMatch(Functions::binds);
        if (node instanceof Pattern.Bound bound) return binds(bound.target());
        if (node instanceof Pattern.ArrayPattern array) return array.elements().stream().allMatch(Functions::binds);
        if (node instanceof Pattern.Default choice) return binds(choice.target());
        if (node instanceof Pattern.Rest rest) return binds(rest.target());
        return node instanceof Expression.Identifier || node instanceof Expression.This || node instanceof Expression.Missing;
    }

    private FunctionNode arrow(int start, TypeText typeParameters, boolean async, Items items, TypeText returnType) {
        List<Parameter> parameters = new ArrayList<>(items.list.size());
        for (Item item : items.list) parameters.add(parameter(item));
        return arrow(start, typeParameters, async, List.copyOf(parameters), returnType);
    }

    /** {@code name => body}, at the arrow. */
    FunctionNode arrow(int start, Expression.Identifier name, boolean async) {
        Parameter parameter = new Parameter(name.start(), name.end(), List.of(), Set.of(), name, null, null, false, false);
        return arrow(start, null, async, List.of(parameter), null);
    }

    private FunctionNode arrow(int start, TypeText typeParameters, boolean async, List<Parameter> parameters, TypeText returnType) {
        tokens.eat(Token.ARROW);
        int outer = parser.context;
        parser.context = outer & (Parser.NO_IN | Parser.CONSEQUENT) | kind(async, false);
        Node body = tokens.at(Token.LBRACE) ? parser.statements.functionBody(kind(async, false)) : parser.expressions.assignment();
        parser.context = outer;
        FunctionNode arrow = new FunctionNode(start, tokens.last, FunctionNode.Kind.ARROW, null, async, false, Set.of(), typeParameters,
            parameters,
                returnType, body);
        parser.expressions.endsWith(arrow);
        return arrow;
    }

    private static int kind(boolean async, boolean generator) {
        return (async ? Parser.ASYNC : Parser.PLAIN) | (generator ? Parser.GENERATOR : 0);
    }

    private Parameter parameter(Item item) {
        Expression expression = item.expression;
        Pattern pattern;
        Expression value = item.defaultValue;
        boolean rest = false;
        if (expression instanceof Expression.Assignment assignment && assignment.operator().equals("=")) {
            pattern = assignment.target();
            value = assignment.value();
        } else if (expression instanceof Expression.Spread spread) {
            pattern = toPattern(spread.operand());
            rest = true;
        } else {
            pattern = toPattern(expression);
        }
        return new Parameter(item.start, item.end, List.of(), Set.of(), pattern, item.annotation, value, rest, item.optional);
    }

    // ---- functions

    /** At {@code function}; {@code start} is where {@code async} or a modifier before it began. */
    FunctionNode function(int start, boolean async, FunctionNode.Kind kind, Set<Modifier> modifiers) {
        tokens.next();
        boolean generator = tokens.eat(Token.STAR);
        Expression.Identifier name = tokens.token.isName() ? parser.expressions.identifier() : null;
        return rest(start, kind, name, async, generator, modifiers);
    }

    /** The function of a method, at its type parameters or parenthesis. */
    FunctionNode method(FunctionNode.Kind kind, boolean async, boolean generator) {
        return rest(tokens.start, kind, null, async, generator, Set.of());
    }

    /** From the type parameters on. */
    private FunctionNode rest(int start, FunctionNode.Kind kind, Expression.Identifier name, boolean async, boolean generator,
                              Set<Modifier> modifiers) {
        int outer = parser.context;
        parser.context = kind(async, generator);
        TypeText typeParameters = parser.types.parameters();
        List<Parameter> parameters = parameters();
        TypeText returnType = parser.types.annotation();
        Node body = null;
        if (tokens.at(Token.LBRACE)) body = parser.statements.functionBody(kind(async, generator));
        else if (kind == FunctionNode.Kind.EXPRESSION) tokens.expect(Token.LBRACE);
        else if (kind == FunctionNode.Kind.DECLARATION) tokens.semicolon();
        parser.context = outer;
        return new FunctionNode(Math.min(start, tokens.last), tokens.last, kind, name, async, generator, modifiers, typeParameters,
            parameters,
                returnType, body);
    }

    private List<Parameter> parameters() {
        if (!tokens.expect(Token.LPAREN)) return List.of();
        List<Parameter> all = new ArrayList<>(4);
        while (!parser.ends(Token.RPAREN)) {
            int before = tokens.start;
            all.add(parameter());
            if (tokens.eat(Token.COMMA)) continue;
            if (tokens.at(Token.RPAREN)) break;
            tokens.expect(Token.COMMA);
            if (tokens.start == before || !canBeginParameter()) break;
        }
        tokens.expect(Token.RPAREN);
        return List.copyOf(all);
    }

    private boolean canBeginParameter() {
        return switch (tokens.token) {
            case LBRACKET, AT, ELLIPSIS, THIS -> true;
            default -> tokens.token.isName();
        };
    }

    private Parameter parameter() {
        int start = tokens.start;
        List<Decorator> decorators = parser.classes.decorators();
        Set<Modifier> modifiers = parameterModifiers();
        boolean rest = tokens.eat(Token.ELLIPSIS);
        Pattern pattern = target();
        boolean optional = tokens.eat(Token.QUESTION);
        TypeText annotation = parser.types.annotation();
        Expression value = tokens.eat(Token.ASSIGN) ? parser.expressions.assignmentInBrackets() : null;
        return new Parameter(Math.min(start, tokens.last), tokens.last, decorators, modifiers, pattern, annotation, value, rest, optional);
    }

    private Set<Modifier> parameterModifiers() {
        Set<Modifier> found = Set.of();
        while (true) {
            Modifier modifier = switch (tokens.token) {
                case PUBLIC -> Modifier.PUBLIC;
                case PRIVATE -> Modifier.PRIVATE;
                case PROTECTED -> Modifier.PROTECTED;
                case READONLY -> Modifier.READONLY;
                case OVERRIDE -> Modifier.OVERRIDE;
                default -> null;
            };
            if (modifier == null) return found;
            Token next = tokens.peek();
            if (!next.isName() && next != Token.LBRACE && next != Token.LBRACKET && next != Token.THIS) return found;
            if (found.isEmpty()) found = EnumSet.noneOf(Modifier.class);
            found.add(modifier);
            tokens.next();
        }
    }

    // ---- patterns

    /** What takes a value in a declaration or a parameter: a name, {@code {…}} or {@code […]}. */
    Pattern target() {
        switch (tokens.token) {
            case LBRACE -> {
                return objectPattern();
            }
            case LBRACKET -> {
                return arrayPattern();
            }
            case THIS -> {
                tokens.next();
                return new Expression.This(tokens.last - 4, tokens.last);
            }
            default -> {
                return parser.expressions.expectName();
            }
        }
    }

    private Pattern objectPattern() {
        parser.enter();
        int start = tokens.start;
        int outer = parser.open();
        tokens.next();
        List<Node> elements = new ArrayList<>();
        while (!parser.ends(Token.RBRACE)) {
            int before = tokens.start;
            elements.add(tokens.at(Token.ELLIPSIS) ? restPattern() : bound());
            if (tokens.eat(Token.COMMA)) continue;
            if (tokens.at(Token.RBRACE)) break;
            tokens.expect(Token.COMMA);
            if (tokens.start == before || !tokens.token.isWord()) break;
        }
        parser.context = outer;
        tokens.expect(Token.RBRACE);
        parser.leave();
        return new Pattern.ObjectPattern(start, tokens.last, List.copyOf(elements));
    }

    private Pattern.Rest restPattern() {
        int start = tokens.start;
        tokens.next();
        Pattern target = target();
        return new Pattern.Rest(start, tokens.last, target);
    }

    private Pattern.Bound bound() {
        int start = tokens.start;
        boolean computed = tokens.at(Token.LBRACKET);
        boolean word = tokens.token.isName();
        Expression key = parser.literals.key();
        if (tokens.eat(Token.COLON)) {
            Pattern target = withDefault(target());
            return new Pattern.Bound(start, tokens.last, key, computed, false, target);
        }
        if (!word) tokens.expect(Token.COLON);
        Pattern target = withDefault(word ? key : parser.expressions.missing());
        return new Pattern.Bound(Math.min(start, tokens.last), tokens.last, key, computed, word, target);
    }

    private Pattern withDefault(Pattern target) {
        int start = target.start() == target.end() ? tokens.start : target.start();
        if (!tokens.eat(Token.ASSIGN)) return target;
        Expression value = parser.expressions.assignment();
        return new Pattern.Default(start, tokens.last, target, value);
    }

    private Pattern arrayPattern() {
        parser.enter();
        int start = tokens.start;
        int outer = parser.open();
        tokens.next();
        List<Pattern> elements = new ArrayList<>();
        while (!parser.ends(Token.RBRACKET)) {
            if (tokens.at(Token.COMMA)) {
                elements.add(new Expression.Missing(tokens.start, tokens.start));
                tokens.next();
                continue;
            }
            elements.add(tokens.at(Token.ELLIPSIS) ? restPattern() : withDefault(target()));
            if (!tokens.eat(Token.COMMA)) break;
        }
        parser.context = outer;
        tokens.expect(Token.RBRACKET);
        parser.leave();
        return new Pattern.ArrayPattern(start, tokens.last, List.copyOf(elements));
    }

    /** What an expression means on the left of {@code =} or of {@code =>}: literals are patterns, all else is itself. */
    Pattern toPattern(Expression expression) {
        if (expression instanceof Expression.ObjectLiteral object) {
            List<Node> elements = new ArrayList<>(object.members().size());
            for (ObjectMember member : object.members()) elements.add(toElement(member));
            return new Pattern.ObjectPattern(object.start(), object.end(), List.copyOf(elements));
        }
        if (expression instanceof Expression.ArrayLiteral array) {
            List<Pattern> elements = new ArrayList<>(array.elements().size());
            for (Expression element : array.elements()) elements.add(toInner(element));
            return new Pattern.ArrayPattern(array.start(), array.end(), List.copyOf(elements));
        }
        return expression;
    }

    private Node toElement(ObjectMember member) {
        if (member instanceof ObjectMember.Property property) {
            return new Pattern.Bound(property.start(), property.end(), property.key(), property.computed(), property.shorthand(),
                    toInner(property.value()));
        }
        if (member instanceof Expression.Spread spread) return toInner(spread);
        tokens.report(member.start(), "a method cannot stand in a pattern");
        return new Expression.Missing(member.start(), member.start());
    }

    private Pattern toInner(Expression expression) {
        if (expression instanceof Expression.Assignment assignment && assignment.operator().equals("=")) {
            return new Pattern.Default(assignment.start(), assignment.end(), assignment.target(), assignment.value());
        }
        if (expression instanceof Expression.Spread spread) return new Pattern.Rest(spread.start(), spread.end(),
            toPattern(spread.operand()));
        return toPattern(expression);
    }
}
