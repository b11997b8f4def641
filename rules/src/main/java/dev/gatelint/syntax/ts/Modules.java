package dev.gatelint.syntax.ts;

import dev.gatelint.syntax.ts.Expression.Identifier;
import dev.gatelint.syntax.ts.Expression.StringLiteral;
import dev.gatelint.syntax.ts.Statement.Specifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Imports, exports, and the declarations that only TypeScript has: types, enums, namespaces. */
final class Modules {
    private final Parser parser;
    private final Tokens tokens;

    Modules(Parser parser) {
        this.parser = parser;
        tokens = parser.tokens;
    }

    // ---- imports

    /** At {@code import}, which is no call; {@code start} is where an {@code export} before it began. */
    Statement importing(int start) {
        tokens.next();
        if (tokens.at(Token.STRING)) return importEnd(start, false, List.of());
        boolean typeOnly = isTypeOnly();
        if (typeOnly) tokens.next();
        List<Specifier> specifiers = new ArrayList<>();
        if (tokens.token.isName() && !isPhase()) {
            Identifier name = parser.expressions.identifier();
            if (tokens.at(Token.ASSIGN)) return importEquals(start, typeOnly, name);
            specifiers.add(new Specifier(name.start(), name.end(), false, new Identifier(name.start(), name.end(), "default"), name));
            if (!tokens.eat(Token.COMMA)) return importFrom(start, typeOnly, specifiers);
        } else if (tokens.token.isName()) {
            tokens.next();
            if (tokens.token.isName()) {
                Identifier name = parser.expressions.identifier();
                specifiers.add(new Specifier(name.start(), name.end(), false, new Identifier(name.start(), name.end(), "default"), name));
            }
        }
        if (tokens.at(Token.STAR)) {
            int from = tokens.start;
            tokens.next();
            Identifier everything = new Identifier(from, from + 1, "*");
            tokens.expect(Token.AS);
            Identifier alias = parser.expressions.expectName();
            specifiers.add(new Specifier(from, tokens.last, false, everything, alias));
        } else if (tokens.at(Token.LBRACE)) {
            specifiers.addAll(specifiers());
        } else if (specifiers.isEmpty()) {
            tokens.expect(Token.LBRACE);
        }
        return importFrom(start, typeOnly, specifiers);
    }

    /** {@code import type …}: type is no name here unless {@code from} or {@code =} shows that it is. */
    private boolean isTypeOnly() {
        if (!tokens.at(Token.TYPE) || tokens.escaped) return false;
        Tokens.Mark mark = tokens.mark();
        tokens.next();
        boolean typeOnly = tokens.at(Token.LBRACE) || tokens.at(Token.STAR) || tokens.token.isName();
        if (tokens.at(Token.FROM)) {
            Token next = tokens.peek();
            typeOnly = next == Token.FROM || next == Token.ASSIGN || next == Token.COMMA;
        }
        tokens.back(mark);
        return typeOnly;
    }

    /** {@code import defer * as a} and {@code import source a}. */
    private boolean isPhase() {
        if (tokens.value.equals("defer")) return tokens.peek() == Token.STAR;
        if (!tokens.value.equals("source")) return false;
        Tokens.Mark mark = tokens.mark();
        tokens.next();
        boolean phase = tokens.token.isName() && (tokens.peek() == Token.FROM);
        tokens.back(mark);
        return phase;
    }

    private Statement importFrom(int start, boolean typeOnly, List<Specifier> specifiers) {
        tokens.expect(Token.FROM);
        return importEnd(start, typeOnly, specifiers);
    }

    private Statement importEnd(int start, boolean typeOnly, List<Specifier> specifiers) {
        StringLiteral source = source();
        Expression.ObjectLiteral attributes = attributes();
        tokens.semicolon();
        return new Statement.Import(start, tokens.last, typeOnly, List.copyOf(specifiers), source, attributes);
    }

    private Statement importEquals(int start, boolean typeOnly, Identifier name) {
        tokens.next();
        int from = tokens.start;
        StringLiteral source = null;
        if (tokens.at(Token.REQUIRE) && tokens.peek() == Token.LPAREN) {
            tokens.next();
            tokens.next();
            source = source();
            tokens.expect(Token.RPAREN);
        } else {
            parser.types.required();
        }
        TypeText reference = new TypeText(from, Math.max(from, tokens.last));
        tokens.semicolon();
        return new Statement.ImportEquals(start, tokens.last, typeOnly, name, source, reference);
    }

    /** The string that names a module; an empty one when it is missing. */
    private StringLiteral source() {
        if (tokens.at(Token.STRING)) return (StringLiteral) parser.literals.key();
        tokens.report(tokens.start, "expected the name of a module before " + tokens.current());
        return new StringLiteral(tokens.last, tokens.last, "");
    }

    private Expression.ObjectLiteral attributes() {
        boolean here = tokens.at(Token.WITH) || tokens.at(Token.ASSERT) && !tokens.newline;
        if (!here || tokens.peek() != Token.LBRACE) return null;
        tokens.next();
        return parser.literals.object();
    }

    /** {@code {a, b as c, type d}} of an import or an export. */
    private List<Specifier> specifiers() {
        tokens.next();
        List<Specifier> all = new ArrayList<>();
        while (!parser.ends(Token.RBRACE)) {
            if (!tokens.token.isWord() && !tokens.at(Token.STRING)) {
                tokens.report(tokens.start, "expected a name before " + tokens.current());
                break;
            }
            all.add(specifier());
            if (tokens.eat(Token.COMMA)) continue;
            if (tokens.at(Token.RBRACE)) break;
            tokens.expect(Token.COMMA);
            if (tokens.newline && (tokens.at(Token.IMPORT) || tokens.at(Token.EXPORT) || tokens.at(Token.CONST))) break;
        }
        tokens.expect(Token.RBRACE);
        return all;
    }

    /** {@code type} and {@code as} may be the names themselves: {@code {type}}, {@code {type as as}}, {@code {type as as a}}. */
    private Specifier specifier() {
        int start = tokens.start;
        boolean typeOnly = false;
        Identifier name;
        if (tokens.at(Token.TYPE) && !tokens.escaped) {
            Identifier type = parser.expressions.identifier();
            name = type;
            if (tokens.at(Token.AS)) {
                Identifier as = parser.expressions.identifier();
                if (tokens.at(Token.AS)) {
                    Identifier second = parser.expressions.identifier();
                    boolean named = isOuterName();
                    Identifier alias = named ? outerName() : second;
                    return new Specifier(start, tokens.last, named, named ? as : type, alias);
                }
                boolean named = isOuterName();
                Identifier alias = named ? outerName() : as;
                return new Specifier(start, tokens.last, !named, named ? type : as, alias);
            }
            if (isOuterName()) {
                typeOnly = true;
                name = outerName();
            }
        } else {
            name = outerName();
        }
        Identifier alias = tokens.eat(Token.AS) ? outerName() : name;
        return new Specifier(start, tokens.last, typeOnly, name, alias);
    }

    private boolean isOuterName() {
        return tokens.token.isWord() || tokens.at(Token.STRING);
    }

    /** A name that another module sees: any word, or a string. */
    private Identifier outerName() {
        return isOuterName() ? parser.expressions.identifier() : parser.expressions.expectName();
    }

    // ---- exports

    /** At {@code export}; {@code start} is where decorators before it began. */
    Statement export(int start, List<Decorator> decorators) {
        tokens.next();
        switch (tokens.token) {
            case DEFAULT -> {
                return exportDefault(start, decorators);
            }
            case STAR -> {
                return exportAll(start, false);
            }
            case LBRACE -> {
                return exportNames(start, false);
            }
            case ASSIGN -> {
                tokens.next();
                Expression expression = parser.expressions.assignment();
                tokens.semicolon();
                return new Statement.ExportEquals(start, tokens.last, expression);
            }
            case AS -> {
                return exportNamespace(start);
            }
            case IMPORT -> {
                return importing(start);
            }
            case TYPE -> {
                Token next = tokens.peek();
                if (next == Token.LBRACE || next == Token.STAR) {
                    tokens.next();
                    return next == Token.STAR ? exportAll(start, true) : exportNames(start, true);
                }
            }
            default -> { }
        }
        Statement declaration = !decorators.isEmpty() ? parser.classes.definition(decorators.get(0).start(), decorators, Set.of())
                : declared();
        return new Statement.ExportNamed(start, tokens.last, false, declaration, List.of(), null, null);
    }

    private Statement declared() {
        int start = tokens.start;
        switch (tokens.token) {
            case VAR, CONST, FUNCTION, CLASS, ENUM, AT, LET, USING, AWAIT, ASYNC, ABSTRACT, DECLARE, TYPE, INTERFACE, NAMESPACE, MODULE,
                GLOBAL -> {
                return parser.statements.statement();
            }
            default -> {
                tokens.report(start, "expected a declaration before " + tokens.current());
                return new Statement.Unparsed(tokens.last, tokens.last);
            }
        }
    }

    private Statement exportDefault(int start, List<Decorator> decorators) {
        tokens.next();
        int from = tokens.start;
        Node declaration = null;
        switch (tokens.token) {
            case FUNCTION -> declaration = parser.functions.function(from, false, FunctionNode.Kind.DECLARATION, Set.of());
            case CLASS, AT -> declaration = parser.classes.definition(decorators.isEmpty() ? from : decorators.get(0).start(), decorators,
                Set.of());
            case ASYNC -> {
                if (tokens.peek() == Token.FUNCTION && !tokens.peekedNewline) {
                    tokens.next();
                    declaration = parser.functions.function(from, true, FunctionNode.Kind.DECLARATION, Set.of());
                }
            }
            case ABSTRACT -> {
                if (tokens.peek() == Token.CLASS && !tokens.peekedNewline) {
                    declaration = parser.classes.definition(decorators.isEmpty() ? from : decorators.get(0).start(), decorators, Set.of());
                }
            }
            case INTERFACE -> {
                if (tokens.peek().isName()) declaration = interfaceDeclaration(from, false);
            }
            default -> { }
        }
        if (declaration == null) {
            declaration = parser.expressions.assignment();
            tokens.semicolon();
        }
        return new Statement.ExportDefault(start, tokens.last, declaration);
    }

    private Statement exportAll(int start, boolean typeOnly) {
        int from = tokens.start;
        tokens.next();
        Specifier specifier = null;
        if (tokens.eat(Token.AS)) {
            Identifier alias = outerName();
            specifier = new Specifier(from, tokens.last, false, new Identifier(from, from + 1, "*"), alias);
        }
        tokens.expect(Token.FROM);
        StringLiteral source = source();
        Expression.ObjectLiteral attributes = attributes();
        tokens.semicolon();
        return new Statement.ExportAll(start, tokens.last, typeOnly, specifier, source, attributes);
    }

    private Statement exportNames(int start, boolean typeOnly) {
        List<Specifier> specifiers = List.copyOf(specifiers());
        StringLiteral source = null;
        Expression.ObjectLiteral attributes = null;
        if (tokens.at(Token.FROM) && (!tokens.newline || tokens.peek() == Token.STRING)) {
            tokens.next();
            source = source();
            attributes = attributes();
        }
        tokens.semicolon();
        return new Statement.ExportNamed(start, tokens.last, typeOnly, null, specifiers, source, attributes);
    }

    private Statement exportNamespace(int start) {
        tokens.next();
        tokens.expect(Token.NAMESPACE);
        Identifier name = parser.expressions.expectName();
        tokens.semicolon();
        return new Statement.TypeDeclaration(start, tokens.last, Statement.TypeDeclaration.Kind.GLOBAL_NAME, false, name, null, null);
    }

    // ---- TypeScript's own declarations

    /**
     * At {@code type}, {@code interface}, {@code namespace}, {@code module}, {@code global} or {@code declare}: null when it is a name
     * here.
     */
    Statement typeDeclaration(int start, boolean declare) {
        Token word = tokens.token;
        Token next = tokens.peek();
        if (tokens.peekedNewline && word != Token.GLOBAL) return null;
        switch (word) {
            case TYPE -> {
                return next.isName() ? alias(start, declare) : null;
            }
            case INTERFACE -> {
                return next.isName() ? interfaceDeclaration(start, declare) : null;
            }
            case NAMESPACE, MODULE -> {
                return next.isName() || next == Token.STRING && word == Token.MODULE ? namespace(start, declare) : null;
            }
            case GLOBAL -> {
                if (next != Token.LBRACE) return null;
                Identifier name = parser.expressions.identifier();
                Statement.Block body = namespaceBody();
                return new Statement.Namespace(start, tokens.last, declare, name, body);
            }
            default -> {
                return declared(start, next);
            }
        }
    }

    /** At {@code declare}, with {@code next} behind it on the same line. */
    private Statement declared(int start, Token next) {
        switch (next) {
            case CONST, VAR, LET, USING, FUNCTION, CLASS, ENUM, INTERFACE, TYPE, NAMESPACE, MODULE, GLOBAL, ABSTRACT, ASYNC, IMPORT, AT ->
                { }
            default -> {
                return null;
            }
        }
        Tokens.Mark mark = tokens.mark();
        tokens.next();
        switch (next) {
            case CONST -> {
                return parser.statements.constant(start, true);
            }
            case VAR -> {
                return parser.statements.variables(start, Statement.Variables.Kind.VAR, true);
            }
            case FUNCTION -> {
                return parser.functions.function(start, false, FunctionNode.Kind.DECLARATION, Set.of(Modifier.DECLARE));
            }
            case CLASS, AT -> {
                return parser.classes.definition(start, List.of(), Set.of(Modifier.DECLARE));
            }
            case ENUM -> {
                return enumeration(start, Set.of(Modifier.DECLARE));
            }
            case IMPORT -> {
                return importing(start);
            }
            default -> {
                Statement declaration = parser.statements.declaration(start, true);
                if (declaration == null) tokens.back(mark);
                return declaration;
            }
        }
    }

    private Statement alias(int start, boolean declare) {
        tokens.next();
        Identifier name = parser.expressions.expectName();
        TypeText typeParameters = parser.types.parameters();
        tokens.expect(Token.ASSIGN);
        TypeText body = parser.types.required();
        tokens.semicolon();
        return new Statement.TypeDeclaration(start, tokens.last, Statement.TypeDeclaration.Kind.ALIAS, declare, name, typeParameters, body);
    }

    private Statement interfaceDeclaration(int start, boolean declare) {
        tokens.next();
        Identifier name = parser.expressions.expectName();
        TypeText typeParameters = parser.types.parameters();
        while (tokens.at(Token.EXTENDS) || tokens.at(Token.IMPLEMENTS)) {
            tokens.next();
            do parser.types.required(); while (tokens.eat(Token.COMMA));
        }
        int from = tokens.start;
        TypeText body = null;
        if (tokens.at(Token.LBRACE)) {
            parser.types.members();
            body = new TypeText(from, tokens.last);
        } else {
            tokens.expect(Token.LBRACE);
        }
        return new Statement.TypeDeclaration(start, tokens.last, Statement.TypeDeclaration.Kind.INTERFACE, declare, name, typeParameters,
            body);
    }

    private Statement namespace(int start, boolean declare) {
        tokens.next();
        int from = tokens.start;
        Expression name = tokens.at(Token.STRING) ? source() : parser.expressions.identifier();
        while (tokens.eat(Token.DOT)) {
            Expression property = tokens.token.isWord() ? parser.expressions.identifier() : parser.expressions.expectName();
            name = new Expression.Member(from, tokens.last, name, property, false);
        }
        Statement.Block body = null;
        if (tokens.at(Token.LBRACE)) body = namespaceBody();
        else tokens.semicolon();
        return new Statement.Namespace(start, tokens.last, declare, name, body);
    }

    private Statement.Block namespaceBody() {
        int outer = parser.context;
        parser.context = Parser.NAMESPACE;
        Statement.Block body = parser.statements.block(false);
        parser.context = outer;
        return body;
    }

    /** At {@code enum}. */
    Statement enumeration(int start, Set<Modifier> modifiers) {
        tokens.next();
        Identifier name = parser.expressions.expectName();
        List<Statement.EnumMember> members = new ArrayList<>();
        int outer = parser.context;
        parser.context = Parser.PLAIN;
        if (tokens.expect(Token.LBRACE)) {
            while (!parser.ends(Token.RBRACE)) {
                int from = tokens.start;
                boolean computed = tokens.at(Token.LBRACKET);
                Expression key = parser.literals.key();
                Expression value = tokens.eat(Token.ASSIGN) ? parser.expressions.assignment() : null;
                if (tokens.start == from) break;
                members.add(new Statement.EnumMember(from, tokens.last, key, computed, value));
                if (tokens.eat(Token.COMMA)) continue;
                if (tokens.at(Token.RBRACE)) break;
                tokens.expect(Token.COMMA);
                if (!tokens.token.isWord()) break;
            }
            tokens.expect(Token.RBRACE);
        }
        parser.context = outer;
        return new Statement.EnumDeclaration(start, tokens.last, modifiers, name, List.copyOf(members));
    }
}
