package dev.gatelint.cache;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * One value in one file, which holds as long as its key does. Values and keys are made of what {@link RecordCodec} writes. A file that is
 * missing, broken or of another version holds nothing, and that is never an error.
 */
public final class KeptValue {
    private static final int MAGIC = 0x67_61_74_34;

    private KeptValue() {}

    /**
     * All that a value depends on, as bytes; the order in sets and maps does not count. They are kept and compared as they are: finding a
     * digest takes longer in a new process than everything else here.
     */
    public static byte[] key(Object of) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new RecordCodec.Writer(new DataOutputStream(out), true).write(of);
        } catch (IOException e) {
            throw new IllegalStateException("memory takes every byte", e);
        }
        return out.toByteArray();
    }

    /** The value that was written for this key by this version. */
    public static Optional<Object> read(Path file, String version, byte[] key) {
        if (!Files.isRegularFile(file)) return Optional.empty();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            boolean holds = in.readInt() == MAGIC && in.readUTF().equals(version) && in.readInt() == key.length
                && Arrays.equals(in.readNBytes(key.length), key);
            return holds ? Optional.ofNullable(new RecordCodec.Reader(in).read()) : Optional.empty();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    /**
     * Writes a value in the place of what was there.
     *
     * @throws IOException when the file cannot be written; the old one is then untouched
     */
    public static void write(Path file, String version, byte[] key, Object value) throws IOException {
        replace(file, out -> {
            out.writeInt(MAGIC);
            out.writeUTF(version);
            out.writeInt(key.length);
            out.write(key);
            new RecordCodec.Writer(out, false).write(value);
        });
    }

    /** Writes bytes. */
    interface Content {
        void write(DataOutputStream out) throws IOException;
    }

    /** Replaces a file at one blow, so that nobody ever sees half of it. */
    static void replace(Path file, Content content) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path draft = Files.createTempFile(folder, "gatelint", ".tmp");
        try {
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(draft)))) {
                content.write(out);
            }
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
