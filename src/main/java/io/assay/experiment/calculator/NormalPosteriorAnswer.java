package io.assay.experiment.calculator;

import io.assay.statistics.Interval;
import io.assay.statistics.bayes.ExpectedLoss;
import io.assay.statistics.bayes.NormalPosterior;
import io.assay.statistics.bayes.NormalPrior;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The posterior of an effect. */
record NormalPosteriorAnswer(
        @Schema(description = "The prior that was used; null is the flat one") @Nullable
        NormalPrior prior,

        double mean,
        double standardDeviation,
        Interval credibleInterval,

        @Schema(description = "Probability that treatment is better")
        double chanceToWin,

        @Schema(description = "What each choice costs on average where it is wrong, in units of the effect")
        ExpectedLoss expectedLoss) {

    static NormalPosteriorAnswer of(NormalPosteriorRequest request) {
        NormalPosterior posterior = request.posterior();
        return new NormalPosteriorAnswer(
                request.prior() == null ? null : request.prior().prior(),
                posterior.mean(),
                posterior.standardDeviation(),
                posterior.credibleInterval(request.alphaOrDefault()),
                posterior.chanceToWin(request.directionOrDefault()),
                posterior.expectedLoss(request.directionOrDefault()));
    }
}
