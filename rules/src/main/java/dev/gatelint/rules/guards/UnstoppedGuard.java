package dev.gatelint.rules.guards;

import dev.gatelint.model.Guard;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** A check that refuses and does not stop: the code behind it runs all the same. */
public record UnstoppedGuard() implements Rule {
    @Override public String id() {
        return "GL414";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {705, 862};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, Guard.class, Set.of(Guard.Kind.DOES_NOT_STOP));
    }
}
