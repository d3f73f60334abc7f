package io.assay.benchmark;

import io.assay.statistics.proportion.Barnard;
import io.assay.statistics.proportion.Boschloo;
import io.assay.statistics.proportion.FisherExact;
import io.assay.statistics.proportion.TwoByTwo;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The exact tests, with 100 units per arm. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ExactTestBenchmark {

    // Not final, or the compiler could compute the answers once and for all.
    private TwoByTwo table = Inputs.smallTable();

    @Benchmark
    public @Nullable Double fisher() {
        return FisherExact.pValue(table);
    }

    @Benchmark
    public @Nullable Double barnard() {
        return Barnard.pValue(table);
    }

    @Benchmark
    public @Nullable Double boschloo() {
        return Boschloo.pValue(table);
    }
}
