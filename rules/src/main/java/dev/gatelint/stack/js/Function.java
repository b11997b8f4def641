package dev.gatelint.stack.js;

import java.util.List;

/**
 * A function, method or arrow.
 *
 * @param start      where it begins; {@code end} behind it
 * @param name       empty when it has none of its own; the name that a variable or property gives it is not here
 * @param nameStart  where its name stands, or where it begins
 * @param firstStart where the first statement between its braces begins, behind the directives; -1 when there is none
 * @param body       of an arrow without braces one {@link Step.Return}
 * @param directives {@code use server} and the like
 * @param arrow      has the {@code this} of what is around it
 */
public record Function(int start, int end, String name, int nameStart, int nameEnd, boolean async, boolean generator, boolean arrow,
    List<Param> params,
                       int firstStart, List<Step> body, List<String> directives) {

    /**
     * A parameter.
     *
     * @param type     its type as written, shortened; empty when there is none
     * @param fallback what stands behind {@code =}, or null
     */
    public record Param(Target target, String type, boolean rest, Expr fallback) {
        /** Its name, empty for a pattern. */
        public String name() {
            return target instanceof Target.Place place && place.place() instanceof Expr.Name name ? name.name() : "";
        }
    }
}
