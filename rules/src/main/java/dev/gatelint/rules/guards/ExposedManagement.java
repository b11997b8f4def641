package dev.gatelint.rules.guards;

import dev.gatelint.model.Access;
import dev.gatelint.model.Endpoint;
import dev.gatelint.model.Endpoint.Trait;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import dev.gatelint.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A console or management endpoint of a library that anyone can call. */
public record ExposedManagement() implements Rule {
    private static final Set<Trait> MANAGEMENT = Set.of(Trait.FRAMEWORK, Trait.PROTECTED_BY_NAME);

    @Override public String id() {
        return "GL403";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {200, 306};
    }

    @Override public Stream<Finding> check(Model model) {
        Map<Span, Map<String, List<Endpoint>>> open = model.all(Endpoint.class)
            .filter(e -> e.access() == Access.PUBLIC && e.traits().containsAll(MANAGEMENT))
            .collect(Collectors.groupingBy(ExposedManagement::opener, TreeMap::new,
            Collectors.groupingBy(Endpoint::stack, TreeMap::new, Collectors.toList())));
        return open.entrySet().stream().flatMap(at -> at.getValue().entrySet().stream()
            .map(of -> finding(at.getKey(), of.getKey(), of.getValue())));
    }

    /** The place that lets everyone in; the endpoint's own where nothing stands before it. */
    private static Span opener(Endpoint endpoint) {
        List<Evidence> evidence = endpoint.evidence();
        return evidence.isEmpty() ? endpoint.at() : evidence.get(evidence.size() - 1).at();
    }

    private Finding finding(Span at, String stack, List<Endpoint> open) {
        Endpoint first = open.get(0);
        List<Evidence> evidence = first.evidence();
        boolean one = open.size() == 1;
        String them = "`" + first.id() + "` of " + stack + (one ? "" : " and " + (open.size() - 1) + " more");
        boolean nothing = evidence.isEmpty() || first.traits().contains(Trait.OPEN_BY_GAP);
        String opener = nothing ? them + (one ? " has nothing before it" : " have nothing before them")
            : "`" + evidence.get(evidence.size() - 1).why() + "` opens " + them;
        // a console has a login of its own, which may be the only one that is meant
        boolean set = open.stream().allMatch(endpoint -> endpoint.traits().contains(Trait.OPEN_BY_SETTING));
        Severity severity = stack.equals("actuator") && !set ? Severity.ERROR : Severity.WARNING;
        return new Finding(this, severity, at, opener + (set ? " as long as the settings are those in the sources" : "")
            + ", so anyone can call " + (one ? "it" : "them")
            + "; ask for a role there, or switch it off", first.id(),
            List.of(new Evidence(first.at(), "switches on " + first.handler())), List.of());
    }
}
