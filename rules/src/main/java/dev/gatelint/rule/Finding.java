package dev.gatelint.rule;

import dev.gatelint.model.Endpoint;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flaw;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Span;
import java.util.List;

/**
 * A place where a rule says that something is wrong.
 *
 * @param message  what is wrong with the concrete name, what happens at run time, and what to do
 * @param endpoint the id of the endpoint it is about, or empty
 * @param related  the places that make it so
 * @param fixes    alternatives, best first
 */
public record Finding(Rule rule, Severity severity, Span at, String message, String endpoint, List<Evidence> related, List<Fix> fixes) {
    public Finding {
        related = List.copyOf(related);
        fixes = List.copyOf(fixes);
    }

    /**
     * The finding that a flaw makes: {@code subject effect; remedy}, with the rule's severity lowered by the flaw's doubt.
     *
     * @param subject the fact in words: {@code getServerSession() in the API route /api/me}
     */
    public static Finding of(Rule rule, Span at, String subject, Flaw<?> flaw) {
        return of(rule, at, subject, flaw, "");
    }

    /** The same for the endpoint with this id. */
    public static Finding of(Rule rule, Span at, String subject, Flaw<?> flaw, String endpoint) {
        return new Finding(rule, rule.severity().given(flaw.certainty()), at, subject + " " + flaw.effect() + "; " + flaw.remedy(), endpoint,
            flaw.because(), flaw.repairs());
    }

    /** The finding for an endpoint. */
    public static Finding of(Rule rule, Severity severity, Endpoint endpoint, String message) {
        return new Finding(rule, severity, endpoint.at(), message, endpoint.id(), endpoint.evidence(), endpoint.repairs());
    }
}
