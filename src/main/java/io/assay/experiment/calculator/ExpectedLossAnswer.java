package io.assay.experiment.calculator;

import io.assay.statistics.bayes.ExpectedLoss;
import io.assay.statistics.bayes.NormalPosterior;
import io.swagger.v3.oas.annotations.media.Schema;

/** What each choice costs on average where it is the wrong one, in units of the effect. */
record ExpectedLossAnswer(
        @Schema(description = "Improvement forgone by staying with control")
        double choosingControl,

        @Schema(description = "Worsening taken on with treatment")
        double choosingTreatment) {

    static ExpectedLossAnswer of(ExpectedLossRequest request) {
        ExpectedLoss loss = new NormalPosterior(request.mean(), request.standardDeviation())
                .expectedLoss(request.directionOrDefault());
        return new ExpectedLossAnswer(loss.choosingControl(), loss.choosingTreatment());
    }
}
