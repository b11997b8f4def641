package dev.gatelint.model;

/** How sure a stack is of a flaw. A rule's severity is a promise, so doubt lowers it. */
public enum Certainty {
    /** The framework does exactly this in every version that the project may use: the rule's own severity. */
    CERTAIN,
    /** Very likely, but something outside the sources can make it right: a warning at most. */
    LIKELY,
    /** Worth a look: a note. */
    POSSIBLE
}
