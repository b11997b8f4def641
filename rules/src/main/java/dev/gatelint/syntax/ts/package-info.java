/** A parser of TypeScript and JavaScript: entry {@link dev.gatelint.syntax.ts.TypeScript}, result {@link dev.gatelint.syntax.ts.TsFile}. */
package dev.gatelint.syntax.ts;
