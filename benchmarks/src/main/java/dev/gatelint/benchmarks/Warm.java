package dev.gatelint.benchmarks;

import com.caoccao.javet.swc4j.Swc4j;
import dev.gatelint.source.SourceFile;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;

/**
 * Warm, for a machine that does other things too: both parsers take turns, and the time that the thread ran counts, not the time that passed.
 * {@code Warm folder everyNth rounds}; prints the median of the second half of the rounds.
 */
public final class Warm {
    private Warm() {}

    public static void main(String[] arguments) throws Exception {
        List<SourceFile> files = Corpus.read(arguments[0], Integer.parseInt(arguments[1]));
        int rounds = Integer.parseInt(arguments[2]);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Swc4j swc = new Swc4j();
        long[] ours = new long[rounds];
        long[] theirs = new long[rounds];
        for (int round = 0; round < rounds; round++) {
            long start = threads.getCurrentThreadCpuTime();
            int trees = 0;
            for (SourceFile file : files) trees += Parsers.ours(file) == null ? 0 : 1;
            ours[round] = threads.getCurrentThreadCpuTime() - start;
            start = threads.getCurrentThreadCpuTime();
            for (SourceFile file : files) trees += Parsers.swc(swc, file) == null ? 0 : 1;
            theirs[round] = threads.getCurrentThreadCpuTime() - start;
            if (trees != 2 * files.size()) throw new IllegalStateException();
        }
        double size = Corpus.megabytes(files);
        System.out.printf("%d files, %.2f MB; first round: gatelint %.0f ms, swc4j %.0f ms%n", files.size(), size, ours[0] / 1e6, theirs[0] / 1e6);
        double a = median(ours);
        double b = median(theirs);
        System.out.printf("warm: gatelint %.0f ms, %.1f MB/s; swc4j %.0f ms, %.1f MB/s; %.1f times%n", a, size / a * 1e3, b, size / b * 1e3, b / a);
    }

    private static double median(long[] times) {
        long[] late = Arrays.copyOfRange(times, times.length / 2, times.length);
        Arrays.sort(late);
        return late[late.length / 2] / 1e6;
    }
}
