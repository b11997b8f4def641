package dev.gatelint.stack.js;

import java.util.ArrayList;
import java.util.List;

/** What takes a value: a name, a member, or a pattern. */
public sealed interface Target {
    /** A name, or {@code a.b}, {@code a[b]} in an assignment. */
    record Place(Expr place) implements Target {}

    /** {@code {a, b: c = 1, ...rest}}; {@code rest} is null when there is none. */
    record Keys(List<Part> parts, Target rest) implements Target {}

    /** {@code [a, , b = 1, ...rest]}; a hole is null, {@code rest} is null when there is none. */
    record Slots(List<Part> parts, Target rest) implements Target {}

    /**
     * One name of a pattern.
     *
     * @param name     what is taken out, empty when it is computed or stands in an array
     * @param fallback what stands behind {@code =}, or null
     */
    record Part(String name, Target target, Expr fallback) {}

    /** Every name that is bound, in order. */
    default List<Expr.Name> names() {
        List<Expr.Name> found = new ArrayList<>();
        collect(this, found);
        return found;
    }

    private static void collect(Target target, List<Expr.Name> found) {
        if (target instanceof Place place && place.place instanceof Expr.Name name) found.add(name);
        List<Part> parts = target instanceof Keys keys ? keys.parts : target instanceof Slots slots ? slots.parts : List.of();
        for (Part part : parts) if (part != null) collect(part.target, found);
        Target rest = target instanceof Keys keys ? keys.rest : target instanceof Slots slots ? slots.rest : null;
        if (rest != null) collect(rest, found);
    }
}
