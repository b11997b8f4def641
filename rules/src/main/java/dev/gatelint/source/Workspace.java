package dev.gatelint.source;

import java.io.IOException;
import java.util.List;

/** The files that are looked at: a folder on disk, or a map in memory. */
public interface Workspace {
    /** A file of the workspace. {@code bytes} is its size; {@code modified} its time stamp in nanoseconds, 0 when there is none. */
    record Entry(String path, long bytes, long modified) {}

    /**
     * All files, each once, ordered by path; ignored folders and links that lead out of the root are left out.
     *
     * @throws IOException when the root cannot be listed
     */
    List<Entry> files() throws IOException;

    /**
     * The bytes of one file.
     *
     * @param path relative to the root, with {@code /}
     * @throws IOException when there is no such file, it cannot be read, or the path leads out of the root
     */
    byte[] read(String path) throws IOException;
}
