package io.assay.benchmark;

import io.assay.experiment.readout.Readout;
import io.assay.experiment.readout.ReadoutInput;
import io.assay.experiment.readout.Readouts;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Whole readouts, without HTTP and JSON. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReadoutBenchmark {

    // Not final, or the compiler could compute the answers once and for all.
    private ReadoutInput wide = ReadoutInputs.cuped();
    private ReadoutInput groupSequential = ReadoutInputs.groupSequential();
    private List<ReadoutInput> segments = IntStream.range(0, ReadoutInputs.SEGMENTS)
            .mapToObj(ReadoutInputs::segment)
            .toList();

    @Benchmark
    public Readout readout() {
        return Readouts.read(wide);
    }

    @Benchmark
    public Readout groupSequentialReadout() {
        return Readouts.read(groupSequential);
    }

    /** One after the other. */
    @Benchmark
    public void segments(Blackhole answers) {
        for (ReadoutInput segment : segments) {
            answers.consume(Readouts.read(segment));
        }
    }
}
