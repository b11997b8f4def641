package dev.gatelint.benchmarks;

import com.caoccao.javet.swc4j.Swc4j;
import dev.gatelint.source.SourceFile;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Warm, one thread: how often a second the corpus is parsed, and as {@code megabytes} how much that is. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(2)
public class TypeScriptBenchmark {
    @Param("corpus")
    public String folder;
    @Param("1")
    public int everyNth;
    private List<SourceFile> files;
    private double size;
    private Swc4j swc;

    /** Millions of UTF-16 units. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Volume {
        public double megabytes;
    }

    @Setup public void read() throws IOException {
        files = Corpus.read(folder, everyNth);
        size = Corpus.megabytes(files);
        System.out.printf("%d files, %.2f MB%n", files.size(), size);
        swc = new Swc4j();
    }

    @Benchmark public void gatelint(Blackhole hole, Volume volume) {
        for (SourceFile file : files) hole.consume(Parsers.ours(file));
        volume.megabytes += size;
    }

    @Benchmark public void swc4j(Blackhole hole, Volume volume) throws Exception {
        for (SourceFile file : files) hole.consume(Parsers.swc(swc, file));
        volume.megabytes += size;
    }
}
