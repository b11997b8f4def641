package dev.gatelint.rules.session;

import dev.gatelint.model.Model;
import dev.gatelint.model.SessionLookup;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** An identity is set, but is not kept for the next request. */
public record UnsavedSession() implements Rule {
    @Override public String id() {
        return "GL114";
    }

    @Override public Severity severity() {
        return Severity.WARNING;
    }

    @Override public int[] cwe() {
        return new int[] {613, 287};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, SessionLookup.class, Set.of(SessionLookup.Kind.NOT_SAVED));
    }
}
