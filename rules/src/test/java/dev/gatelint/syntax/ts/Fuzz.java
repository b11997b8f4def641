package dev.gatelint.syntax.ts;

import java.util.Random;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/**
 * Real text, cut and doubled and sprinkled with other text, until the time is over. What must hold: {@link Trees#check}, and no token is
 * read again and again.
 *
 * <p>This is ours, because it is small and what there is fits badly: jqwik counts tries and not time, and shrinks the choices that were
 * made, not the text; Jazzer would find more, by watching which branches run, but brings native code, for some platforms only, into every
 * build.
 */
final class Fuzz {
    private Fuzz() {}

    /** A file; {@code path} says the language. */
    record Sample(String path, String text) {}

    /**
     * Tries what {@code samples} gives for the seeds from {@code -Dgatelint.fuzz.seed} on. Gives how many texts were tried; throws for the
     * first that fails, with the text made as small as it can be.
     */
    static long run(long seconds, LongFunction<Sample> samples) {
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        long tried = 0;
        for (long seed = Long.getLong("gatelint.fuzz.seed", 1); System.nanoTime() < until; seed++, tried++) {
            Random random = new Random(seed);
            Sample sample = samples.apply(seed);
            String text = sample.text;
            for (int cuts = random.nextInt(8); cuts >= 0 && !text.isEmpty(); cuts--) text = cut(text, sample.text, random);
            if (fault(sample.path, text) == null) continue;
            String small = smaller(text, less -> fault(sample.path, less) != null);
            throw new AssertionError("seed " + seed + ", " + sample.path + ": " + small, fault(sample.path, small));
        }
        return tried;
    }

    private static Throwable fault(String path, String text) {
        try {
            Trees.check(Trees.parse(path, text));
            long work = Trees.work(path, text);
            return work <= 4L * text.length() + 1_000 ? null : new AssertionError(work + " tokens read of " + text.length()
                + " characters");
        } catch (AssertionError | RuntimeException e) {
            return e;
        }
    }

    private static String cut(String text, String sample, Random random) {
        int from = random.nextInt(text.length());
        int to = Math.min(text.length(), from + random.nextInt(random.nextBoolean() ? 3 : 60));
        int other = random.nextInt(sample.length());
        String piece = switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> String.valueOf((char) random.nextInt(random.nextBoolean() ? 128 : 65536));
            case 2 -> sample.substring(other, Math.min(sample.length(), other + random.nextInt(30)));
            default -> text.substring(from, to).repeat(2);
        };
        return text.substring(0, from) + piece + text.substring(to);
    }

    /** Leaves out of a text what it can do without and still {@code fails}: first halves, then smaller and smaller pieces. */
    static String smaller(String text, Predicate<String> fails) {
        String small = text;
        for (int size = Math.max(1, text.length() / 2); size > 0; size /= 2) {
            for (int from = 0; from + size <= small.length(); ) {
                String less = small.substring(0, from) + small.substring(from + size);
                if (fails.test(less)) small = less;
                else from += size;
            }
        }
        return small;
    }
}
