package dev.gatelint.rules.guards;

import dev.gatelint.model.Guard;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** A check that stops everyone, also those who should come in. */
public record LockedEndpoint() implements Rule {
    @Override public String id() {
        return "GL424";
    }

    @Override public Severity severity() {
        return Severity.WARNING;
    }

    @Override public int[] cwe() {
        return new int[] {670};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, Guard.class, Set.of(Guard.Kind.STOPS_EVERYONE));
    }
}
