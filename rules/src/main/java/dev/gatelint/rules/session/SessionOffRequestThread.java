package dev.gatelint.rules.session;

import dev.gatelint.model.Model;
import dev.gatelint.model.SessionLookup;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** An identity is read on a thread that does not carry the request. */
public record SessionOffRequestThread() implements Rule {
    @Override public String id() {
        return "GL106";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {362, 476};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, SessionLookup.class, Set.of(SessionLookup.Kind.OFF_REQUEST_THREAD));
    }
}
