package dev.gatelint.syntax.ts;

/**
 * The kinds of token. Reserved words are never names; the words behind them are names that mean something in some places.
 * A {@code >} is always a token of its own, because types need it so; {@link Tokens#joinGreater} makes the operators of it.
 */
enum Token {
    END("the end of the file"), UNKNOWN("a stray character"),
    NAME("a name"), PRIVATE_NAME("a private name"), STRING("a string"), NUMBER("a number"),
    TEMPLATE("a template"), TEMPLATE_HEAD("a template"),

    LBRACE("{"), RBRACE("}"), LPAREN("("), RPAREN(")"), LBRACKET("["), RBRACKET("]"),
    SEMICOLON(";"), COMMA(","), DOT("."), QUESTION_DOT("?."), ELLIPSIS("..."), ARROW("=>"), COLON(":"), QUESTION("?"), AT("@"),
    NOT("!"), TILDE("~"), PLUS_PLUS("++"), MINUS_MINUS("--"),

    COALESCE("??", 2), OR("||", 2), AND("&&", 3), BIT_OR("|", 4), BIT_XOR("^", 5), BIT_AND("&", 6),
    EQ("==", 7), NE("!=", 7), EQ_STRICT("===", 7), NE_STRICT("!==", 7),
    LESS("<", 8), GREATER(">", 8), LESS_EQ("<=", 8), GREATER_EQ(">=", 8),
    SHL("<<", 9), SHR(">>", 9), USHR(">>>", 9), PLUS("+", 10), MINUS("-", 10), STAR("*", 11), SLASH("/", 11), PERCENT("%", 11), POWER("**",
        12),

    ASSIGN("=", -1), PLUS_ASSIGN("+=", -1), MINUS_ASSIGN("-=", -1), STAR_ASSIGN("*=", -1), SLASH_ASSIGN("/=", -1), PERCENT_ASSIGN("%=", -1),
    POWER_ASSIGN("**=", -1), SHL_ASSIGN("<<=", -1), SHR_ASSIGN(">>=", -1), USHR_ASSIGN(">>>=", -1), BIT_AND_ASSIGN("&=", -1),
    BIT_OR_ASSIGN("|=", -1), BIT_XOR_ASSIGN("^=", -1), AND_ASSIGN("&&=", -1), OR_ASSIGN("||=", -1), COALESCE_ASSIGN("??=", -1),

    BREAK("break"), CASE("case"), CATCH("catch"), CLASS("class"), CONST("const"), CONTINUE("continue"), DEBUGGER("debugger"),
    DEFAULT("default"), DELETE("delete"), DO("do"), ELSE("else"), ENUM("enum"), EXPORT("export"), EXTENDS("extends"), FALSE("false"),
    FINALLY("finally"), FOR("for"), FUNCTION("function"), IF("if"), IMPORT("import"), IN("in", 8), INSTANCEOF("instanceof", 8), NEW("new"),
    NULL("null"), RETURN("return"), SUPER("super"), SWITCH("switch"), THIS("this"), THROW("throw"), TRUE("true"), TRY("try"),
    TYPEOF("typeof"), VAR("var"), VOID("void"), WHILE("while"), WITH("with"),

    ABSTRACT("abstract"), ACCESSOR("accessor"), AS("as", 8), ASSERT("assert"), ASSERTS("asserts"), ASYNC("async"), AWAIT("await"),
    DECLARE("declare"), FROM("from"), GET("get"), GLOBAL("global"), IMPLEMENTS("implements"), INFER("infer"), INTERFACE("interface"),
    IS("is"), KEYOF("keyof"), LET("let"), MODULE("module"), NAMESPACE("namespace"), OF("of"), OUT("out"), OVERRIDE("override"),
    PRIVATE("private"), PROTECTED("protected"), PUBLIC("public"), READONLY("readonly"), REQUIRE("require"), SATISFIES("satisfies", 8),
    SET("set"), STATIC("static"), TYPE("type"), UNIQUE("unique"), USING("using"), YIELD("yield");

    /** How it is written, or what to call it. */
    final String text;
    /** How tightly a binary operator binds, from 1; -1 for an assignment; 0 for all others. */
    final int precedence;

    Token(String text) {
        this(text, 0);
    }

    Token(String text, int precedence) {
        this.text = text;
        this.precedence = precedence;
    }

    /** True for a name that is not a reserved word. */
    boolean isName() {
        return this == NAME || ordinal() >= ABSTRACT.ordinal();
    }

    /** True for any word, reserved or not: what may stand behind a dot or as a key. */
    boolean isWord() {
        return this == NAME || ordinal() >= BREAK.ordinal();
    }

    /** True for a word that has a meaning of its own somewhere. */
    boolean isKeyword() {
        return ordinal() >= BREAK.ordinal();
    }

    boolean isAssignment() {
        return precedence < 0;
    }
}
