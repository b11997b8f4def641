/** The report and its writers, one class a format. */
package dev.gatelint.report;
