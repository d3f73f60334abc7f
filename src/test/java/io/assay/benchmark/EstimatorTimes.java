package io.assay.benchmark;

import io.assay.experiment.AnalyzeBenchmark;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the JMH benchmarks: nanoseconds per call, the median over the iterations, by the benchmark's name. */
final class EstimatorTimes {

    private static final TimeValue ITERATION = TimeValue.milliseconds(300);

    private static final Class<?>[] ALL = {
        EstimatorBenchmark.class,
        AnalyzeBenchmark.class,
        ExactTestBenchmark.class,
        ReadoutBenchmark.class,
        FeatureBenchmark.class,
        MillionRowsBenchmark.class,
        ModelBenchmark.class
    };

    private EstimatorTimes() {}

    /** Every benchmark in a process of its own, warmed up. */
    static Map<String, Double> measure() throws RunnerException {
        return measure(ALL);
    }

    static Map<String, Double> measure(Class<?>... types) throws RunnerException {
        return medians(new Runner(benchmarks(types)
                        .jvmArgsAppend("--enable-native-access=ALL-UNNAMED")
                        .forks(1)
                        .warmupIterations(5)
                        .warmupTime(ITERATION)
                        .measurementIterations(9)
                        .measurementTime(ITERATION)
                        .verbosity(VerboseMode.NORMAL)
                        .build())
                .run());
    }

    /** Every benchmark for one short iteration in this process: that they run, not how fast. */
    static Map<String, Double> tryOut() throws RunnerException {
        return medians(new Runner(benchmarks(ALL)
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(1))
                        .param("rows", "1000")
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run());
    }

    private static ChainedOptionsBuilder benchmarks(Class<?>... types) {
        ChainedOptionsBuilder options = new OptionsBuilder().shouldFailOnError(true);
        for (Class<?> type : types) {
            options.include(type.getName().replace(".", "\\.") + "\\.");
        }
        return options;
    }

    private static Map<String, Double> medians(Collection<RunResult> results) {
        Map<String, Double> medians = new LinkedHashMap<>();
        for (RunResult result : results) {
            double[] iterations = result.getAggregatedResult().getIterationResults().stream()
                    .map(IterationResult::getPrimaryResult)
                    .mapToDouble(iteration -> iteration.getScore())
                    .toArray();
            medians.put(result.getPrimaryResult().getLabel(), Quantiles.median(iterations));
        }
        return medians;
    }
}
