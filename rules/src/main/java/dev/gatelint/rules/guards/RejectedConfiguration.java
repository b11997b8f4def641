package dev.gatelint.rules.guards;

import dev.gatelint.model.AccessRule;
import dev.gatelint.model.Guard;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** A configuration that this version of the framework does not accept. */
public record RejectedConfiguration() implements Rule {
    @Override public String id() {
        return "GL409";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {754, 684};
    }

    @Override public Stream<Finding> check(Model model) {
        return Stream.concat(Finding.of(this, model, AccessRule.class, Set.of(AccessRule.Kind.INVALID_PATTERN)),
            Finding.of(this, model, Guard.class, Set.of(Guard.Kind.FAILS_TO_START)));
    }
}
