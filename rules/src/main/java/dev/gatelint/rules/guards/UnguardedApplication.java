package dev.gatelint.rules.guards;

import dev.gatelint.model.Access;
import dev.gatelint.model.Endpoint;
import dev.gatelint.model.Endpoint.Trait;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** An application with endpoints that change something, and no access control of any kind. */
public record UnguardedApplication() implements Rule {
    @Override public String id() {
        return "GL412";
    }

    @Override public Severity severity() {
        return Severity.NOTE;
    }

    @Override public int[] cwe() {
        return new int[] {306, 862};
    }

    @Override public Stream<Finding> check(Model model) {
        List<Endpoint> open = model.all(Endpoint.class).filter(e -> e.access() == Access.PUBLIC && e.traits()
            .contains(Trait.IN_UNGUARDED_APPLICATION)
            && e.traits().contains(Trait.CHANGES_STATE) && !e.traits().contains(Trait.PUBLIC_BY_NATURE))
                .sorted(Comparator.comparing(Endpoint::at)).toList();
        if (open.isEmpty()) return Stream.of();
        Endpoint first = open.get(0);
        String more = open.size() == 1 ? "" : " and " + (open.size() - 1) + " more that change something";
        return Stream.of(Finding.of(this, Severity.NOTE, first, "nothing in this application controls access: `" + first.id() + "`" + more
            + (open.size() == 1 ? " is" : " are")
                + " open to anyone who reaches it; add a login and guards, or say in gatelint.yml what stands before it"));
    }
}
