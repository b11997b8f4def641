package dev.gatelint.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Files in memory, for tests and for pages. */
public record MemoryWorkspace(Map<String, String> texts) implements Workspace {
    public MemoryWorkspace {
        texts = new TreeMap<>(texts);
    }

    @Override public List<Entry> files() {
        return texts.entrySet().stream().map(file -> new Entry(file.getKey(), file.getValue().length(), 0)).toList();
    }

    @Override public byte[] read(String path) throws IOException {
        String text = texts.get(path);
        if (text == null) throw new NoSuchFileException(path);
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
