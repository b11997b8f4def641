package dev.gatelint.rules.guards;

import dev.gatelint.model.Access;
import dev.gatelint.model.Endpoint;
import dev.gatelint.model.Endpoint.Trait;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.List;
import java.util.Optional;
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
        List<Endpoint> all = model.all(Endpoint.class).toList();
        return all.stream().filter(e -> e.access() != Access.PUBLIC && e.traits().contains(Trait.CHANGES_STATE)).flatMap(e -> {
            if (e.traits().contains(Trait.LESS_GUARDED_THAN_SIBLINGS)) {
                return Stream.of(finding(e, Severity.WARNING, "the others of its class do", beside(e, all, '#')));
            }
            boolean neighbours = e.traits().contains(Trait.LESS_GUARDED_THAN_NEIGHBOURS);
            return neighbours ? Stream.of(finding(e, Severity.NOTE, "nothing in its class does, and most classes beside it do",
                beside(e, all, '.'))) : Stream.of();
        });
    }

    private Finding finding(Endpoint endpoint, Severity severity, String others, Optional<Endpoint> example) {
        return Finding.of(this, severity, endpoint, "`" + endpoint.id() + "` asks for no role or permission"
            + (endpoint.access() == Access.AUTHENTICATED ? ", only for a login" : "") + ", while " + others
            + example.map(other -> ", such as `" + other.id() + "`").orElse("") + "; ask for one here too");
    }

    /** An endpoint of the same class, or of the same package, that asks for more. */
    private static Optional<Endpoint> beside(Endpoint endpoint, List<Endpoint> all, char end) {
        String place = endpoint.handler().substring(0, endpoint.handler().lastIndexOf('#') + 1);
        String shared = end == '#' ? place : place.substring(0, place.lastIndexOf('.') + 1);
        return all.stream().filter(other -> other.handler().startsWith(shared) && other.access() == Access.RESTRICTED
            && !other.handler().equals(endpoint.handler())).findFirst();
    }
}
