package dev.gatelint.stack.js;

import dev.gatelint.source.Lines;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;

/** Adds to object literals. */
public final class Entries {
    private Entries() {}

    /**
     * Makes {@code entry} the first of an object: on a line of its own, indented like the next one, when that stands on another line than
     * the brace.
     */
    public static TextEdit first(String path, Lines lines, Expr.Fields fields, String entry) {
        int at = fields.start() + 1;
        Span place = new Span(path, at, at);
        if (fields.entries().isEmpty()) return new TextEdit(place, " " + entry + " ");
        int next = fields.entries().get(0).start();
        boolean same = lines.line(next) == lines.line(at);
        int width = lines.column(next) - 1;
        return new TextEdit(place, same ? " " + entry + "," : "\n" + (width == 1 ? "\t" : " ".repeat(width)) + entry + ",");
    }
}
