package dev.gatelint.model;

import dev.gatelint.source.Span;

/**
 * A place in the source that asks for silence: {@code // gatelint-allow unguarded-endpoint -- reason}.
 *
 * @param at     the comment or annotation
 * @param rule   the rule's name or id as written
 * @param reason empty when none is given
 * @param from   the first 1-based line that it speaks of
 * @param to     the last one, inclusive
 */
public record Suppression(Span at, String rule, String reason, int from, int to) {}
