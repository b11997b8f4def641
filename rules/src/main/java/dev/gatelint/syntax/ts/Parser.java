package dev.gatelint.syntax.ts;

import dev.gatelint.source.SourceFile;
import java.util.List;

/** The parts of one parse, wired together, and what they share: the language, the context, the depth. */
final class Parser {
    /** In the head of a {@code for}: {@code in} is no operator. */
    static final int NO_IN = 1;
    /** Between {@code ?} and {@code :} of a conditional: a colon behind {@code )} is rather its own. */
    static final int CONSEQUENT = 2;
    /** In an async function. */
    static final int ASYNC = 4;
    /** In a generator. */
    static final int GENERATOR = 8;
    /** In any function that is not async, and in a CommonJS module: {@code await} is a name. */
    static final int PLAIN = 16;
    /** In a namespace or module block, where imports and exports may stand. */
    static final int NAMESPACE = 32;
    /** In a decorator: a bracket is rather the name of the member. */
    static final int DECORATOR = 64;
    /** What brackets shut out. */
    private static final int BRACKET = NO_IN | CONSEQUENT | DECORATOR;

    /** Leaves everything up to the statement list that can go on. */
    static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooDeep() {
            super(null, null, false, false);
        }
    }

    final boolean typed;
    final boolean jsx;
    final Tokens tokens;
    final Types types;
    final Expressions expressions;
    final Functions functions;
    final Literals literals;
    final Classes classes;
    final Statements statements;
    final Modules modules;
    final Elements elements;
    int context;
    private final SourceFile source;
    private final int maxDepth;
    private int depth;

    Parser(SourceFile source, boolean htmlComments, int maxDepth) {
        this.source = source;
        this.maxDepth = maxDepth;
        typed = TypeScript.isTyped(source.path());
        jsx = TypeScript.hasJsx(source.path());
        context = source.path().endsWith(".cjs") || source.path().endsWith(".cts") ? PLAIN : 0;
        tokens = new Tokens(source, htmlComments);
        types = new Types(this);
        expressions = new Expressions(this);
        functions = new Functions(this);
        literals = new Literals(this);
        classes = new Classes(this);
        statements = new Statements(this);
        modules = new Modules(this);
        elements = new Elements(this);
    }

    TsFile parse() {
        List<Statement> all = statements.file();
        return new TsFile(source, all, tokens.comments(), tokens.problems());
    }

    /** Goes one level deeper. @throws TooDeep when that is too deep */
    void enter() {
        if (++depth > maxDepth) throw new TooDeep();
    }

    void leave() {
        depth--;
    }

    int depth() {
        return depth;
    }

    /** After {@link TooDeep}: back at the level of the statement list that goes on. */
    void resume(int depth, int context) {
        this.depth = depth;
        this.context = context;
        types.reset();
        elements.reset();
    }

    /** Opens brackets: what is inside does not see that it is in a loop head or a conditional. Gives what to put back. */
    int open() {
        int outer = context;
        context &= ~BRACKET;
        return outer;
    }

    /** True where a list in brackets ends: at {@code closer}, at the end of the file, or at what can only stand outside. */
    boolean ends(Token closer) {
        return tokens.at(closer) || tokens.atEnd() || isLeftBehind();
    }

    /** True at an import or export at the begin of a line, inside of something: the brackets before it were not closed. */
    boolean isLeftBehind() {
        if (!tokens.newline || in(NAMESPACE) || !tokens.at(Token.EXPORT) && !tokens.at(Token.IMPORT)) return false;
        boolean exports = tokens.at(Token.EXPORT);
        Token next = tokens.peek();
        if (tokens.peekedNewline) return false;
        return switch (next) {
            case LBRACE, STAR -> true;
            case STRING -> !exports;
            case CONST, VAR, FUNCTION, CLASS, ENUM, DEFAULT, IMPORT, AT -> exports;
            default -> exports ? next.isName() && next.isKeyword() : next.isName();
        };
    }

    boolean in(int flag) {
        return (context & flag) != 0;
    }
}
