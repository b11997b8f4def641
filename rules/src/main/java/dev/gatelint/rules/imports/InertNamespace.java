package dev.gatelint.rules.imports;

import dev.gatelint.model.ImportUse;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** A guard annotation from a namespace or framework that nothing here looks at. */
public record InertNamespace() implements Rule {
    @Override public String id() {
        return "GL202";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {862, 693};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, ImportUse.class, Set.of(ImportUse.Kind.INERT_GUARD));
    }
}
