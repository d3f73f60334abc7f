package io.assay.feature.transform;

import io.assay.data.Table;
import io.assay.feature.pipeline.FitOptions;
import io.assay.feature.pipeline.FittedPipeline;
import io.assay.feature.pipeline.PipelineFit;
import io.assay.feature.pipeline.Pipelines;
import io.assay.feature.pipeline.TestPipelines;
import io.assay.feature.pipeline.TestTable;

/** Fits one feature, x of the column x, by the steps that a document names. */
final class Fits {

    static final Pipelines PIPELINES = new Pipelines();

    private Fits() {}

    static FittedPipeline steps(String steps, Table table) {
        PipelineFit fit = PIPELINES.fit(TestPipelines.ofSteps(steps), table, FitOptions.DEFAULT);
        return TestPipelines.reread(PIPELINES, fit.pipeline());
    }

    /** The first feature that steps fitted on some numbers make of others. */
    static double[] numbers(String steps, double[] training, double... others) {
        return steps(steps, new TestTable().numbers("x", training).table())
                .apply(new TestTable().numbers("x", others).table())
                .columns()[0];
    }
}
