package dev.gatelint.rules.guards;

import dev.gatelint.model.Access;
import dev.gatelint.model.Endpoint;
import dev.gatelint.model.Endpoint.Trait;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.stream.Stream;

/** A server action that anyone can call, and that does something which not everyone should do. */
public record UnguardedAction() implements Rule {
    @Override public String id() {
        return "GL413";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {306, 862};
    }

    @Override public Stream<Finding> check(Model model) {
        return model.all(Endpoint.class).filter(e -> e.stack().equals("next-action") && e.access() == Access.PUBLIC
            && !e.effects().isEmpty()
                && !e.traits().contains(Trait.PUBLIC_BY_NATURE) && !e.traits().contains(Trait.IN_UNGUARDED_APPLICATION))
            .map(e -> Finding.of(this, UnguardedEndpoint.severity(e.traits()), e, "the server action `"
                + e.handler().substring(e.handler().indexOf('#') + 1)
                + "` can be called by anyone with a POST request, whatever page shows it, and "
                + e.effects().get(0).why() + "; check the session in it"));
    }
}
