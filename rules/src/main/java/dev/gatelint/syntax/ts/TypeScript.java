package dev.gatelint.syntax.ts;

import dev.gatelint.source.Problem;
import dev.gatelint.source.SourceFile;
import java.util.List;

/** Reads TypeScript, TSX, JavaScript and JSX. */
public final class TypeScript {
    /** How deep brackets, blocks, elements and types may nest; what is deeper is stepped over, with a problem. */
    public static final int MAX_DEPTH = 400;

    private TypeScript() {}

    /**
     * Parses a file; its ending says the language ({@code .ts}, {@code .mts}, {@code .cts}: no JSX; {@code .tsx}: types and JSX; anything
     * else: JavaScript with JSX). Never throws: what is wrong with the text is among {@link TsFile#problems}, and everything else is there.
     *
     * <p>Comments of the form {@code <!--} are looked for only in JavaScript that makes no sense without them.
     */
    public static TsFile parse(SourceFile source) {
        TsFile file = parse(source, false);
        if (file.problems().isEmpty() || isTyped(source.path()) || !source.text().contains("<!--")
            && !source.text().contains("-->")) return file;
        TsFile other = parse(source, true);
        return other.problems().size() < file.problems().size() ? other : file;
    }

    /** True for TypeScript, by the ending of the file. */
    static boolean isTyped(String path) {
        return path.endsWith(".tsx") || !hasJsx(path);
    }

    /** True where {@code <a>} is an element. */
    static boolean hasJsx(String path) {
        return !(path.endsWith(".ts") || path.endsWith(".mts") || path.endsWith(".cts"));
    }

    /** The depth is enough for a thread of ordinary size; on one with less Java stack the file is read again, less deep. */
    private static TsFile parse(SourceFile source, boolean htmlComments) {
        for (int depth = MAX_DEPTH; depth > 1; depth /= 4) {
            try {
                return new Parser(source, htmlComments, depth).parse();
            } catch (StackOverflowError small) {
                continue;
            }
        }
        String message = "not looked at: the thread that reads it has too little stack";
        return new TsFile(source, List.of(), List.of(), List.of(new Problem(source.path(), 0, message)));
    }
}
