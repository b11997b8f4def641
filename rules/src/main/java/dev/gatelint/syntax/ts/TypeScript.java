package dev.gatelint.syntax.ts;

import dev.gatelint.source.SourceFile;

/** Reads TypeScript, TSX, JavaScript and JSX. */
public final class TypeScript {
    /** How deep brackets, blocks, elements and types may nest; what is deeper is stepped over, with a problem. */
    public static final int MAX_DEPTH = 400;

    private TypeScript() {}

    /**
     * Parses a file; its ending says the language ({@code .ts}, {@code .mts}, {@code .cts}: no JSX; {@code .tsx}: types and JSX; anything
     * else: JavaScript with JSX). Never throws: what is wrong with the text is among {@link TsFile#problems}, and everything else is there.
     */
    public static TsFile parse(SourceFile source) {
        return new Parser(source, false).parse();
    }
}
