package dev.gatelint.source;

/**
 * Something that was not understood or could not be read, said so that silence is not mistaken for health.
 *
 * @param line 1-based; 0 when the whole file is meant
 * @param message what is wrong and what to do; never holds a secret or a stack trace
 */
public record Problem(String file, int line, String message) implements Comparable<Problem> {
    @Override public int compareTo(Problem other) {
        int byFile = file.compareTo(other.file);
        if (byFile != 0) return byFile;
        return line != other.line ? Integer.compare(line, other.line) : message.compareTo(other.message);
    }
}
