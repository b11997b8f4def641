package dev.gatelint.rules.guards;

import dev.gatelint.model.Access;
import dev.gatelint.model.Endpoint;
import dev.gatelint.model.Endpoint.Trait;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Stream;

/** An endpoint for everyone who is logged in, among siblings that ask for a role or permission. */
public record MissingAuthorization() implements Rule {
    @Override public String id() {
        return "GL411";
    }

    @Override public Severity severity() {
        return Severity.WARNING;
    }

    @Override public int[] cwe() {
        return new int[] {862, 285};
    }

    @Override public Stream<Finding> check(Model model) {
        return model.all(Endpoint.class).filter(e -> e.access() != Access.PUBLIC
                && e.traits().containsAll(Set.of(Trait.LESS_GUARDED_THAN_SIBLINGS, Trait.CHANGES_STATE)))
            .map(e -> Finding.of(this, Severity.WARNING, e,
                "`" + e.id() + "` asks for no role or permission" + (e.access() == Access.AUTHENTICATED ? ", only for a login" : "")
                    + ", while the other endpoints beside it do; ask for one here too"));
    }
}
