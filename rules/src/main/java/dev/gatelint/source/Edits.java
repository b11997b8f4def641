package dev.gatelint.source;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Edits of one text that do not get in each other's way; kept in the order of the text. Equal edits are one. An insertion may stand right
 * before or behind a replacement; two different insertions at one place exclude each other, for nobody has said which comes first.
 *
 * <p>Not for use by more than one thread.
 */
public final class Edits {
    private static final char MARK = '\uFEFF';
    private final String text;
    private final TreeSet<TextEdit> edits = new TreeSet<>((a, b) -> a.at().compareTo(b.at()));

    /** No edits of this text yet. */
    public Edits(String text) {
        this.text = text;
    }

    /** The text after these edits. @throws IllegalArgumentException when they overlap or lie outside of it */
    public static String apply(String text, Collection<TextEdit> edits) {
        Edits merged = new Edits(text);
        for (TextEdit edit : edits) {
            if (!merged.fits(edit)) throw new IllegalArgumentException("an edit outside the text: " + edit.at());
            Optional<TextEdit> other = merged.conflict(edit);
            if (other.isPresent()) throw new IllegalArgumentException("edits overlap: " + edit.at() + " and " + other.get().at());
            merged.add(edit);
        }
        return merged.applied();
    }

    /** True when the edit lies inside the text. */
    public boolean fits(TextEdit edit) {
        return edit.at().end() <= text.length();
    }

    /** An edit that excludes this one; empty when it can be added. */
    public Optional<TextEdit> conflict(TextEdit edit) {
        // What has been added does not overlap, so only the neighbours can be in the way.
        TextEdit before = edits.floor(edit);
        if (before != null && excludes(before, edit)) return Optional.of(before);
        TextEdit behind = edits.higher(edit);
        return behind != null && excludes(behind, edit) ? Optional.of(behind) : Optional.empty();
    }

    /** Adds an edit for which {@link #conflict} is empty; one that is there already is not added twice. */
    public void add(TextEdit edit) {
        edits.add(edit);
    }

    private static boolean excludes(TextEdit a, TextEdit b) {
        if (a.at().equals(b.at())) return !a.text().equals(b.text());
        return a.at().start() < b.at().end() && b.at().start() < a.at().end();
    }

    /**
     * The text after all edits. What is inserted takes the line ending of the line that it goes to, and nothing goes before a byte order
     * mark; everything outside the edits stays as it is.
     */
    public String applied() {
        StringBuilder out = new StringBuilder(text.length() + 256);
        int first = !text.isEmpty() && text.charAt(0) == MARK ? 1 : 0;
        int at = 0;
        for (TextEdit edit : edits) {
            int start = Math.max(first, edit.at().start());
            out.append(text, at, start).append(edit.text().replace("\r\n", "\n").replace("\n", lineEnding(start)));
            at = Math.max(start, edit.at().end());
        }
        return out.append(text, at, text.length()).toString();
    }

    /** How the line at {@code offset} ends, or the one before it when it is the last. */
    private String lineEnding(int offset) {
        int feed = text.indexOf('\n', offset);
        if (feed < 0) feed = text.lastIndexOf('\n');
        return feed > 0 && text.charAt(feed - 1) == '\r' ? "\r\n" : "\n";
    }
}
