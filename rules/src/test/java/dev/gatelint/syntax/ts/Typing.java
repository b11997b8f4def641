package dev.gatelint.syntax.ts;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * One character more or less at a random place, as when someone types, and how many of the statements outside the broken one are still
 * found.
 */
final class Typing {
    private static final String[] TYPED = {"(", ")", "{", "}", "[", "]", ";", ",", ".", "=", "'", "\"", "`", "<", ">", "/", "x", " ", "1",
        "=>", "?", ":", "*", "&", "!", "@",
        "#", "\\", "/*"};

    private final Random random;
    private long all;
    private long found;

    Typing(long seed) {
        random = new Random(seed);
    }

    /** The share of the statements that were found where they are, in percent. */
    double percent() {
        return 100.0 * found / all;
    }

    long statements() {
        return all;
    }

    /** Changes a valid file once. */
    void once(TsFile file) {
        String text = file.source().text();
        int at = random.nextInt(text.length());
        boolean delete = random.nextBoolean();
        String typed = delete ? "" : TYPED[random.nextInt(TYPED.length)];
        TsFile after = Trees.parse(file.source().path(), text.substring(0, at) + typed + text.substring(delete ? at + 1 : at));
        int shift = delete ? -1 : typed.length();
        Trees.check(after);
        Set<String> places = new HashSet<>();
        for (Node node : Trees.statements(after)) places.add(place(node, 0));
        for (Node node : Trees.statements(file)) {
            if (node.start() <= at && at <= node.end()) continue;
            all++;
            if (places.contains(place(node, node.start() > at ? shift : 0))) found++;
        }
    }

    private static String place(Node node, int shift) {
        return node.getClass().getSimpleName() + (node.start() + shift) + "-" + (node.end() + shift);
    }
}
