package dev.gatelint.rules.guards;

import dev.gatelint.model.Guard;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** A guard that runs and lets everyone through. */
public record OpenGuard() implements Rule {
    @Override public String id() {
        return "GL415";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {862};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, Guard.class, Set.of(Guard.Kind.LETS_EVERYONE_THROUGH));
    }
}
