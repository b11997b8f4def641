/** GL3xx: a secret is absent, empty, known, weak or exposed. */
package dev.gatelint.rules.secrets;
