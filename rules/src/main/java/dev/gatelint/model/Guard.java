package dev.gatelint.model;

import dev.gatelint.source.Span;
import java.util.List;

/**
 * Something that is there to stop callers: an annotation, a check in a handler, a filter, a middleware, a filter chain as a whole.
 *
 * @param at       the annotation, the call or the name
 * @param subject  as it stands: {@code @PreAuthorize("hasRole('ADMIN')")}, {@code if (!session)}, {@code middleware.ts}
 * @param endpoint the id of the endpoint that it stands before, or empty when it is none or many
 */
public record Guard(Span at, String subject, String endpoint, List<Flaw<Kind>> flaws) implements Flawed<Guard.Kind> {
    public Guard {
        flaws = List.copyOf(flaws);
    }

    @Override public String phrase() {
        return "`" + subject + "`";
    }

    /** What can be wrong with a guard. */
    public enum Kind {
        /** Nothing looks at it: it never runs. */
        NOT_ENFORCED,
        /** It answers 401 or 403, and the code behind it runs all the same. */
        DOES_NOT_STOP,
        /** It lets everyone through. */
        LETS_EVERYONE_THROUGH,
        /** It lets everyone through when something is not set up. */
        FAILS_OPEN,
        /** It looks whether a cookie is there and not whether it is valid. */
        PRESENCE_ONLY,
        /** It runs in the browser only. */
        CLIENT_ONLY,
        /** It stands in a layout, which does not stop its pages. */
        LAYOUT_ONLY,
        /** It can be passed by writing the path differently. */
        BYPASSABLE,
        /** It stops everyone, also those who should come in. */
        STOPS_EVERYONE,
        /** Its file, its class or its export is not where the framework looks. */
        NOT_LOADED,
        /** The same protection is switched off: CSRF, CORS with credentials. */
        WEAKENED,
        /** The application does not start, or the request fails, because of it. */
        FAILS_TO_START,
        /** It answers with a redirect where the caller needs a status. */
        WRONG_ANSWER,
        /** It checks who calls, but takes whose data to touch from the request. */
        IDENTITY_FROM_REQUEST,
        /** It runs after what it should prevent. */
        TOO_LATE
    }
}
