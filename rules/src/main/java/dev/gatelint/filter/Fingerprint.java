package dev.gatelint.filter;

import dev.gatelint.rule.Finding;
import dev.gatelint.source.Lines;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The name of a finding that lasts while other lines move: a hash of its rule, file, endpoint and the lines that it stands on without their
 * white space. Findings that are equal in all of that are numbered in the order of the file.
 */
final class Fingerprint {
    private static final int BYTES = 16;

    private Fingerprint() {}

    /** One fingerprint for each finding, in their order, all different. */
    static List<String> of(List<Finding> findings, Texts texts) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> all = new ArrayList<>();
        for (Finding finding : findings) {
            String hash = hash(finding.rule().id() + '\0' + finding.at().file() + '\0' + finding.endpoint() + '\0'
                + snippet(finding, texts));
            int before = seen.merge(hash, 1, Integer::sum) - 1;
            all.add(before == 0 ? hash : hash(hash + '\0' + before));
        }
        return List.copyOf(all);
    }

    private static String snippet(Finding finding, Texts texts) {
        String text = texts.of(finding.at().file());
        Lines lines = texts.lines(finding.at().file());
        int start = Math.min(text.length(), lines.start(lines.line(finding.at().start())));
        int last = lines.line(finding.at().end());
        int end = last == lines.count() ? text.length() : Math.min(text.length(), lines.start(last + 1));
        StringBuilder out = new StringBuilder();
        text.substring(start, Math.max(start, end)).chars().filter(c -> !Character.isWhitespace(c)).forEach(c -> out.append((char) c));
        return out.toString();
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
