package dev.gatelint.benchmarks;

import com.caoccao.javet.swc4j.Swc4j;
import dev.gatelint.source.SourceFile;

/** Cold: one process that reads and parses a corpus once. {@code Cold gatelint|swc4j|read folder everyNth}; time it from outside. */
public final class Cold {
    private Cold() {}

    public static void main(String[] arguments) throws Exception {
        int trees = 0;
        Swc4j swc = arguments[0].equals("swc4j") ? new Swc4j() : null;
        for (SourceFile file : Corpus.read(arguments[1], Integer.parseInt(arguments[2]))) {
            Object tree = arguments[0].equals("read") ? file : swc == null ? Parsers.ours(file) : Parsers.swc(swc, file);
            if (tree != null) trees++;
        }
        System.out.println(trees);
    }
}
