/**
 * Java source as small records: entry {@link dev.gatelint.syntax.java.JavaSource}, result {@link dev.gatelint.syntax.java.JavaFile}. The
 * only place that knows JavaParser. Parentheses are dropped, chains of one binary operator are one node, and no tree is deeper than
 * {@value dev.gatelint.syntax.java.JavaSource#DEPTH}, so that walking one needs no care.
 */
package dev.gatelint.syntax.java;
