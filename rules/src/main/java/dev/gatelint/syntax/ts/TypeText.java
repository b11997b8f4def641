package dev.gatelint.syntax.ts;

import java.util.function.Consumer;

/**
 * A type, a list of type arguments or of type parameters, as a place only: types are recognised, not modelled. What it says is
 * {@link TsFile#text} of it. An annotation begins behind its colon; type arguments and parameters include their angle brackets.
 */
public record TypeText(int start, int end) implements Node {
    @Override public void forEachChild(Consumer<? super Node> action) {}
}
