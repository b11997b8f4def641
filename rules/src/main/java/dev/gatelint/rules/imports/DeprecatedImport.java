package dev.gatelint.rules.imports;

import dev.gatelint.model.ImportUse;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** An imported name works, but is deprecated. */
public record DeprecatedImport() implements Rule {
    @Override public String id() {
        return "GL206";
    }

    @Override public Severity severity() {
        return Severity.NOTE;
    }

    @Override public int[] cwe() {
        return new int[] {477};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, ImportUse.class, Set.of(ImportUse.Kind.DEPRECATED));
    }
}
