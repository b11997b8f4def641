package dev.gatelint.rules.secrets;

import dev.gatelint.model.SecretNeed;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** A setting without which the login does not work, or is not safe, is absent. */
public record AbsentSetting() implements Rule {
    @Override public String id() {
        return "GL312";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {1188, 287};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, SecretNeed.class, Set.of(SecretNeed.Kind.SETTING_ABSENT));
    }
}
