/** The rules, each beside its page. */
package dev.gatelint.rules;
