package dev.gatelint.model;

import java.util.List;

/**
 * A fact that carries what is wrong with it.
 *
 * @param <K> the kinds of flaws that it can have
 */
public sealed interface Flawed<K extends Enum<K>> extends Fact permits SessionLookup, ImportUse, SecretNeed, Guard, AccessRule {
    /** The fact as the subject of a sentence: {@code `getServerSession()` in the API route /api/me}. */
    String phrase();

    /** The id of the endpoint that it belongs to, or empty when it is none or many. */
    default String endpoint() {
        return "";
    }

    /** What is wrong; empty when nothing is known to be. */
    List<Flaw<K>> flaws();
}
