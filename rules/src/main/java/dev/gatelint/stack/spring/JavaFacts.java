package dev.gatelint.stack.spring;

import dev.gatelint.syntax.java.JavaFile;
import java.util.List;

/**
 * What a Java file says.
 *
 * @param file     its types, without comments and without secrets
 * @param foreign  where it uses names that Spring may not look at
 * @param disabled annotations that are commented out before its methods and classes
 */
record JavaFacts(JavaFile file, ForeignUses foreign, List<DisabledGuards.Comment> disabled) {
    JavaFacts {
        disabled = List.copyOf(disabled);
    }
}
