package io.assay.benchmark;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Units treated at different times. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PanelBenchmark {

    private static final int FEW = 200;

    /** How many units, in ten periods. */
    @Param("20000")
    public int rows = PanelInputs.UNITS;

    private PanelInputs panel = PanelInputs.of(FEW);

    /** Makes the rows. */
    @Setup
    public void prepare() {
        panel = PanelInputs.of(rows);
    }

    @Benchmark
    public double[] callawaySantAnna() {
        return panel.effects();
    }
}
