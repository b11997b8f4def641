package dev.gatelint.rules.session;

import dev.gatelint.model.Model;
import dev.gatelint.model.SessionLookup;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** The identity of one request can be seen by another. */
public record LeakedIdentity() implements Rule {
    @Override public String id() {
        return "GL113";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {488, 200};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, SessionLookup.class, Set.of(SessionLookup.Kind.LEAKS_BETWEEN_REQUESTS));
    }
}
