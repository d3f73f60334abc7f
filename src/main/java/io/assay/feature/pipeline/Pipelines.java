package io.assay.feature.pipeline;

import io.assay.data.Table;
import io.assay.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fits pipelines, and takes up again what was fitted. */
@Component
public final class Pipelines {

    private final Workers workers;

    public Pipelines() {
        this(Runtime.getRuntime().availableProcessors());
    }

    Pipelines(int threads) {
        this.workers = new Workers(threads);
    }

    /**
     * Learns from training rows, the same on however many threads.
     *
     * @param pipeline as it was bound, and so valid
     * @param raw has the columns that the pipeline reads, and the target
     * @throws ProblemException with status 422 when a column is not there or a step can learn nothing from it
     */
    public PipelineFit fit(PipelineDocument pipeline, Table raw, FitOptions options) {
        return fit(pipeline, raw, options, FitWatch.NONE);
    }

    /** As {@link #fit(PipelineDocument, Table, FitOptions)}, followed by somebody. */
    public PipelineFit fit(PipelineDocument pipeline, Table raw, FitOptions options, FitWatch watch) {
        return fit(pipeline, raw, options, null, watch);
    }

    /**
     * The same of rows of which some are somebody's.
     *
     * @param groups whose each row is, numbers from 0; nobody's rows are in two inner folds. Null where nobody has two
     */
    public PipelineFit fit(
            PipelineDocument pipeline, Table raw, FitOptions options, int @Nullable [] groups, FitWatch watch) {
        return new Fitter(pipeline, raw, options, groups, workers, watch).fit();
    }

    /**
     * Takes up what was fitted, perhaps elsewhere.
     *
     * @throws IllegalStateException when its parity rows do not become what they became at the fit
     */
    public FittedPipeline load(FittedDocument document) {
        FittedPipeline pipeline = new FittedPipeline(document, workers);
        pipeline.verify();
        return pipeline;
    }
}
