package dev.gatelint.report;

import java.nio.charset.StandardCharsets;

/** Paths as relative URI references (RFC 3986). */
final class Uris {
    private static final String PLAIN = "-._~!$&'()*+,;=@/";

    private Uris() {}

    /** Every byte that is not surely harmless is percent-encoded, colons too, so that no path looks like a scheme. */
    static String of(String path) {
        StringBuilder out = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
            if (plain) out.append(c);
            else out.append('%').append("0123456789ABCDEF".charAt(c >> 4)).append("0123456789ABCDEF".charAt(c & 15));
        }
        return out.toString();
    }
}
