package dev.gatelint.benchmarks;

import com.caoccao.javet.swc4j.Swc4j;
import com.caoccao.javet.swc4j.enums.Swc4jMediaType;
import com.caoccao.javet.swc4j.enums.Swc4jParseMode;
import com.caoccao.javet.swc4j.options.Swc4jParseOptions;
import dev.gatelint.source.SourceFile;
import dev.gatelint.syntax.ts.TypeScript;
import java.net.URI;

/** The two parsers, each asked for a whole tree and the comments. */
final class Parsers {
    private Parsers() {}

    static Object ours(SourceFile file) {
        return TypeScript.parse(file);
    }

    static Object swc(Swc4j swc, SourceFile file) throws Exception {
        String path = file.path();
        Swc4jMediaType type = path.endsWith(".tsx") ? Swc4jMediaType.Tsx : path.matches(".*\\.[mc]?ts") ? Swc4jMediaType.TypeScript : Swc4jMediaType.Jsx;
        Swc4jParseOptions options = new Swc4jParseOptions().setSpecifier(URI.create("file:///a").toURL()).setMediaType(type)
                .setParseMode(Swc4jParseMode.Module).setCaptureAst(true).setCaptureComments(true);
        return swc.parse(file.text(), options).getProgram();
    }
}
