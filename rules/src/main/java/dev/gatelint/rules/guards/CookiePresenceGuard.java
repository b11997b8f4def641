package dev.gatelint.rules.guards;

import dev.gatelint.model.Guard;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** A guard that looks whether a cookie is there and not whether it is valid. */
public record CookiePresenceGuard() implements Rule {
    @Override public String id() {
        return "GL417";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {287, 565};
    }

    @Override public Stream<Finding> check(Model model) {
        return Finding.of(this, model, Guard.class, Set.of(Guard.Kind.PRESENCE_ONLY));
    }
}
