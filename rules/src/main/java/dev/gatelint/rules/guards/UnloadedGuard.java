package dev.gatelint.rules.guards;

import dev.gatelint.model.Guard;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** A guard in a file or form that the framework never loads. */
public record UnloadedGuard() implements Rule {
    @Override public String id() {
        return "GL420";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {862, 693};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, Guard.class, Set.of(Guard.Kind.NOT_LOADED));
    }
}
