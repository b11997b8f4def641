package dev.gatelint.rules.session;

import dev.gatelint.model.Model;
import dev.gatelint.model.SessionLookup;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** A failing lookup is swallowed and the request goes on. */
public record SwallowedLookup() implements Rule {
    @Override public String id() {
        return "GL115";
    }

    @Override public Severity severity() {
        return Severity.WARNING;
    }

    @Override public int[] cwe() {
        return new int[] {390, 636};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, SessionLookup.class, Set.of(SessionLookup.Kind.FAILURE_SWALLOWED));
    }
}
