package dev.gatelint.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The text of a file, and the charset that gives exactly its bytes back: UTF-8, or ISO-8859-1 for {@code .properties} that are not UTF-8,
 * because that is how {@link java.util.Properties} reads them.
 */
public record Decoded(String text, Charset charset) {
    /** Decodes the bytes of a file; empty when they are not text. */
    public static Optional<Decoded> of(String path, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.indexOf('\0') < 0 ? Optional.of(new Decoded(text, StandardCharsets.UTF_8)) : Optional.empty();
        } catch (CharacterCodingException e) {
            if (!path.endsWith(".properties")) return Optional.empty();
            return Optional.of(new Decoded(new String(bytes, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1));
        }
    }

    /** The bytes of another text in the same charset. */
    public byte[] encode(String other) {
        return other.getBytes(charset);
    }
}
