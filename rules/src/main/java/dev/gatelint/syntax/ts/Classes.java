package dev.gatelint.syntax.ts;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Classes, their members and decorators. */
final class Classes {
    private final Parser parser;
    private final Tokens tokens;

    Classes(Parser parser) {
        this.parser = parser;
        tokens = parser.tokens;
    }

    /** {@code @a @b(c)}, none or more. */
    List<Decorator> decorators() {
        if (!tokens.at(Token.AT)) return List.of();
        List<Decorator> all = new ArrayList<>(2);
        while (tokens.at(Token.AT)) all.add(decorator());
        return List.copyOf(all);
    }

    /** At {@code @}. */
    Decorator decorator() {
        parser.enter();
        int start = tokens.start;
        tokens.next();
        int outer = parser.context;
        parser.context |= Parser.DECORATOR;
        int nameStart = tokens.start;
        Expression expression = parser.expressions.suffixes(parser.expressions.primary(), nameStart, true);
        parser.context = outer;
        parser.leave();
        return new Decorator(start, tokens.last, expression);
    }

    /** At {@code class}, or the decorators or {@code abstract} before it; {@code start} is where what the caller has read began. */
    ClassNode definition(int start, List<Decorator> before, Set<Modifier> modifiers) {
        List<Decorator> decorators = tokens.at(Token.AT) ? decorators() : before;
        Set<Modifier> all = modifiers;
        if (tokens.at(Token.ABSTRACT)) {
            all = with(all, Modifier.ABSTRACT);
            tokens.next();
        }
        tokens.expect(Token.CLASS);
        Expression.Identifier name = null;
        if (tokens.token.isName() && !(tokens.at(Token.IMPLEMENTS) && isHeritage())) name = parser.expressions.identifier();
        TypeText typeParameters = parser.types.parameters();
        Expression superclass = null;
        TypeText superTypes = null;
        List<TypeText> interfaces = new ArrayList<>(0);
        while (tokens.at(Token.EXTENDS) || tokens.at(Token.IMPLEMENTS)) {
            boolean implementing = tokens.at(Token.IMPLEMENTS);
            tokens.next();
            if (implementing) {
                do interfaces.add(parser.types.required()); while (tokens.eat(Token.COMMA));
                continue;
            }
            int heritage = tokens.start;
            superclass = parser.expressions.suffixes(parser.expressions.primary(), heritage, true);
            if (superclass instanceof Expression.Instantiation instantiation) {
                superclass = instantiation.expression();
                superTypes = instantiation.typeArguments();
            } else {
                superTypes = parser.types.arguments();
            }
            while (tokens.eat(Token.COMMA)) parser.types.required();
        }
        List<ClassMember> members = members();
        return new ClassNode(start, tokens.last, decorators, all, name, typeParameters, superclass, superTypes, List.copyOf(interfaces),
            members);
    }

    private boolean isHeritage() {
        return tokens.peek().isWord();
    }

    private static Set<Modifier> with(Set<Modifier> modifiers, Modifier modifier) {
        Set<Modifier> all = modifiers.isEmpty() ? EnumSet.noneOf(Modifier.class) : EnumSet.copyOf(modifiers);
        all.add(modifier);
        return all;
    }

    private List<ClassMember> members() {
        if (!tokens.expect(Token.LBRACE)) return List.of();
        parser.enter();
        int outer = parser.open();
        List<ClassMember> all = new ArrayList<>();
        while (!parser.ends(Token.RBRACE)) {
            if (tokens.eat(Token.SEMICOLON)) continue;
            if (!canBeginMember()) {
                tokens.report(tokens.start, "expected a member of the class before " + tokens.current());
                tokens.next();
                continue;
            }
            int before = tokens.start;
            all.add(member());
            if (tokens.start == before) tokens.next();
        }
        parser.context = outer;
        parser.leave();
        tokens.expect(Token.RBRACE);
        return List.copyOf(all);
    }

    private boolean canBeginMember() {
        return switch (tokens.token) {
            case AT, STRING, NUMBER, PRIVATE_NAME, LBRACKET, STAR, LPAREN, LESS -> true;
            default -> tokens.token.isWord();
        };
    }

    private ClassMember member() {
        int start = tokens.start;
        List<Decorator> decorators = decorators();
        Set<Modifier> modifiers = Set.of();
        boolean async = false;
        FunctionNode.Kind kind = FunctionNode.Kind.METHOD;
        while (true) {
            if (tokens.at(Token.AT)) {
                decorators = new ArrayList<>(decorators);
                decorators.add(decorator());
                continue;
            }
            if (tokens.at(Token.STATIC) && tokens.peek() == Token.LBRACE) return staticBlock(start);
            Modifier modifier = modifier(tokens.token);
            if (modifier == Modifier.STATIC && modifiers.contains(modifier)) break;
            boolean accessor = tokens.at(Token.GET) || tokens.at(Token.SET);
            if (modifier == null && !accessor && !tokens.at(Token.ASYNC) || !modifiesMember()) break;
            if (modifier != null) modifiers = with(modifiers, modifier);
            else if (accessor) kind = tokens.at(Token.GET) ? FunctionNode.Kind.GETTER : FunctionNode.Kind.SETTER;
            else async = true;
            tokens.next();
        }
        if (tokens.at(Token.LBRACKET) && isIndexSignature()) return indexSignature(start);
        boolean generator = tokens.eat(Token.STAR);
        boolean computed = tokens.at(Token.LBRACKET);
        Expression key = parser.literals.key();
        if (!tokens.eat(Token.QUESTION) && !tokens.newline) tokens.eat(Token.NOT);
        if (tokens.at(Token.LPAREN) || tokens.at(Token.LESS) || generator) {
            boolean constructs = kind == FunctionNode.Kind.METHOD && !generator && !computed && !modifiers.contains(Modifier.STATIC);
            if (constructs && "constructor".equals(ObjectMember.name(key, false))) kind = FunctionNode.Kind.CONSTRUCTOR;
            FunctionNode function = parser.functions.method(kind, async, generator);
            if (function.body() == null) tokens.semicolon();
            return new Method(start, tokens.last, decorators, modifiers, key, computed, function);
        }
        TypeText annotation = parser.types.annotation();
        Expression value = null;
        if (tokens.eat(Token.ASSIGN)) {
            int outer = parser.context;
            parser.context = Parser.PLAIN;
            value = parser.expressions.assignment();
            parser.context = outer;
        }
        if (tokens.at(Token.COMMA)) {
            tokens.report(tokens.start, "expected ';' before ','");
            tokens.next();
        } else {
            tokens.semicolon();
        }
        return new ClassMember.Field(start, tokens.last, decorators, modifiers, key, computed, annotation, value);
    }

    private static Modifier modifier(Token token) {
        return switch (token) {
            case PUBLIC -> Modifier.PUBLIC;
            case PRIVATE -> Modifier.PRIVATE;
            case PROTECTED -> Modifier.PROTECTED;
            case STATIC -> Modifier.STATIC;
            case READONLY -> Modifier.READONLY;
            case ABSTRACT -> Modifier.ABSTRACT;
            case OVERRIDE -> Modifier.OVERRIDE;
            case DECLARE -> Modifier.DECLARE;
            case ACCESSOR -> Modifier.ACCESSOR;
            default -> null;
        };
    }

    /** True when the current word is said of the member behind it, and is not its name. */
    private boolean modifiesMember() {
        if (tokens.escaped) return false;
        boolean anyLine = tokens.at(Token.STATIC) || tokens.at(Token.GET) || tokens.at(Token.SET);
        boolean accessor = tokens.at(Token.GET) || tokens.at(Token.SET);
        Token next = tokens.peek();
        if (!anyLine && tokens.peekedNewline) return false;
        return switch (next) {
            case STRING, NUMBER, LBRACKET, PRIVATE_NAME, AT -> true;
            case STAR -> !accessor;
            default -> next.isWord();
        };
    }

    private boolean isIndexSignature() {
        Tokens.Mark mark = tokens.mark();
        tokens.next();
        boolean found = tokens.token.isWord() && tokens.peek() == Token.COLON;
        tokens.back(mark);
        return found;
    }

    private ClassMember indexSignature(int start) {
        tokens.next();
        tokens.next();
        parser.types.annotation();
        tokens.expect(Token.RBRACKET);
        parser.types.annotation();
        if (!tokens.eat(Token.COMMA)) tokens.semicolon();
        return new ClassMember.IndexSignature(start, tokens.last);
    }

    private ClassMember staticBlock(int start) {
        tokens.next();
        Statement.Block body = parser.statements.functionBody(Parser.PLAIN);
        return new ClassMember.StaticBlock(start, tokens.last, body);
    }
}
