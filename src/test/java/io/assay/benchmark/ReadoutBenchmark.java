package io.assay.benchmark;

import io.assay.experiment.readout.Readout;
import io.assay.experiment.readout.ReadoutInput;
import io.assay.experiment.readout.Readouts;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Whole readouts, without HTTP and JSON. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReadoutBenchmark {

    // Not final, or the compiler could compute the answer once and for all.
    private ReadoutInput wide = ReadoutInputs.cuped(5, 50);

    /** Five arms, fifty metrics with CUPED, fixed-horizon and always-valid, Bonferroni. */
    @Benchmark
    public Readout fiveArmsFiftyMetrics() {
        return Readouts.read(wide);
    }
}
