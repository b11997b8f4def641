package dev.gatelint.rules.secrets;

import dev.gatelint.model.SecretNeed;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** The syntax of the file changes the value of a secret. */
public record MangledSecret() implements Rule {
    @Override public String id() {
        return "GL309";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {1391, 116};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, SecretNeed.class, Set.of(SecretNeed.Kind.MANGLED));
    }
}
