package dev.gatelint.rules.guards;

import dev.gatelint.model.AccessRule;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** A rule for one HTTP method, while others reach the same handler unguarded. */
public record VerbGap() implements Rule {
    @Override public String id() {
        return "GL406";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {862, 650};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, AccessRule.class, Set.of(AccessRule.Kind.VERB_GAP));
    }
}
