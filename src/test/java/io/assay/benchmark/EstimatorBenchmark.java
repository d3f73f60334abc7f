package io.assay.benchmark;

import io.assay.statistics.Interval;
import io.assay.statistics.power.TwoProportionPower;
import io.assay.statistics.proportion.DifferenceIntervals;
import io.assay.statistics.proportion.LiftIntervals;
import io.assay.statistics.proportion.ProportionTests;
import io.assay.statistics.proportion.TwoByTwo;
import io.assay.statistics.proportion.ZTest;
import io.assay.statistics.sampleratio.Look;
import io.assay.statistics.sampleratio.SampleRatio;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Closed formulas and root searches, on ordinary counts. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EstimatorBenchmark {

    // Not final, or the compiler could compute the answers once and for all.
    private TwoByTwo table = Inputs.table();
    private Look look = Inputs.look();
    private Look smallLook = Inputs.smallLook();
    private List<Look> fourWeeks = Inputs.fourWeeks();
    private double alpha = Inputs.ALPHA;
    private double controlRate = Inputs.CONTROL_RATE;

    @Benchmark
    public @Nullable ZTest pooledZ() {
        return ProportionTests.pooledZ(table);
    }

    @Benchmark
    public Interval scoreDifference() {
        return DifferenceIntervals.miettinenNurminen(table, alpha);
    }

    @Benchmark
    public @Nullable Interval scoreLift() {
        return LiftIntervals.score(table, alpha);
    }

    @Benchmark
    public SampleRatio sampleRatio() {
        return SampleRatio.once(look);
    }

    @Benchmark
    public SampleRatio sampleRatioExact() {
        return SampleRatio.once(smallLook);
    }

    @Benchmark
    public SampleRatio sampleRatioAlwaysValid() {
        return SampleRatio.sequential(fourWeeks);
    }

    @Benchmark
    public double sampleSize() {
        return TwoProportionPower.sampleSize(controlRate, Inputs.TREATMENT_RATE, alpha, Inputs.POWER);
    }
}
