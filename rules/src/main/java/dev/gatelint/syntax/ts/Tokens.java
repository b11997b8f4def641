package dev.gatelint.syntax.ts;

import dev.gatelint.source.Lines;
import dev.gatelint.source.Problem;
import dev.gatelint.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The text as tokens, one at a time. The parser looks at the current one and steps on. Where only the parser knows what the text means
 * ({@code /}, {@code >}, {@code }} in a template, JSX text) it asks for the current place to be read again: the read… and join… methods.
 */
final class Tokens {
    private static final int MOST_PROBLEMS = 50;

    private final SourceFile source;
    private final char[] text;
    private final int length;
    private final Names names = Names.create();
    private final List<Comment> comments = new ArrayList<>();
    private final List<Integer> problemPlaces = new ArrayList<>();
    private final List<String> problemTexts = new ArrayList<>();
    private final boolean htmlComments;
    /** How often something was reported, kept or not. */
    private int reports;

    /** The current token. */
    Token token = Token.END;
    /** Where the current token begins. */
    int start;
    /** Behind the current token. */
    int end;
    /** Behind the token before the current one: where a node that just closed ends. */
    int last;
    /** True when a line break stands between the token before and the current one. */
    boolean newline;
    /** The name or string that the current token is; of a template piece null when an escape is wrong. */
    String value;
    /** True when the current token is a word that is written with escapes: such a word is never a keyword. */
    boolean escaped;
    /** Whether a line break stands before the token that {@link #peek} found. */
    boolean peekedNewline;
    /** How many tokens were read so far, those that were read again included: what the work of a parse is measured by. */
    int work;

    Tokens(SourceFile source, boolean htmlComments) {
        this.source = source;
        this.htmlComments = htmlComments;
        length = source.text().length();
        text = new char[length + 3];
        source.text().getChars(0, length, text, 0);
        if (length > 1 && text[0] == '#' && text[1] == '!') lineComment(0, 2, Comment.Kind.HASHBANG);
        else if (length > 2 && text[0] == '\ufeff' && text[1] == '#' && text[2] == '!') lineComment(1, 3, Comment.Kind.HASHBANG);
        next();
        last = 0;
    }

    // ---- looking and stepping

    boolean at(Token wanted) {
        return token == wanted;
    }

    /** Steps over the current token when it is {@code wanted}. */
    boolean eat(Token wanted) {
        if (token != wanted) return false;
        next();
        return true;
    }

    /** Steps over {@code wanted}, or says that it is missing and stays. */
    boolean expect(Token wanted) {
        if (token == wanted) {
            next();
            return true;
        }
        report(start, "expected '" + wanted.text + "' before " + current());
        return false;
    }

    /** Steps over a semicolon, written or not. */
    void semicolon() {
        if (eat(Token.SEMICOLON) || newline || token == Token.RBRACE || token == Token.END) return;
        report(start, "expected ';' before " + current());
    }

    /** What the current token is called in a message; never the text of a string. */
    String current() {
        if (token == Token.NAME) return "'" + (value.length() > 40 ? value.substring(0, 40) + "…" : value) + "'";
        return token.ordinal() < Token.LBRACE.ordinal() ? token.text : "'" + token.text + "'";
    }

    boolean atEnd() {
        return token == Token.END;
    }

    /** The character behind the current token, or NUL. */
    char following() {
        return text[end];
    }

    // ---- problems

    void report(int offset, String message) {
        reports++;
        int count = problemPlaces.size();
        if (count > 0 && problemPlaces.get(count - 1) >= offset || count >= MOST_PROBLEMS) return;
        problemPlaces.add(offset);
        problemTexts.add(message);
    }

    /** True when something has been reported since {@code mark}. */
    boolean failedSince(Mark mark) {
        return reports > mark.reports;
    }

    /** The problems, one a line. */
    List<Problem> problems() {
        if (problemPlaces.isEmpty()) return List.of();
        Lines lines = Lines.of(source.text());
        Map<Integer, Problem> found = new LinkedHashMap<>();
        for (int i = 0; i < problemPlaces.size(); i++) {
            int line = lines.line(problemPlaces.get(i));
            found.putIfAbsent(line, new Problem(source.path(), line, problemTexts.get(i)));
        }
        return List.copyOf(found.values());
    }

    List<Comment> comments() {
        return List.copyOf(comments);
    }

    // ---- trying

    /** A place to come back to. */
    record Mark(Token token, int start, int end, int last, boolean newline, String value, boolean escaped, int comments, int problems,
        int reports) {}

    Mark mark() {
        return new Mark(token, start, end, last, newline, value, escaped, comments.size(), problemPlaces.size(), reports);
    }

    /** Goes back; what was said since then is forgotten. */
    void back(Mark mark) {
        token = mark.token;
        start = mark.start;
        end = mark.end;
        last = mark.last;
        newline = mark.newline;
        value = mark.value;
        escaped = mark.escaped;
        while (comments.size() > mark.comments) comments.remove(comments.size() - 1);
        forgetProblems(mark.problems);
        reports = mark.reports;
    }

    private void forgetProblems(int count) {
        while (problemPlaces.size() > count) {
            problemPlaces.remove(problemPlaces.size() - 1);
            problemTexts.remove(problemTexts.size() - 1);
        }
    }

    /**
     * The token behind the current one, and in {@link #peekedNewline} whether a line break stands before it. Only where JSX text cannot
     * follow.
     */
    Token peek() {
        Mark mark = mark();
        next();
        Token found = token;
        peekedNewline = newline;
        back(mark);
        return found;
    }

    // ---- scanning

    /** Steps to the next token. */
    void next() {
        work++;
        last = end;
        newline = false;
        escaped = false;
        int i = end;
        while (true) {
            char c = text[i];
            if (c == ' ' || c == '\t' || c == '\u000b' || c == '\f') {
                i++;
            } else if (c == '\n' || c == '\r') {
                newline = true;
                i++;
            } else if (c == '/' && (text[i + 1] == '/' || text[i + 1] == '*')) {
                i = text[i + 1] == '/' ? lineComment(i, i + 2, Comment.Kind.LINE) : blockComment(i);
            } else if (c > 127 && (Chars.isWideSpace(c) || Chars.isLineBreak(c))) {
                if (c == '\u2028' || c == '\u2029') newline = true;
                i++;
            } else if (htmlComments && isHtmlComment(i)) {
                i = lineComment(i, i + 3, Comment.Kind.HTML);
            } else {
                break;
            }
        }
        start = i;
        token = scan(i);
    }

    private boolean isHtmlComment(int i) {
        if (text[i] == '<') return text[i + 1] == '!' && text[i + 2] == '-' && i + 3 < length && text[i + 3] == '-';
        return text[i] == '-' && text[i + 1] == '-' && text[i + 2] == '>' && (newline || last == 0);
    }

    private int lineComment(int from, int i, Comment.Kind kind) {
        while (i < length && !Chars.isLineBreak(text[i])) i++;
        comments.add(new Comment(from, i, kind));
        end = i;
        return i;
    }

    private int blockComment(int from) {
        int i = from + 2;
        while (i < length && !(text[i] == '*' && text[i + 1] == '/')) {
            if (Chars.isLineBreak(text[i])) newline = true;
            i++;
        }
        if (i >= length) report(from, "this comment has no end: add '*/'");
        i = Math.min(i + 2, length);
        comments.add(new Comment(from, i, Comment.Kind.BLOCK));
        return i;
    }

    private Token take(Token found, int size) {
        end = start + size;
        return found;
    }

    private Token scan(int i) {
        char c = text[i];
        if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '$') return word(i);
        char d = text[i + (i < length ? 1 : 0)];
        switch (c) {
            case '{': return take(Token.LBRACE, 1);
            case '}': return take(Token.RBRACE, 1);
            case '(': return take(Token.LPAREN, 1);
            case ')': return take(Token.RPAREN, 1);
            case '[': return take(Token.LBRACKET, 1);
            case ']': return take(Token.RBRACKET, 1);
            case ';': return take(Token.SEMICOLON, 1);
            case ',': return take(Token.COMMA, 1);
            case ':': return take(Token.COLON, 1);
            case '~': return take(Token.TILDE, 1);
            case '@': return take(Token.AT, 1);
            case '"', '\'': return string(i, c);
            case '`': return template(i);
            case '.':
                if (Chars.isDigit(d)) return number(i);
                return d == '.' && text[i + 2] == '.' ? take(Token.ELLIPSIS, 3) : take(Token.DOT, 1);
            case '?':
                if (d == '.' && !Chars.isDigit(text[i + 2])) return take(Token.QUESTION_DOT, 2);
                if (d == '?') return text[i + 2] == '=' ? take(Token.COALESCE_ASSIGN, 3) : take(Token.COALESCE, 2);
                return take(Token.QUESTION, 1);
            case '=':
                if (d == '=') return text[i + 2] == '=' ? take(Token.EQ_STRICT, 3) : take(Token.EQ, 2);
                return d == '>' ? take(Token.ARROW, 2) : take(Token.ASSIGN, 1);
            case '!':
                if (d == '=') return text[i + 2] == '=' ? take(Token.NE_STRICT, 3) : take(Token.NE, 2);
                return take(Token.NOT, 1);
            case '+': return d == '+' ? take(Token.PLUS_PLUS, 2) : d == '=' ? take(Token.PLUS_ASSIGN, 2) : take(Token.PLUS, 1);
            case '-': return d == '-' ? take(Token.MINUS_MINUS, 2) : d == '=' ? take(Token.MINUS_ASSIGN, 2) : take(Token.MINUS, 1);
            case '*':
                if (d == '*') return text[i + 2] == '=' ? take(Token.POWER_ASSIGN, 3) : take(Token.POWER, 2);
                return d == '=' ? take(Token.STAR_ASSIGN, 2) : take(Token.STAR, 1);
            case '%': return d == '=' ? take(Token.PERCENT_ASSIGN, 2) : take(Token.PERCENT, 1);
            case '^': return d == '=' ? take(Token.BIT_XOR_ASSIGN, 2) : take(Token.BIT_XOR, 1);
            case '&':
                if (d == '&') return text[i + 2] == '=' ? take(Token.AND_ASSIGN, 3) : take(Token.AND, 2);
                return d == '=' ? take(Token.BIT_AND_ASSIGN, 2) : take(Token.BIT_AND, 1);
            case '|':
                if (d == '|') return text[i + 2] == '=' ? take(Token.OR_ASSIGN, 3) : take(Token.OR, 2);
                return d == '=' ? take(Token.BIT_OR_ASSIGN, 2) : take(Token.BIT_OR, 1);
            case '<':
                if (d == '<') return text[i + 2] == '=' ? take(Token.SHL_ASSIGN, 3) : take(Token.SHL, 2);
                if (d == '=') return take(Token.LESS_EQ, 2);
                return take(Token.LESS, 1);
            case '>': return take(Token.GREATER, 1);
            case '/': return d == '=' ? take(Token.SLASH_ASSIGN, 2) : take(Token.SLASH, 1);
            case '#': return privateName(i);
            default: return other(i, c);
        }
    }

    private Token other(int i, char c) {
        if (i >= length) {
            start = length;
            end = length;
            return Token.END;
        }
        if (Chars.isDigit(c)) return number(i);
        if (c == '\\' || c > 127 && Chars.isNameStart(codePoint(i))) return wideWord(i, i);
        report(i, "a stray character: remove it");
        return take(Token.UNKNOWN, Character.charCount(codePoint(i)));
    }

    private int codePoint(int i) {
        return Character.isHighSurrogate(text[i]) && Character.isLowSurrogate(text[i + 1]) ? Character.toCodePoint(text[i], text[i + 1])
            : text[i];
    }

    private Token word(int from) {
        int i = from;
        int hash = 0;
        char c = text[i];
        while (Chars.isPlainPart(c)) {
            hash = Names.hash(hash, c);
            c = text[++i];
        }
        if (c == '\\' || c > 127) return wideWord(from, i);
        end = i;
        Token found = names.find(text, from, i, hash);
        value = names.name;
        return found;
    }

    /** A word with escapes or letters beyond ASCII; {@code i} is behind its plain beginning. */
    private Token wideWord(int from, int i) {
        StringBuilder word = new StringBuilder().append(text, from, i - from);
        while (i < length) {
            int c = codePoint(i);
            if (c == '\\') {
                long read = text[i + 1] == 'u' ? Escapes.unicode(text, i + 2, length) : -1;
                if (read < 0 || !(word.isEmpty() ? Chars.isNameStart((int) read) : Chars.isNamePart((int) read))) break;
                word.appendCodePoint((int) read);
                i = (int) (read >> 32);
                escaped = true;
            } else if (Chars.isNamePart(c)) {
                word.appendCodePoint(c);
                i += Character.charCount(c);
            } else {
                break;
            }
        }
        if (i == from) {
            report(from, "a stray character: remove it");
            return take(Token.UNKNOWN, 1);
        }
        end = i;
        char[] chars = word.toString().toCharArray();
        int hash = 0;
        for (char c : chars) hash = Names.hash(hash, c);
        Token found = names.find(chars, 0, chars.length, hash);
        value = names.name;
        return escaped && !found.isName() ? Token.NAME : found;
    }

    private Token privateName(int i) {
        if (!Chars.isNameStart(codePoint(i + 1)) && text[i + 1] != '\\' || i + 1 >= length) {
            report(i, "a stray '#': remove it");
            return take(Token.UNKNOWN, 1);
        }
        start = i + 1;
        Token found = scan(i + 1);
        start = i;
        if (found == Token.UNKNOWN) return found;
        value = "#" + value;
        return Token.PRIVATE_NAME;
    }

    private Token number(int i) {
        int from = i;
        char kind = text[i] == '0' ? Character.toLowerCase(text[i + 1]) : 0;
        if (kind == 'x' || kind == 'o' || kind == 'b') {
            i += 2;
            while (Chars.hex(text[i]) >= 0 || text[i] == '_') i++;
        } else {
            boolean octal = text[i] == '0' && Chars.isDigit(text[i + 1]);
            i = digits(i);
            boolean legacy = octal && text[from] == '0' && onlyOctal(from, i);
            if (!legacy && text[i] == '.') i = digits(i + 1);
            if (!legacy && (text[i] == 'e' || text[i] == 'E')) {
                int sign = text[i + 1] == '+' || text[i + 1] == '-' ? i + 2 : i + 1;
                if (Chars.isDigit(text[sign])) i = digits(sign);
            }
        }
        if (text[i] == 'n') i++;
        end = i;
        if (Chars.isNameStart(codePoint(i)) && i < length) report(i, "a name cannot begin right behind a number");
        value = null;
        return Token.NUMBER;
    }

    private boolean onlyOctal(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] > '7') return false;
        }
        return true;
    }

    private int digits(int i) {
        while (Chars.isDigit(text[i]) || text[i] == '_') i++;
        return i;
    }

    private Token string(int from, char quote) {
        int i = from + 1;
        while (i < length && text[i] != quote && text[i] != '\n' && text[i] != '\r') {
            if (text[i] == '\\') i += text[i + 1] == '\r' && text[i + 2] == '\n' ? 3 : 2;
            else i++;
        }
        i = Math.min(i, length);
        boolean closed = i < length && text[i] == quote;
        if (!closed) report(from, "this string has no end: add the closing quote");
        end = closed ? i + 1 : i;
        value = Escapes.value(text, from + 1, i, false);
        if (value == null) {
            report(from, "an escape in this string is wrong");
            value = new String(text, from + 1, i - from - 1);
        }
        return Token.STRING;
    }

    /**
     * Reads from the back quote, or the brace that ends an insertion, at {@code from} to the next insertion or the end of the template.
     * One that never ends is taken to end with its line.
     */
    private Token template(int from) {
        int i = from + 1;
        while (i < length && text[i] != '`' && !(text[i] == '$' && text[i + 1] == '{')) i += text[i] == '\\' ? 2 : 1;
        i = Math.min(i, length);
        value = Escapes.value(text, from + 1, i, true);
        if (i < length && text[i] == '$') {
            end = i + 2;
            return Token.TEMPLATE_HEAD;
        }
        if (i == length) {
            report(from, "this template has no end: add the closing back quote");
            i = from + 1;
            while (i < length && !Chars.isLineBreak(text[i])) i++;
            end = i;
            value = "";
            return Token.TEMPLATE;
        }
        end = i + 1;
        return Token.TEMPLATE;
    }

    /** The inside of the current template piece ends here, before {@code `} or <code>${</code>. */
    int templateTextEnd() {
        if (token == Token.TEMPLATE_HEAD) return end - 2;
        return end > start + 1 && text[end - 1] == '`' ? end - 1 : end;
    }

    // ---- reading again

    /** At the <code>}</code> that ends an insertion: makes the rest of the template the current token. */
    void readTemplatePiece() {
        token = template(start);
    }

    /**
     * At {@code /} or {@code /=}: makes the regular expression that begins here the current token, of the same kind; gives the end of its
     * pattern.
     */
    int readRegex() {
        int i = start + 1;
        boolean inClass = false;
        while (i < length && !Chars.isLineBreak(text[i]) && (inClass || text[i] != '/')) {
            if (text[i] == '\\' && i + 1 < length && !Chars.isLineBreak(text[i + 1])) i++;
            else if (text[i] == '[') inClass = true;
            else if (text[i] == ']') inClass = false;
            i++;
        }
        int patternEnd = Math.min(i, length);
        if (patternEnd < length && text[patternEnd] == '/') {
            i = patternEnd + 1;
            while (i < length && Chars.isNamePart(codePoint(i))) i += Character.charCount(codePoint(i));
        } else {
            report(start, "this regular expression has no end: add '/'");
        }
        end = Math.min(i, length);
        return patternEnd;
    }

    /** At {@code >}: makes {@code >=}, {@code >>}, {@code >>=}, {@code >>>} or {@code >>>=} of it when that is what stands here. */
    Token joinGreater() {
        if (token != Token.GREATER || end != start + 1) return token;
        int i = end;
        int count = 1;
        while (count < 3 && text[i] == '>') {
            i++;
            count++;
        }
        boolean assign = text[i] == '=';
        end = assign ? i + 1 : i;
        token = switch (count) {
            case 1 -> assign ? Token.GREATER_EQ : Token.GREATER;
            case 2 -> assign ? Token.SHR_ASSIGN : Token.SHR;
            default -> assign ? Token.USHR_ASSIGN : Token.USHR;
        };
        return token;
    }

    /** At {@code <<} where a type can begin: makes the first {@code <} the current token. */
    void splitShiftLeft() {
        if (token == Token.SHL) {
            token = Token.LESS;
            end = start + 1;
        }
    }

    /** In a JSX name: lets the current word go on over {@code -}. */
    void readJsxName() {
        if (!token.isWord() || text[end] != '-') return;
        int i = end;
        while (i < length && (text[i] == '-' || Chars.isNamePart(codePoint(i)))) i += Character.charCount(codePoint(i));
        end = i;
        value = new String(text, start, i - start);
        token = Token.NAME;
    }

    /** Behind {@code =} in a JSX tag: steps to the value; a string there has no escapes but entities. */
    void nextJsxValue() {
        int problems = problemPlaces.size();
        next();
        if (token != Token.STRING) return;
        forgetProblems(problems);
        readJsxString();
    }

    private void readJsxString() {
        int close = source.text().indexOf(text[start], start + 1);
        if (close < 0) return;
        end = close + 1;
        value = Entities.value(text, start + 1, close);
    }

    /** Where the JSX text that begins at {@code from} ends: before {@code <} or <code>{</code>. The current token stays as it is. */
    int jsxTextEnd(int from) {
        int i = from;
        while (i < length && text[i] != '<' && text[i] != '{') i++;
        return i;
    }

    /** Makes the token that begins at {@code offset} the current one; comments that end behind it are forgotten. */
    void jump(int offset) {
        while (!comments.isEmpty() && comments.get(comments.size() - 1).end() > offset) comments.remove(comments.size() - 1);
        end = offset;
        next();
    }

    /** Goes back to {@code offset}, where a statement begins, and forgets the problems behind it. */
    void restart(int offset) {
        int known = problemPlaces.size();
        while (known > 0 && problemPlaces.get(known - 1) >= offset) known--;
        forgetProblems(known);
        jump(offset);
    }

    String substring(int from, int to) {
        return new String(text, from, to - from);
    }

    String jsxText(int from, int to) {
        return Entities.value(text, from, to);
    }
}
