package dev.gatelint.model;

import dev.gatelint.source.Span;

/** Something that a stack saw in an application. */
public sealed interface Fact permits Endpoint, Flawed {
    /** Where a person would look; tight, such as a name or a call and never a whole body. */
    Span at();
}
