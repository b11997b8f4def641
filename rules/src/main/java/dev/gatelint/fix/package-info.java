/** Applies the fixes of findings: all edits of a fix or none, and a conflict is said and never guessed. */
package dev.gatelint.fix;
