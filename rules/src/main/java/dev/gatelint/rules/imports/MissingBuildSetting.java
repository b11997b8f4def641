package dev.gatelint.rules.imports;

import dev.gatelint.model.ImportUse;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** An import that the build can load only with a setting that is not there. */
public record MissingBuildSetting() implements Rule {
    @Override public String id() {
        return "GL212";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {758};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, ImportUse.class, Set.of(ImportUse.Kind.NEEDS_SETTING));
    }
}
