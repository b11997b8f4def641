package dev.gatelint.rules.guards;

import dev.gatelint.model.AccessRule;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** Paths of the application that no access rule takes and that are open. */
public record PathGap() implements Rule {
    @Override public String id() {
        return "GL405";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {862, 425};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, AccessRule.class, Set.of(AccessRule.Kind.PATH_GAP, AccessRule.Kind.NO_FALLBACK));
    }
}
