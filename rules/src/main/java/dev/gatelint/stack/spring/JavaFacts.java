package dev.gatelint.stack.spring;

import dev.gatelint.syntax.java.JavaFile;

/**
 * What a Java file says.
 *
 * @param file    its types, without comments and without secrets
 * @param foreign where it uses names that Spring may not look at
 */
record JavaFacts(JavaFile file, ForeignUses foreign) {}
