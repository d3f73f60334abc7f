package io.assay.feature.pipeline;

import java.util.List;
import java.util.function.Supplier;

/** What came of fitting a pipeline: the learned state, and the training rows as a model may see them. */
public final class PipelineFit {

    private final FittedPipeline pipeline;
    private final Supplier<RowKeys> rowKeys;
    private final Supplier<Features> trained;

    PipelineFit(FittedPipeline pipeline, Supplier<RowKeys> rowKeys, Supplier<Features> trained) {
        this.pipeline = pipeline;
        this.rowKeys = rowKeys;
        this.trained = trained;
    }

    public FittedPipeline pipeline() {
        return pipeline;
    }

    /** The training rows, to know them again; made at each call. */
    public RowKeys rowKeys() {
        return rowKeys.get();
    }

    /** The names of the features, in their order. */
    public List<String> names() {
        return pipeline.names();
    }

    /**
     * The features of the training rows: what {@code pipeline().apply} makes of them, but where a step learned from the
     * target each row is given what the other folds taught. Made at each call; {@link FittedPipeline#bytes} says how much
     * memory they take.
     */
    public Features trained() {
        return trained.get();
    }
}
