package io.assay.experiment.calculator;

import io.assay.experiment.BetaPriorRequest;
import io.assay.experiment.calculator.BetaPosteriorAnswer.BetaParameters;
import io.assay.statistics.Interval;
import io.assay.statistics.bayes.BetaComparison;
import io.assay.statistics.bayes.BetaPosterior;
import io.assay.statistics.bayes.ExpectedLoss;
import io.swagger.v3.oas.annotations.media.Schema;

/** Two conversion rates, compared by their posteriors. */
record BetaComparisonAnswer(
        @Schema(description = "The prior that was used for both rates")
        BetaParameters prior,

        BetaParameters control,
        BetaParameters treatment,

        @Schema(description = "Posterior mean of treatment rate - control rate")
        double meanDifference,

        Interval differenceInterval,
        Interval liftInterval,

        @Schema(description = "Probability that treatment is better")
        double chanceToWin,

        @Schema(description = "What each choice costs on average where it is wrong, in units of the rate")
        ExpectedLoss expectedLoss) {

    static BetaComparisonAnswer of(BetaComparisonRequest request) {
        BetaPriorRequest prior = request.priorOrDefault();
        BetaPosterior control = prior.with(request.control().proportion());
        BetaPosterior treatment = prior.with(request.treatment().proportion());
        BetaComparison comparison = new BetaComparison(control, treatment);
        return new BetaComparisonAnswer(
                BetaParameters.of(prior),
                BetaParameters.of(control),
                BetaParameters.of(treatment),
                comparison.meanDifference(),
                comparison.differenceInterval(request.alphaOrDefault()),
                comparison.liftInterval(request.alphaOrDefault()),
                comparison.chanceToWin(request.directionOrDefault()),
                comparison.expectedLoss(request.directionOrDefault()));
    }
}
