package dev.gatelint.rules;

import dev.gatelint.rule.Rule;
import dev.gatelint.rules.imports.InertLifecycle;
import dev.gatelint.rules.imports.InertNamespace;
import dev.gatelint.rules.imports.LookalikeImport;
import java.util.List;

/** The list of all rules: adding a rule is one line here. */
public final class Rules {
    /** Ordered by id. */
    public static final List<Rule> ALL = List.of(
        new InertNamespace(),
        new LookalikeImport(),
        new InertLifecycle()
    );

    private Rules() {}
}
