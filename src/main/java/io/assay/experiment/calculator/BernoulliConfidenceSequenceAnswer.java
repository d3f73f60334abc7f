package io.assay.experiment.calculator;

import io.assay.experiment.Defaults;
import io.assay.statistics.Interval;
import io.assay.statistics.proportion.Proportion;
import io.assay.statistics.sequential.BernoulliConfidenceSequence;
import io.swagger.v3.oas.annotations.media.Schema;

/** A proportion with an interval that holds after every trial. */
record BernoulliConfidenceSequenceAnswer(
        @Schema(description = "successes / trials") double rate, Interval interval) {

    static BernoulliConfidenceSequenceAnswer of(BernoulliConfidenceSequenceRequest request) {
        Proportion arm = new Proportion(request.successes(), request.trials());
        Interval interval = new BernoulliConfidenceSequence(request.tOpt(), Defaults.alpha(request.alphaOpt()))
                .interval(arm, Defaults.alpha(request.alpha()));
        return new BernoulliConfidenceSequenceAnswer(arm.rate(), interval);
    }
}
