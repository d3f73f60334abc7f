package io.assay.experiment;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** All that {@code analyze} computes and words, without HTTP and JSON. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AnalyzeBenchmark {

    // Not final, or the compiler could compute the answer once and for all.
    private AnalyzeRequest request =
            new AnalyzeRequest(new ArmCounts(1_000L, 10_000L), new ArmCounts(1_100L, 10_000L), 0.05, null);

    /** An object, since the answer's class is seen in its own package only. */
    @Benchmark
    public Object analyze() {
        return AnalyzeAnswer.of(request);
    }
}
