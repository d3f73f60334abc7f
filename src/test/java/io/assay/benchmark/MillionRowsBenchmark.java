package io.assay.benchmark;

import io.assay.data.Table;
import io.assay.feature.pipeline.Features;
import io.assay.feature.pipeline.FitOptions;
import io.assay.feature.pipeline.FittedPipeline;
import io.assay.feature.pipeline.PipelineDocument;
import io.assay.feature.pipeline.PipelineFit;
import io.assay.feature.pipeline.Pipelines;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The pipeline of {@link FeatureBenchmark} on five times as many rows. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MillionRowsBenchmark {

    /** How many rows. */
    @Param("1000000")
    public int rows = FeatureInputs.MILLION;

    private final Pipelines pipelines = new Pipelines();
    private final PipelineDocument document = FeatureInputs.pipeline();

    private Table table = FeatureInputs.table(FeatureInputs.FEW);
    private FittedPipeline fitted =
            pipelines.fit(document, table, FitOptions.DEFAULT).pipeline();

    /** Makes the table, and fits once for what applies. */
    @Setup
    public void prepare() {
        table = FeatureInputs.table(rows);
        fitted = pipelines.fit(document, table, FitOptions.DEFAULT).pipeline();
    }

    @Benchmark
    public PipelineFit fitMillionRows() {
        return pipelines.fit(document, table, FitOptions.DEFAULT);
    }

    @Benchmark
    public Features applyToMillionRows() {
        return fitted.apply(table);
    }
}
