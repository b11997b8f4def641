package dev.gatelint.rules.session;

import dev.gatelint.model.SessionLookup;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** A session is looked up where there is no request. */
public record LookupWithoutRequest() implements Rule {
    @Override public String id() {
        return "GL107";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {287, 524};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, SessionLookup.class, Set.of(SessionLookup.Kind.NO_REQUEST_HERE));
    }
}
