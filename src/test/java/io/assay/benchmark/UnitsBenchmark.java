package io.assay.benchmark;

import io.assay.statistics.matching.Effect;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Many units that were not treated by lot. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class UnitsBenchmark {

    private static final int FEW = 200;

    /** How many units. */
    @Param("1000000")
    public int rows = UnitsInputs.ROWS;

    private UnitsInputs units = UnitsInputs.of(FEW);

    /** Makes the units. */
    @Setup
    public void prepare() {
        units = UnitsInputs.of(rows);
    }

    @Benchmark
    public Effect matchWithinCaliper() {
        return units.matched(false);
    }

    @Benchmark
    public Effect matchAgainWithinCaliper() {
        return units.matched(true);
    }

    @Benchmark
    public Effect doublyRobust() {
        return units.doublyRobust();
    }
}
