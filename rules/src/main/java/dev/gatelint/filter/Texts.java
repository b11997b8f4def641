package dev.gatelint.filter;

import dev.gatelint.source.Decoded;
import dev.gatelint.source.Lines;
import dev.gatelint.source.Workspace;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The texts of the few files that have findings, each read once. Not for use by more than one thread. */
final class Texts {
    private final Workspace workspace;
    private final Map<String, Lines> lines;
    private final Map<String, String> read = new HashMap<>();

    Texts(Workspace workspace, Map<String, Lines> lines) {
        this.workspace = workspace;
        this.lines = lines;
    }

    /** The text of a file; empty when it cannot be read any more. */
    String of(String path) {
        return read.computeIfAbsent(path, key -> {
            try {
                return Decoded.of(key, workspace.read(key)).map(Decoded::text).orElse("");
            } catch (IOException e) {
                return "";
            }
        });
    }

    /** Where the lines of a file begin. */
    Lines lines(String path) {
        return lines.computeIfAbsent(path, key -> Lines.of(of(key)));
    }
}
