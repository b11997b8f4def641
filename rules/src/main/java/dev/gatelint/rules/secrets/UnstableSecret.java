package dev.gatelint.rules.secrets;

import dev.gatelint.model.Model;
import dev.gatelint.model.SecretNeed;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** A secret is another one at each start. */
public record UnstableSecret() implements Rule {
    @Override public String id() {
        return "GL313";
    }

    @Override public Severity severity() {
        return Severity.WARNING;
    }

    @Override public int[] cwe() {
        return new int[] {324, 665};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, SecretNeed.class, Set.of(SecretNeed.Kind.NOT_STABLE));
    }
}
