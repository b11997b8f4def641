package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import dev.gatelint.model.Endpoint;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Model;
import dev.gatelint.source.Fix;
import java.util.List;
import java.util.Set;

/** Who may open which door of one application. */
interface Guards {
    /** Knows nothing. */
    Guards UNKNOWN = new Guards() {
        @Override public Verdict of(Mapping mapping) {
            return new Verdict(Access.UNKNOWN, List.of(), Set.of(), List.of());
        }

        @Override public boolean isOutside(Mapping mapping) {
            return false;
        }

        @Override public void report(List<Mapping> mappings, Model.Builder model) {
            // nothing is known
        }
    };

    /**
     * The weakest access that any request to a door meets, and why.
     *
     * @param traits what the guards add to what is known of it
     */
    record Verdict(Access access, List<Evidence> evidence, Set<Endpoint.Trait> traits, List<Fix> repairs) {
        public Verdict {
            evidence = List.copyOf(evidence);
            traits = Set.copyOf(traits);
            repairs = List.copyOf(repairs);
        }
    }

    /** Judges one door. */
    Verdict of(Mapping mapping);

    /** True when no filter chain takes any request to a door, so that no filter of Spring Security says who calls. */
    boolean isOutside(Mapping mapping);

    /** Adds the guards and access rules themselves, with what is wrong with them, given all doors of the application. */
    void report(List<Mapping> mappings, Model.Builder model);
}
