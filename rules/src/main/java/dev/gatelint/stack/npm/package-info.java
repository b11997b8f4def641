/**
 * What npm, pnpm, yarn and bun say of a project: its packages, and the versions that are installed or may be installed. Other stacks ask
 * {@link dev.gatelint.stack.npm.Packages}.
 */
package dev.gatelint.stack.npm;
