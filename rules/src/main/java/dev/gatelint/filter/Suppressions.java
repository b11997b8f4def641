package dev.gatelint.filter;

import dev.gatelint.model.Suppression;
import dev.gatelint.source.Lines;
import dev.gatelint.source.SourceFile;
import java.util.List;

/** Finds the places in a source that ask for silence. */
public final class Suppressions {
    private Suppressions() {}

    /** The suppressions of one file, in order. */
    public static List<Suppression> in(SourceFile file, Lines lines) {
        return List.of();
    }
}
