package dev.gatelint.rules.session;

import dev.gatelint.model.SessionLookup;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** The request is not passed to a session lookup, or not in the form that this version and place take. */
public record MissingRequestContext() implements Rule {
    @Override public String id() {
        return "GL101";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {287, 755};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, SessionLookup.class, Set.of(SessionLookup.Kind.MISSING_REQUEST_CONTEXT));
    }
}
