/** gatelint: the line from sources to a report. Start at {@link dev.gatelint.Gatelint}. */
package dev.gatelint;
