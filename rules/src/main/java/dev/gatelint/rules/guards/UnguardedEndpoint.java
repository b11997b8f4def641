package dev.gatelint.rules.guards;

import dev.gatelint.model.Access;
import dev.gatelint.model.Endpoint;
import dev.gatelint.model.Endpoint.Trait;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Model;
import dev.gatelint.model.PathGlob;
import dev.gatelint.model.Settings;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An endpoint that anyone can call, and that does something which not everyone should do. */
public record UnguardedEndpoint() implements Rule {
    @Override public String id() {
        return "GL401";
    }

    @Override public Severity severity() {
        return Severity.ERROR;
    }

    @Override public int[] cwe() {
        return new int[] {306, 862};
    }

    @Override public Stream<Finding> check(Model model) {
        // with rules in place, an open door is an oversight; in an application without any, all doors are one finding
        // (what gatelint.yml calls open on purpose is found here and suppressed later, so that reports still say it)
        return model.all(Endpoint.class).filter(endpoint -> endpoint.access() == Access.PUBLIC && !endpoint.stack().equals("next-action"))
            .flatMap(endpoint -> reason(endpoint, model.settings()).stream()
            .map(reason -> Finding.of(this, reason.severityOf(endpoint), endpoint,
                "`" + endpoint.id() + "` is open to anyone" + decidedBy(endpoint) + asSet(endpoint) + ", " + reason.text
                    + "; guard it, or say in gatelint.yml why it is public")));
    }

    private record Reason(Severity severity, String text) {
        /** What a setting opens, another may shut. */
        Severity severityOf(Endpoint endpoint) {
            if (!endpoint.traits().contains(Trait.OPEN_BY_SETTING)) return severity;
            return severity == Severity.ERROR ? Severity.WARNING : Severity.NOTE;
        }
    }

    private static Set<Reason> reason(Endpoint endpoint, Settings settings) {
        Set<Trait> traits = endpoint.traits();
        if (settings.closed().stream().anyMatch(pattern -> PathGlob.matches(pattern, endpoint.path()))) {
            return Set.of(new Reason(Severity.ERROR, "and gatelint.yml says that its path is protected"));
        }
        if (traits.contains(Trait.FRAMEWORK) || traits.contains(Trait.PUBLIC_BY_NATURE)) return Set.of();
        if (traits.contains(Trait.IN_UNGUARDED_APPLICATION) || traits.contains(Trait.OPEN_BY_GAP)) return Set.of();
        if (!endpoint.effects().isEmpty()) {
            return Set.of(new Reason(shows(endpoint) ? Severity.NOTE : severity(traits), "and " + endpoint.effects().stream()
                .map(Evidence::why).distinct().limit(2)
                .collect(Collectors.joining(" and "))));
        }
        if (traits.contains(Trait.PROTECTED_BY_NAME)) {
            boolean oversight = traits.contains(Trait.CHANGES_STATE) && !traits.contains(Trait.PUBLIC_BY_INTENT)
                && !traits.contains(Trait.UNCERTAIN);
            // what is only read, and opened by name: somebody has thought of it
            boolean meant = traits.contains(Trait.PUBLIC_BY_INTENT) && !traits.contains(Trait.CHANGES_STATE);
            return Set.of(new Reason(oversight ? Severity.ERROR : meant ? Severity.NOTE : Severity.WARNING,
                "and its path sounds as if it should not be"));
        }
        if (traits.contains(Trait.PUBLIC_BY_INTENT)) return Set.of();
        if (traits.contains(Trait.USES_IDENTITY)) return Set.of(new Reason(Severity.NOTE,
            "and works with the identity of a caller who need not have one"));
        if (traits.contains(Trait.CHANGES_STATE)) return Set.of(new Reason(Severity.WARNING, "and changes something"));
        return Set.of();
    }

    /** A page that changes nothing and shows what it reads: most pages of most sites. */
    private static boolean shows(Endpoint endpoint) {
        Set<Trait> traits = endpoint.traits();
        return endpoint.stack().startsWith("next-page") && !traits.contains(Trait.CHANGES_STATE)
            && !traits.contains(Trait.PROTECTED_BY_NAME) && !traits.contains(Trait.LESS_GUARDED_THAN_SIBLINGS);
    }

    /**
     * What is read, or made anew, may be meant for everyone: a list of products, a registration. What is there already belongs to someone,
     * unless the source says that it is open.
     */
    static Severity severity(Set<Trait> traits) {
        boolean oversight = traits.contains(Trait.ALTERS_WHAT_IS_THERE) || traits.contains(Trait.CHANGES_STATE)
            && (traits.contains(Trait.PROTECTED_BY_NAME) || traits.contains(Trait.LESS_GUARDED_THAN_SIBLINGS));
        return oversight && !traits.contains(Trait.UNCERTAIN) && !traits.contains(Trait.PUBLIC_BY_INTENT) ? Severity.ERROR : Severity.WARNING;
    }

    private static String asSet(Endpoint endpoint) {
        return endpoint.traits().contains(Trait.OPEN_BY_SETTING) ? " as long as the settings are those in the sources" : "";
    }

    private static String decidedBy(Endpoint endpoint) {
        return endpoint.evidence().isEmpty() ? "" : " by `" + endpoint.evidence().get(endpoint.evidence().size() - 1).why() + "`";
    }
}
