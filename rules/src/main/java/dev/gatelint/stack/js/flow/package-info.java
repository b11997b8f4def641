/**
 * Runs scripts on what is known and not on what is given: a {@link dev.gatelint.stack.js.flow.Machine} follows one function, through
 * helpers in other files and wrappers of wrappers, for one kind of caller, and says which ends it can come to and what it does on the way.
 * What it does not
 * know is {@link dev.gatelint.stack.js.flow.Value.Kind#ANY}, and both ways are taken.
 *
 * <p>{@code Statements} changes a {@code State} step by step, {@code Evaluator} and {@code Operators} say what expressions are, {@code
 * Calls} runs functions, classes and builders, {@code Globals} finds the values of names at the top level of files. {@code Run} holds where
 * a run is, {@code Trace} what it found, {@code World} what stands around the scripts.
 */
package dev.gatelint.stack.js.flow;
