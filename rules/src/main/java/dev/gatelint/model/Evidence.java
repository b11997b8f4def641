package dev.gatelint.model;

import dev.gatelint.source.Span;

/** A place and what it contributes, such as {@code anyRequest().permitAll()}. */
public record Evidence(Span at, String why) {}
