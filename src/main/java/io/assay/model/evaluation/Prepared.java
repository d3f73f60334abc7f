package io.assay.model.evaluation;

import io.assay.feature.pipeline.FittedPipeline;
import io.assay.feature.pipeline.PipelineFit;
import io.assay.feature.pipeline.RowKeys;
import io.assay.model.algorithm.TrainingSet;
import io.assay.model.split.Round;
import java.util.Arrays;

/** One round's rows as features, by a pipeline that learned from its training rows alone. */
final class Prepared {

    private final Round round;
    private final PipelineFit fit;
    private final TrainingSet training;
    private final double[][] seen;
    private final double[][] test;

    Prepared(Round round, PipelineFit fit, TrainingSet training, double[][] seen, double[][] test) {
        this.round = round;
        this.fit = fit;
        this.training = training;
        this.seen = seen;
        this.test = test;
    }

    /** The places of the rows. */
    Round round() {
        return round;
    }

    FittedPipeline pipeline() {
        return fit.pipeline();
    }

    /** The training rows, to know them again. */
    RowKeys rowKeys() {
        return fit.rowKeys();
    }

    /** The training rows as a model may see them: what learned from their outcome is cross-fitted. */
    TrainingSet training() {
        return training;
    }

    /** The features of the training rows as they would be served. */
    double[][] seen() {
        return seen;
    }

    /** Whether training rows had other features in training than they would be served. */
    boolean isServedOtherwise() {
        return !Arrays.equals(seen, training.columns());
    }

    /** The features of the test rows. */
    double[][] test() {
        return test;
    }
}
