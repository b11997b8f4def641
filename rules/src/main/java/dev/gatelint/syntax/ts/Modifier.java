package dev.gatelint.syntax.ts;

/** A word before a declaration, a class member or a parameter. {@code async} and {@code export} are not here: see the nodes. */
public enum Modifier {
    PUBLIC, PRIVATE, PROTECTED, STATIC, READONLY, ABSTRACT, OVERRIDE, DECLARE, ACCESSOR, CONST
}
