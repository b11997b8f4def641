package dev.gatelint.benchmarks;

import com.caoccao.javet.swc4j.Swc4j;
import dev.gatelint.source.SourceFile;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/** Warm: milliseconds for the whole corpus, one thread. {@code megabytes} is printed at set-up. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class TypeScriptBenchmark {
    @Param("corpus")
    public String folder;
    @Param("1")
    public int everyNth;
    private List<SourceFile> files;
    private Swc4j swc;

    @Setup public void read() throws IOException {
        files = Corpus.read(folder, everyNth);
        System.out.printf("%d files, %.2f MB%n", files.size(), Corpus.megabytes(files));
        swc = new Swc4j();
    }

    @Benchmark public void gatelint(Blackhole hole) {
        for (SourceFile file : files) hole.consume(Parsers.ours(file));
    }

    @Benchmark public void swc4j(Blackhole hole) throws Exception {
        for (SourceFile file : files) hole.consume(Parsers.swc(swc, file));
    }
}
