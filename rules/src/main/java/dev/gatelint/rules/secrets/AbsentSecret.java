package dev.gatelint.rules.secrets;

import dev.gatelint.model.Model;
import dev.gatelint.model.SecretNeed;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** A secret that the application needs and that nothing gives it. */
public record AbsentSecret() implements Rule {
    @Override public String id() {
        return "GL301";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {320, 798};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, SecretNeed.class, Set.of(SecretNeed.Kind.ABSENT));
    }
}
