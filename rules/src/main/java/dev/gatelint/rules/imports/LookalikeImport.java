package dev.gatelint.rules.imports;

import dev.gatelint.model.ImportUse;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** An annotation or type of another framework with the simple name of the one that is meant. */
public record LookalikeImport() implements Rule {
    @Override public String id() {
        return "GL203";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {20};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, ImportUse.class, Set.of(ImportUse.Kind.LOOKALIKE));
    }
}
