package dev.gatelint.syntax.java;

import com.github.javaparser.Position;
import com.github.javaparser.ast.Node;
import dev.gatelint.source.Lines;

/** Turns the parser's lines and columns into offsets of the text as it is on disk, and counts how deep a reader of the tree is. */
final class Places {
    private final Lines lines;
    private final UnicodeEscapes escapes;
    private int depth;

    Places(UnicodeEscapes escapes) {
        this.escapes = escapes;
        this.lines = Lines.of(escapes.text());
    }

    int start(Node node) {
        return node.getBegin().map(this::offset).orElse(0);
    }

    /** The parser's ends are those of the last character. */
    int end(Node node) {
        return node.getEnd().map(p -> escapes.original(lines.offset(p.line, p.column + 1))).orElse(start(node));
    }

    private int offset(Position p) {
        return escapes.original(lines.offset(p.line, p.column));
    }

    int line(Position p) {
        return Lines.of(escapes.source()).line(offset(p));
    }

    /** Behind the next opening brace. */
    int behindBrace(int offset) {
        int brace = escapes.source().indexOf('{', offset);
        return brace < 0 ? offset : brace + 1;
    }

    /** False when this is too deep to go on; every true is followed by {@link #leave}. */
    boolean enter() {
        if (depth >= JavaSource.DEPTH) return false;
        depth++;
        return true;
    }

    void leave() {
        depth--;
    }
}
