package dev.gatelint.report;

import dev.gatelint.source.Decoded;
import dev.gatelint.source.Lines;
import dev.gatelint.source.Workspace;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The texts of the few files that have findings, each read once while a report is written. Not for use by more than one thread. */
final class Sources {
    private final Workspace workspace;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, List<String>> hashes = new HashMap<>();
    private final Map<String, Lines> lines = new HashMap<>();

    Sources(Workspace workspace) {
        this.workspace = workspace;
    }

    /** The text of a file; empty when it cannot be read any more. */
    String text(String path) {
        return texts.computeIfAbsent(path, key -> {
            try {
                return Decoded.of(key, workspace.read(key)).map(Decoded::text).orElse("");
            } catch (IOException e) {
                return "";
            }
        });
    }

    Lines lines(String path) {
        return lines.computeIfAbsent(path, key -> Lines.of(text(key)));
    }

    /** The content of a 1-based line without its end; empty when there is no such line. */
    String line(String path, int line) {
        Lines of = lines(path);
        if (line < 1 || line > of.count()) return "";
        int end = line == of.count() ? of.length() : of.start(line + 1);
        return text(path).substring(of.start(line), end).stripTrailing();
    }

    /** The hash by which GitHub follows a line; see {@link LineHashes}. */
    String hash(String path, int line) {
        List<String> of = hashes.computeIfAbsent(path, key -> LineHashes.of(text(key)));
        return of.get(Math.min(Math.max(line, 1), of.size()) - 1);
    }
}
