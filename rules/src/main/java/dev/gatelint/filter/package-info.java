/** What becomes of findings: suppressed, known before, or new. Nothing is dropped silently. */
package dev.gatelint.filter;
