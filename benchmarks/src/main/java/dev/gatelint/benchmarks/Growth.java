package dev.gatelint.benchmarks;

import dev.gatelint.source.SourceFile;
import dev.gatelint.syntax.ts.TypeScript;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/** Time (of the thread) and memory against size: one file, written several times in a row, is parsed. {@code Growth file}. */
public final class Growth {
    private Growth() {}

    public static void main(String[] arguments) throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        String text = Files.readString(Path.of(arguments[0]));
        String one = text.repeat(Math.max(1, 1_000_000 / text.length()));
        for (int warm = 0; warm < 10; warm++) TypeScript.parse(new SourceFile(arguments[0], one));
        for (int times = 1; times <= 32; times *= 2) {
            SourceFile file = new SourceFile(arguments[0], one.repeat(times));
            long best = Long.MAX_VALUE;
            long bytes = 0;
            for (int round = 0; round < 4; round++) {
                System.gc();
                long before = used();
                long start = threads.getCurrentThreadCpuTime();
                Object tree = TypeScript.parse(file);
                best = Math.min(best, threads.getCurrentThreadCpuTime() - start);
                System.gc();
                bytes = used() - before;
                if (tree == null) throw new IllegalStateException();
            }
            double size = file.text().length() / 1e6;
            System.out.printf("%6.1f MB  %7.1f ms  %5.1f MB/s  tree %.1f times the text%n", size, best / 1e6, size / best * 1e9, bytes / 1e6 / size);
        }
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
