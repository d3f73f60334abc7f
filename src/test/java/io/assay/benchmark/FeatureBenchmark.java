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

/** A pipeline of 29 numbers and a category of 60 levels: learned, and applied to many rows and to one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FeatureBenchmark {

    /** How many rows. */
    @Param("200000")
    public int rows = FeatureInputs.ROWS;

    private final Pipelines pipelines = new Pipelines();
    private final PipelineDocument document = FeatureInputs.pipeline();

    private Table table = FeatureInputs.table(FeatureInputs.FEW);
    private Table row = table;
    private FittedPipeline fitted =
            pipelines.fit(document, table, FitOptions.DEFAULT).pipeline();

    /** Makes the table, and fits once for those that apply. */
    @Setup
    public void prepare() {
        table = FeatureInputs.table(rows);
        row = table.take(new int[] {rows - 1});
        fitted = pipelines.fit(document, table, FitOptions.DEFAULT).pipeline();
    }

    @Benchmark
    public PipelineFit fitPipeline() {
        return pipelines.fit(document, table, FitOptions.DEFAULT);
    }

    @Benchmark
    public Features applyPipeline() {
        return fitted.apply(table);
    }

    @Benchmark
    public Features applyToOneRow() {
        return fitted.apply(row);
    }
}
