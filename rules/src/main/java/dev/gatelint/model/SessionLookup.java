package dev.gatelint.model;

import dev.gatelint.source.Span;
import java.util.List;

/**
 * A place that asks who the caller is.
 *
 * @param at      the call
 * @param subject the call as it stands, shortened: {@code getServerSession({ req })}
 * @param place   where it runs, for a sentence: {@code the API route /api/me}, {@code the @Async method Mailer.send}
 */
public record SessionLookup(Span at, String subject, String place, List<Flaw<Kind>> flaws) implements Flawed<SessionLookup.Kind> {
    public SessionLookup {
        flaws = List.copyOf(flaws);
    }

    @Override public String phrase() {
        return "`" + subject + "` in " + place;
    }

    /** What can be wrong with a session lookup. */
    public enum Kind {
        /** The request is not passed, or not in the form that this version and place take. */
        MISSING_REQUEST_CONTEXT,
        /** The configuration of the session is not passed, so that callbacks, adapter or secret do not apply. */
        MISSING_OPTIONS,
        /** The promise is used as if it were the session. */
        NOT_AWAITED,
        /** The browser's lookup is called on the server. */
        CLIENT_LOOKUP_ON_SERVER,
        /** A server lookup in a client component, or a hook without its provider or directive. */
        SERVER_LOOKUP_ON_CLIENT,
        /** Runs on a thread, or in a reactive chain, that does not carry the request. */
        OFF_REQUEST_THREAD,
        /** Runs where there is no request: start-up, schedule, module scope, static or cached rendering. */
        NO_REQUEST_HERE,
        /** A request to an own endpoint that does not carry the caller's cookies. */
        COOKIES_NOT_FORWARDED,
        /** The result can be null here and is used as if it could not. */
        UNCHECKED_NULL,
        /** The result is an object for everyone, and is tested as if it were null for anonymous callers. */
        ALWAYS_TRUTHY,
        /** The parameter or cast has a type that the configured login never gives. */
        WRONG_PRINCIPAL_TYPE,
        /** The current user is filled from request parameters, and not from the session. */
        FORGEABLE_PRINCIPAL,
        /** The identity of one request can be seen by another. */
        LEAKS_BETWEEN_REQUESTS,
        /** An identity is set, but is not kept for the next request. */
        NOT_SAVED,
        /** A failing lookup is swallowed and the request goes on. */
        FAILURE_SWALLOWED,
        /** The form works, but is deprecated or costs a needless round trip. */
        OUTDATED_FORM,
        /** The runtime or the session strategy can never give this lookup a session. */
        UNSUPPORTED_HERE
    }
}
