package dev.gatelint.model;

import java.util.List;
import java.util.Map;

/**
 * What a project says about itself in {@code gatelint.yml}.
 *
 * @param open             endpoints that are open on purpose
 * @param closed           path patterns that must not be open, such as {@code /admin/**}
 * @param guardCalls       functions that stop anonymous callers, where the analysis cannot follow: {@code com.acme.Auth.require*},
 *                         {@code @acme/auth#requireUser}
 * @param guardAnnotations full names of annotations that stop anonymous callers
 * @param providedSecrets  names that the platform sets
 * @param rules            rule name or id to {@code error}, {@code warning}, {@code note} or {@code off}
 * @param exclude          globs of files that are not looked at
 */
public record Settings(List<Open> open, List<String> closed, List<String> guardCalls, List<String> guardAnnotations,
                       List<String> providedSecrets, Map<String, String> rules, List<String> exclude) {
    /** Says nothing. */
    public static final Settings NONE = new Settings(List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), List.of());

    public Settings {
        open = List.copyOf(open);
        closed = List.copyOf(closed);
        guardCalls = List.copyOf(guardCalls);
        guardAnnotations = List.copyOf(guardAnnotations);
        providedSecrets = List.copyOf(providedSecrets);
        rules = Map.copyOf(rules);
        exclude = List.copyOf(exclude);
    }

    /** An endpoint that is open on purpose: {@code POST /api/webhooks/**} or {@code /api/webhooks/**}, and why. */
    public record Open(String path, String reason) {}
}
