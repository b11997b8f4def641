/**
 * Configuration files as trees with places: .properties, YAML, dotenv, JSON, XML. {@link Config#read} gives one neutral shape for all of
 * them. Input that is not valid gives a problem and keeps what was read before it; depth, aliases and expansions are bounded.
 * Messages never quote a value, for it may be a secret.
 */
package dev.gatelint.syntax.config;
