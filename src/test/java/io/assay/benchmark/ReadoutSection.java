package io.assay.benchmark;

import io.assay.benchmark.LoadClient.Block;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The part of the page on whole readouts, with what they were to take. */
record ReadoutSection(List<LoadComparison> loads, ToDoubleFunction<Work> nanoseconds) {

    private static final double IN_PROCESS_MILLIS = 1;
    private static final double HTTP_MILLIS = 5;
    private static final double SEGMENTS_MILLIS = 1000;

    String write() {
        StringBuilder section = new StringBuilder("""

                ## Readouts

                %d arms and %d metrics, each with CUPED by one covariate; fixed-horizon and always-valid inference, Bonferroni:
                %d effects, each on two scales. Over HTTP the same figures go in as sums and cross products, %d kB, and
                %d kB come out. 10^5 effects are %d such readouts, of a segment of the units each, one after the other.

                | work | median, ms | target, ms | met |
                |---|---:|---:|---|
                """.formatted(
                ReadoutInputs.ARMS,
                ReadoutInputs.METRICS,
                ReadoutInputs.EFFECTS,
                kilobytes(Endpoint.READOUT.body().getBytes(StandardCharsets.UTF_8).length),
                kilobytes(loads.getFirst().of(Endpoint.READOUT).getFirst().answerBytes()),
                ReadoutInputs.SEGMENTS));
        section.append(row("statistics, one thread", millis(Work.READOUT), IN_PROCESS_MILLIS));
        for (LoadComparison load : loads) {
            section.append(row(
                    "over HTTP, connections: " + load.connections(),
                    load.median(Endpoint.READOUT, Block::medianMicros) / 1e3,
                    HTTP_MILLIS));
        }
        section.append(row("10^5 effects, one thread", millis(Work.READOUT_SEGMENTS), SEGMENTS_MILLIS));
        return section.toString();
    }

    private double millis(Work work) {
        return nanoseconds.applyAsDouble(work) / 1e6;
    }

    private static long kilobytes(int bytes) {
        return Math.round(bytes / 1e3);
    }

    private static String row(String work, double millis, double target) {
        return BenchmarkPage.row(
                work,
                BenchmarkPage.fixed(millis, millis < 100 ? 2 : 0),
                BenchmarkPage.fixed(target, 0),
                millis <= target ? "yes" : "no");
    }
}
