package dev.gatelint.model;

import java.util.Locale;

/** Who may call an endpoint. The first four are ordered: each lets fewer callers through than the one before. */
public enum Access {
    /** Anyone. */
    PUBLIC,
    /** Anyone who is logged in. */
    AUTHENTICATED,
    /** Only callers with a certain role, authority, scope or ownership. */
    RESTRICTED,
    /** No one. */
    DENIED,
    /** A guard is there, its strength cannot be computed. */
    OPAQUE,
    /** It cannot be told whether a guard applies. */
    UNKNOWN;

    /**
     * The access behind two layers that both have to let a caller through. A layer that is known to stop anonymous callers wins over one
     * that is not understood.
     */
    public Access and(Access other) {
        if (this == other) return this;
        Access weaker = compareTo(other) < 0 ? this : other;
        Access stronger = weaker == this ? other : this;
        if (stronger == UNKNOWN) return weaker == PUBLIC ? UNKNOWN : weaker;
        if (stronger == OPAQUE) return weaker == PUBLIC ? OPAQUE : weaker;
        return stronger;
    }

    /** The access when either of two ways in is open: the weaker one; beside a way that is not understood only PUBLIC is certain. */
    public Access or(Access other) {
        Access weaker = compareTo(other) < 0 ? this : other;
        Access stronger = weaker == this ? other : this;
        return weaker != PUBLIC && stronger.compareTo(DENIED) > 0 ? stronger : weaker;
    }

    /** The name in reports: lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
