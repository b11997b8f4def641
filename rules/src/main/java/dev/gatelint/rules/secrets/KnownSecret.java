package dev.gatelint.rules.secrets;

import dev.gatelint.model.Model;
import dev.gatelint.model.SecretNeed;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** A secret whose value everyone knows: a default, a sample, a placeholder. */
public record KnownSecret() implements Rule {
    @Override public String id() {
        return "GL303";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {1392, 798};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, SecretNeed.class, Set.of(SecretNeed.Kind.KNOWN_VALUE));
    }
}
