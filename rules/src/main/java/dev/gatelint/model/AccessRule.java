package dev.gatelint.model;

import dev.gatelint.source.Span;
import java.util.List;

/**
 * A line of configuration that gives an access to some paths: a request matcher of a filter chain, a middleware matcher, a security
 * constraint.
 *
 * @param at      the matcher
 * @param subject as it stands, shortened: {@code requestMatchers("/admin").hasRole("ADMIN")}
 */
public record AccessRule(Span at, String subject, Access access, List<Flaw<Kind>> flaws) implements Flawed<AccessRule.Kind> {
    public AccessRule {
        flaws = List.copyOf(flaws);
    }

    @Override public String phrase() {
        return "`" + subject + "`";
    }

    /** What can be wrong with an access rule. */
    public enum Kind {
        /** An earlier rule takes everything that it matches. */
        SHADOWED,
        /** Endpoints beside or below its path are not matched and are open. */
        PATH_GAP,
        /** Other verbs of the same path are not matched and are open, HEAD included. */
        VERB_GAP,
        /** Paths of the application that no rule or chain takes are open. */
        NO_FALLBACK,
        /** It matches nothing that the application serves. */
        MATCHES_NOTHING,
        /** It can never match: its path has the context path, a host or a query in it. */
        NEVER_MATCHES,
        /** A matcher without what it should do. */
        DANGLING,
        /** The same resource under another spelling passes: trailing slash, query, suffix. */
        BYPASSABLE,
        /** It opens more than it seems to. */
        OPENS_TOO_MUCH,
        /** The framework does not accept this pattern in this version. */
        INVALID_PATTERN,
        /** Its condition is one that the caller controls. */
        CALLER_CONTROLLED,
        /** It is not active in every profile or build. */
        CONDITIONAL
    }
}
