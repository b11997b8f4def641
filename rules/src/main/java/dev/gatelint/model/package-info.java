/**
 * The waist of the hourglass: what an application does, in words that belong to no framework. Stacks write it, rules read it.
 *
 * <p>A fact ({@link dev.gatelint.model.Endpoint}, {@link dev.gatelint.model.SessionLookup}, {@link dev.gatelint.model.ImportUse},
 * {@link dev.gatelint.model.SecretNeed}, {@link dev.gatelint.model.Guard}, {@link dev.gatelint.model.AccessRule}) says where something
 * stands. What is wrong with it is a {@link dev.gatelint.model.Flaw}: a kind, what happens at run time, how sure that is, and the repairs
 * that the stack can make. A rule picks a kind, gives it a severity and a sentence.
 */
package dev.gatelint.model;
