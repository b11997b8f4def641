package dev.gatelint.rules.guards;

import dev.gatelint.model.AccessRule;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** A matcher that matches nothing, or that is given nothing to do. */
public record DeadMatcher() implements Rule {
    @Override public String id() {
        return "GL407";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {863, 1164};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, AccessRule.class, Set.of(AccessRule.Kind.MATCHES_NOTHING, AccessRule.Kind.NEVER_MATCHES,
            AccessRule.Kind.DANGLING));
    }
}
