/**
 * Runs scripts on what is known and not on what is given: a {@link dev.gatelint.stack.js.flow.Machine} follows one function, through helpers in
 * other files and wrappers of wrappers, for one kind of caller, and says which ends it can come to and what it does on the way. What it does not
 * know is {@link dev.gatelint.stack.js.flow.Value.Kind#ANY}, and both ways are taken.
 */
package dev.gatelint.stack.js.flow;
