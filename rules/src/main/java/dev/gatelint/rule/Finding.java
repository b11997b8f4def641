package dev.gatelint.rule;

import dev.gatelint.model.Endpoint;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Flawed;
import dev.gatelint.model.Model;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Span;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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
     * The findings that the flaws of these kinds make: {@code phrase effect; remedy}, with the rule's severity lowered by the flaw's doubt.
     *
     * @param facts  the type of the facts that carry them
     * @param wanted the kinds
     */
    public static <K extends Enum<K>, F extends Flawed<K>> Stream<Finding> of(Rule rule, Model model, Class<F> facts, Set<K> wanted) {
        return model.all(facts).flatMap(fact -> fact.flaws().stream().filter(flaw -> wanted.contains(flaw.kind()))
            .map(flaw -> new Finding(rule,
            rule.severity().given(flaw.certainty()), fact.at(), fact.phrase() + " " + flaw.effect() + "; " + flaw.remedy(), fact.endpoint(),
            flaw.because(), flaw.repairs())));
    }

    /** The finding for an endpoint. */
    public static Finding of(Rule rule, Severity severity, Endpoint endpoint, String message) {
        return new Finding(rule, severity, endpoint.at(), message, endpoint.id(), endpoint.evidence(), endpoint.repairs());
    }
}
