package dev.gatelint.syntax.config;

import dev.gatelint.source.Span;

/**
 * One scalar of a configuration file under its dotted name.
 *
 * @param document 0-based: which document of the file
 * @param key      {@code server.servlet.context-path}, {@code list[0].name}; a key in brackets stays in brackets: {@code map[/a/**]}
 * @param keySpan  the last key of the name; for the item of a sequence, the item
 * @param span     the value as written
 */
public record Property(int document, String key, String value, ConfigNode.Kind kind, Span keySpan, Span span) {}
