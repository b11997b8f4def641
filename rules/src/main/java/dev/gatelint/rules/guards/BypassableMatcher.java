package dev.gatelint.rules.guards;

import dev.gatelint.model.AccessRule;
import dev.gatelint.model.Guard;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** A matcher that another spelling of the same address passes. */
public record BypassableMatcher() implements Rule {
    @Override public String id() {
        return "GL408";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {288, 178};
    }

    @Override public Stream<Finding> check(Model model) {
        return Stream.concat(Finding.of(this, model, AccessRule.class, Set.of(AccessRule.Kind.BYPASSABLE, AccessRule.Kind.OPENS_TOO_MUCH)),
            Finding.of(this, model, Guard.class, Set.of(Guard.Kind.BYPASSABLE)));
    }
}
