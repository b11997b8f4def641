package dev.gatelint.report;

import java.util.ArrayList;
import java.util.List;

/** A piece of a message: plain text, or code that the message quotes in backticks. */
record Inline(String text, boolean code) {
    /** The pieces of a message in order; a backtick without a partner is text. */
    static List<Inline> of(String message) {
        List<Inline> pieces = new ArrayList<>();
        int at = 0;
        while (at < message.length()) {
            int open = message.indexOf('`', at);
            int close = open < 0 ? -1 : message.indexOf('`', open + 1);
            if (close <= open + 1) break;
            if (open > at) pieces.add(new Inline(message.substring(at, open), false));
            pieces.add(new Inline(message.substring(open + 1, close), true));
            at = close + 1;
        }
        if (at < message.length()) pieces.add(new Inline(message.substring(at), false));
        return pieces;
    }
}
