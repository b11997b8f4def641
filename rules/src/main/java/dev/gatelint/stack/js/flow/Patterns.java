package dev.gatelint.stack.js.flow;

import dev.gatelint.stack.js.Expr;
import dev.gatelint.stack.next.JsRegex;

/** Regular expressions on known texts. */
final class Patterns {
    private Patterns() {}

    /** Whether the text is matched; null when it cannot be told. */
    static Boolean test(Expr.Regex regex, String text) {
        if (regex.flags().contains("u") || regex.flags().contains("v") || regex.flags().contains("m") || text.length() > 2000) return null;
        return JsRegex.compile(regex.pattern(), regex.flags().contains("i")) instanceof JsRegex.Understood understood ? understood.regex()
            .test(text) : null;
    }
}
