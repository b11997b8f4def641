package dev.gatelint.syntax.java;

/** A word before a declaration; {@code non-sealed} is {@link #NON_SEALED}. */
public enum Modifier { PUBLIC, PROTECTED, PRIVATE, ABSTRACT, STATIC, FINAL, DEFAULT, SEALED, NON_SEALED, SYNCHRONIZED, TRANSIENT, VOLATILE,
    NATIVE, STRICTFP, TRANSITIVE }
