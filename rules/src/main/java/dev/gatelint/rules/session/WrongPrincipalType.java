package dev.gatelint.rules.session;

import dev.gatelint.model.Model;
import dev.gatelint.model.SessionLookup;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** The caller's identity is asked for as a type that it does not have. */
public record WrongPrincipalType() implements Rule {
    @Override public String id() {
        return "GL111";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {704, 476};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, SessionLookup.class, Set.of(SessionLookup.Kind.WRONG_PRINCIPAL_TYPE));
    }
}
