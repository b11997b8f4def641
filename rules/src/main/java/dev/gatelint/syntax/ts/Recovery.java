package dev.gatelint.syntax.ts;

import java.util.BitSet;

/** Steps over a statement that nests too deep, by its brackets alone and without Java stack. */
final class Recovery {
    private final Tokens tokens;

    Recovery(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Goes back to the statement that begins at {@code start}, says that it is too deep, and steps behind it. */
    void skip(int start) {
        tokens.restart(start);
        tokens.report(start, "nested too deep: not looked at");
        BitSet insertions = new BitSet();
        int depth = 0;
        Token before = Token.SEMICOLON;
        while (!tokens.atEnd()) {
            Token token = tokens.token;
            if (depth == 0 && tokens.start > start && (token == Token.RBRACE || tokens.newline && begins(token, before))) return;
            switch (token) {
                case LPAREN, LBRACKET, LBRACE -> insertions.clear(++depth);
                case TEMPLATE_HEAD -> insertions.set(++depth);
                case RPAREN, RBRACKET, RBRACE -> {
                    if (token == Token.RBRACE && depth > 0 && insertions.get(depth)) {
                        tokens.readTemplatePiece();
                        if (tokens.at(Token.TEMPLATE)) depth--;
                    } else if (depth > 0) {
                        depth--;
                    }
                }
                case SLASH, SLASH_ASSIGN -> {
                    if (!endsOperand(before)) tokens.readRegex();
                }
                default -> { }
            }
            before = token;
            tokens.next();
            if (depth == 0 && token == Token.SEMICOLON) return;
        }
    }

    private static boolean endsOperand(Token token) {
        return switch (token) {
            case RPAREN, RBRACKET, RBRACE, STRING, NUMBER, TEMPLATE, PRIVATE_NAME, THIS, SUPER, NULL, TRUE, FALSE -> true;
            default -> token.isName();
        };
    }

    private static boolean begins(Token token, Token before) {
        if (!endsOperand(before) && before != Token.SEMICOLON) return false;
        return token.isWord() && token.precedence == 0 && token != Token.ELSE && token != Token.CATCH && token != Token.FINALLY;
    }
}
