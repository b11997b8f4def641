/**
 * What a JavaScript or TypeScript file says, as facts: one {@link dev.gatelint.stack.js.Script} for each file, extracted once by
 * {@link dev.gatelint.stack.js.ScriptStack} and read by every stack that links such files. Types, formatting and comments are gone; what
 * is left is what runs: names, calls, awaits, conditions, returns, throws.
 */
package dev.gatelint.stack.js;
