package dev.gatelint.rules.guards;

import dev.gatelint.model.AccessRule;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** An access rule or filter chain that is never reached, because an earlier and weaker one takes its requests. */
public record ShadowedRule() implements Rule {
    @Override public String id() {
        return "GL404";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {863, 696};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, AccessRule.class, Set.of(AccessRule.Kind.SHADOWED));
    }
}
