package dev.gatelint.rules.session;

import dev.gatelint.model.SessionLookup;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** A form of lookup that works, but is deprecated or costs a needless round trip. */
public record OutdatedLookup() implements Rule {
    @Override public String id() {
        return "GL116";
    }

    @Override public Severity severity() {
        return Severity.WARNING;
    }

    @Override public int[] cwe() {
        return new int[] {1127};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, SessionLookup.class, Set.of(SessionLookup.Kind.OUTDATED_FORM));
    }
}
