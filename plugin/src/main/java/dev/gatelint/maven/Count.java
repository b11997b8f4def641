package dev.gatelint.maven;

/** Numbers in sentences. */
final class Count {
    private Count() {}

    /** {@code 1 finding}, {@code 2 findings}. */
    static String of(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
