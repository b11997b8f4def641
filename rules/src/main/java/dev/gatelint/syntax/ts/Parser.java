package dev.gatelint.syntax.ts;

import dev.gatelint.source.SourceFile;
import java.util.List;

/** The parts of a parse, wired together. */
final class Parser {
    private final SourceFile source;

    Parser(SourceFile source) {
        this.source = source;
    }

    TsFile parse() {
        return new TsFile(source, List.of(), List.of(), List.of());
    }
}
