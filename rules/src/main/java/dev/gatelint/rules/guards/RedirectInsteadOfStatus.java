package dev.gatelint.rules.guards;

import dev.gatelint.model.Guard;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** A guard that answers with a redirect where the caller needs a status. */
public record RedirectInsteadOfStatus() implements Rule {
    @Override public String id() {
        return "GL421";
    }

    @Override public Severity severity() {
        return Severity.NOTE;
    }

    @Override public int[] cwe() {
        return new int[] {755};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, Guard.class, Set.of(Guard.Kind.WRONG_ANSWER));
    }
}
