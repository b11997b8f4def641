package dev.gatelint.rules.session;

import dev.gatelint.model.SessionLookup;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** The configuration of the session is not passed to a lookup. */
public record MissingSessionOptions() implements Rule {
    @Override public String id() {
        return "GL102";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {287, 665};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, SessionLookup.class, Set.of(SessionLookup.Kind.MISSING_OPTIONS));
    }
}
