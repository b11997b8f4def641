package dev.gatelint.rules.imports;

import dev.gatelint.model.ImportUse;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** A life-cycle or injection annotation that this version of the framework does not look at. */
public record InertLifecycle() implements Rule {
    @Override public String id() {
        return "GL204";
    }

    @Override public Severity severity() {
        return Severity.WARNING;
    }

    @Override public int[] cwe() {
        return new int[] {665};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, ImportUse.class, Set.of(ImportUse.Kind.INERT_LIFECYCLE));
    }
}
