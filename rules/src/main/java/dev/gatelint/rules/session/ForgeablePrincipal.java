package dev.gatelint.rules.session;

import dev.gatelint.model.Model;
import dev.gatelint.model.SessionLookup;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** The current user is filled from the request and not from the session. */
public record ForgeablePrincipal() implements Rule {
    @Override public String id() {
        return "GL112";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {290, 915};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, SessionLookup.class, Set.of(SessionLookup.Kind.FORGEABLE_PRINCIPAL));
    }
}
