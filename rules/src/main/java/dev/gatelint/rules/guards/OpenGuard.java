package dev.gatelint.rules.guards;

import dev.gatelint.model.Guard;
import dev.gatelint.model.Model;
import dev.gatelint.model.SessionLookup;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import dev.gatelint.source.Span;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A guard that runs and lets everyone through. */
public record OpenGuard() implements Rule {
    /** What is wrong with the lookup itself then says why everyone gets through. */
    private static final Set<SessionLookup.Kind> TRUTHY = Set.of(SessionLookup.Kind.NOT_AWAITED, SessionLookup.Kind.ALWAYS_TRUTHY);

    @Override public String id() {
        return "GL415";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {862};
    }

    @Override public Stream<Finding> check(Model model) {
        List<Span> said = model.all(SessionLookup.class).filter(lookup -> lookup.flaws().stream()
            .anyMatch(flaw -> TRUTHY.contains(flaw.kind())))
            .map(SessionLookup::at).toList();
        return Finding.of(this, model, Guard.class, Set.of(Guard.Kind.LETS_EVERYONE_THROUGH))
            .filter(finding -> said.stream().noneMatch(lookup -> holds(lookup, finding.at())));
    }

    private static boolean holds(Span outer, Span inner) {
        return outer.file().equals(inner.file()) && outer.start() <= inner.start() && inner.end() <= outer.end();
    }
}
