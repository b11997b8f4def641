package dev.gatelint.cache;

import dev.gatelint.source.Workspace;
import dev.gatelint.stack.FileFacts;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Facts of the last run, in one file. An entry holds for the same path with the same content; a size and time stamp that have not changed
 * since well before the cache was written vouch for the content, as in git's index. A file that is missing, broken or of another version is
 * an empty cache and never an error.
 */
public final class FactsCache {
    private static final int MAGIC = 0x67_61_74_33;
    private static final long RACY_NANOS = 2_000_000_000L;
    private final Path file;
    private final String version;
    private final Map<String, Entry> before;
    private final Map<String, Entry> now = new TreeMap<>();

    private record Entry(long bytes, long modified, String readers, byte[] content, byte[] facts) {}

    private FactsCache(Path file, String version, Map<String, Entry> before) {
        this.file = file;
        this.version = version;
        this.before = before;
    }

    /**
     * Opens a cache.
     *
     * @param file    where it is kept
     * @param version of the code that extracts facts: another version sees nothing of what this one wrote
     */
    public static FactsCache open(Path file, String version) {
        Map<String, Entry> entries = new TreeMap<>();
        if (Files.isRegularFile(file)) {
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
                read(in, version, entries);
            } catch (IOException | RuntimeException e) {
                entries.clear();
            }
        }
        return new FactsCache(file, version, entries);
    }

    private static void read(DataInputStream in, String version, Map<String, Entry> into) throws IOException {
        if (in.readInt() != MAGIC || !in.readUTF().equals(version)) return;
        long written = in.readLong();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            String path = in.readUTF();
            long bytes = in.readLong();
            long modified = in.readLong();
            String readers = in.readUTF();
            byte[] content = in.readNBytes(32);
            byte[] facts = in.readNBytes(in.readInt());
            // a file that was changed within the time stamp's reach of the last write may have changed again unseen
            into.put(path, new Entry(bytes, modified < written - RACY_NANOS ? modified : 0, readers, content, facts));
        }
    }

    /**
     * The facts of a file whose size and time stamp have not changed.
     *
     * @param readers the stacks that read it: facts for others do not count
     */
    public Optional<FileFacts> unchanged(Workspace.Entry entry, String readers) {
        return holds(entry, readers) ? keep(entry, before.get(entry.path())) : Optional.empty();
    }

    /** True when {@link #unchanged} would look for them. */
    public boolean holds(Workspace.Entry entry, String readers) {
        Entry known = before.get(entry.path());
        if (known == null || !known.readers.equals(readers)) return false;
        return known.modified != 0 && known.modified == entry.modified() && known.bytes == entry.bytes();
    }

    /** The facts of a file with this content. */
    public Optional<FileFacts> same(Workspace.Entry entry, String readers, byte[] content) {
        Entry known = before.get(entry.path());
        if (known == null || !known.readers.equals(readers)) return Optional.empty();
        return Arrays.equals(known.content, KeptValue.digest(content)) ? keep(entry, known) : Optional.empty();
    }

    private Optional<FileFacts> keep(Workspace.Entry entry, Entry known) {
        try {
            Object facts = new RecordCodec.Reader(new DataInputStream(new ByteArrayInputStream(known.facts))).read();
            if (!(facts instanceof FileFacts found) || !found.path().equals(entry.path())) return Optional.empty();
            now.put(entry.path(), new Entry(entry.bytes(), entry.modified(), known.readers, known.content, known.facts));
            return Optional.of(found);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    /** Remembers the facts of a file. */
    public void put(Workspace.Entry entry, String readers, byte[] content, FileFacts facts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new RecordCodec.Writer(new DataOutputStream(out), false).write(facts);
        } catch (IOException | StackOverflowError e) {
            return; // too deep to be worth it
        }
        now.put(entry.path(), new Entry(entry.bytes(), entry.modified(), readers, KeptValue.digest(content), out.toByteArray()));
    }

    /**
     * Writes what this run used, in the place of what was there.
     *
     * @throws IOException when the file cannot be written; the old one is then untouched
     */
    public void save() throws IOException {
        KeptValue.replace(file, this::write);
    }

    private void write(DataOutputStream out) throws IOException {
        out.writeInt(MAGIC);
        out.writeUTF(version);
        out.writeLong(System.currentTimeMillis() * 1_000_000);
        out.writeInt(now.size());
        for (Map.Entry<String, Entry> entry : now.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue().bytes);
            out.writeLong(entry.getValue().modified);
            out.writeUTF(entry.getValue().readers);
            out.write(entry.getValue().content);
            out.writeInt(entry.getValue().facts.length);
            out.write(entry.getValue().facts);
        }
    }
}
