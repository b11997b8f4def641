package dev.gatelint.rules.guards;

import dev.gatelint.model.AccessRule;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** An access rule whose condition is one that the caller decides. */
public record CallerControlledRule() implements Rule {
    @Override public String id() {
        return "GL420";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {807, 288};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, AccessRule.class, Set.of(AccessRule.Kind.CALLER_CONTROLLED));
    }
}
