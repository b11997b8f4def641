package dev.gatelint.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The hash of each line by which GitHub code scanning follows an alert from commit to commit ({@code primaryLocationLineHash}), as CodeQL's
 * upload action computes it: of the next hundred characters from the start of the line, white space inside lines left out, all line ends
 * alike, and 65535 behind the last character; a polynomial with 37 over 64 bits. Equal hashes are numbered from the top.
 */
final class LineHashes {
    private static final int WINDOW = 100;
    private static final int BASE = 37;
    private static final char END = 65535;

    private LineHashes() {}

    /** The hashes of the lines of a text, the first line first. */
    static List<String> of(String text) {
        StringBuilder squeezed = new StringBuilder();
        List<Integer> starts = new ArrayList<>(List.of(0));
        boolean afterReturn = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean skipped = c == ' ' || c == '\t' || c == '\n' && afterReturn;
            afterReturn = c == '\r';
            if (skipped) continue;
            squeezed.append(c == '\r' ? '\n' : c);
            if (c == '\r' || c == '\n') starts.add(squeezed.length());
        }
        squeezed.append(END);
        Map<String, Integer> seen = new HashMap<>();
        List<String> hashes = new ArrayList<>();
        for (int start : starts) {
            long hash = 0;
            for (int i = start; i < start + WINDOW; i++) hash = hash * BASE + (i < squeezed.length() ? squeezed.charAt(i) : 0);
            String hex = Long.toHexString(hash);
            hashes.add(hex + ":" + seen.merge(hex, 1, Integer::sum));
        }
        return hashes;
    }
}
