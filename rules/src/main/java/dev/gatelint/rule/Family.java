package dev.gatelint.rule;

import java.util.Locale;

/** What a rule is about. */
public enum Family {
    /** GL1xx: a session or identity is looked up where the request context is missing, wrong or thrown away. */
    SESSION,
    /** GL2xx: a name comes from a module or package that does not give it in this version, or gives a look-alike. */
    IMPORTS,
    /** GL3xx: a secret is absent, empty, known, weak or exposed. */
    SECRETS,
    /** GL4xx: an endpoint that should be guarded is not. */
    GUARDS;

    /** The name in reports: lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
