package dev.gatelint.rules.secrets;

import dev.gatelint.model.SecretNeed;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** One part of the application has the secret, and another part that needs the same one has not. */
public record UnsharedSecret() implements Rule {
    @Override public String id() {
        return "GL308";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {287, 1391};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, SecretNeed.class, Set.of(SecretNeed.Kind.NOT_SHARED));
    }
}
