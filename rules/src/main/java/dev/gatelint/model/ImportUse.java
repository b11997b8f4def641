package dev.gatelint.model;

import dev.gatelint.source.Span;
import java.util.List;

/**
 * A name that comes from another module or package.
 *
 * @param at      the name in the import, or the module's name when all of it is meant
 * @param subject such as {@code getServerSession from next-auth/react} or {@code javax.annotation.security.RolesAllowed}
 */
public record ImportUse(Span at, String subject, List<Flaw<Kind>> flaws) implements Flawed<ImportUse.Kind> {
    public ImportUse {
        flaws = List.copyOf(flaws);
    }

    @Override public String phrase() {
        return "`" + subject + "`";
    }

    /** What can be wrong with an import. */
    public enum Kind {
        /** The module exists, but does not give this name in this version. */
        NOT_EXPORTED,
        /** The module itself does not exist, or throws when loaded, in this version. */
        MODULE_GONE,
        /** A guard annotation from a namespace or framework that nothing here looks at. */
        INERT_GUARD,
        /** A binding annotation or type of another framework with the same simple name. */
        LOOKALIKE,
        /** A life-cycle or injection annotation that is not called in this version. */
        INERT_LIFECYCLE,
        /** Works here, but is deprecated. */
        DEPRECATED,
        /** Server code imported into a client component, or the reverse. */
        WRONG_SIDE,
        /** The servlet flavour in a reactive application, or the reverse. */
        WRONG_STACK,
        /** Two libraries whose versions do not work with each other. */
        INCOMPATIBLE_VERSION,
        /** A version with a known vulnerability that opens guarded endpoints. */
        VULNERABLE_VERSION,
        /** A module of the project exports a name or shape that the framework rejects or ignores there. */
        WRONG_EXPORT,
        /** The build or the runtime needs a setting for this import that is not there. */
        NEEDS_SETTING
    }
}
