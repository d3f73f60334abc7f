package io.assay.experiment.calculator;

import io.assay.experiment.BetaPriorRequest;
import io.assay.statistics.Interval;
import io.assay.statistics.bayes.BetaPosterior;
import io.swagger.v3.oas.annotations.media.Schema;

/** The posterior of one conversion rate. */
record BetaPosteriorAnswer(
        @Schema(description = "The prior that was used") BetaParameters prior,
        BetaParameters posterior,
        double mean,
        double standardDeviation,
        Interval credibleInterval) {

    /** Parameters of a beta distribution. */
    @Schema(name = "BetaParameters")
    record BetaParameters(double alpha, double beta) {

        static BetaParameters of(BetaPriorRequest prior) {
            return new BetaParameters(prior.alpha(), prior.beta());
        }

        static BetaParameters of(BetaPosterior posterior) {
            return new BetaParameters(posterior.alpha(), posterior.beta());
        }
    }

    static BetaPosteriorAnswer of(BetaPosteriorRequest request) {
        BetaPosterior posterior = request.posterior();
        return new BetaPosteriorAnswer(
                BetaParameters.of(request.priorOrDefault()),
                BetaParameters.of(posterior),
                posterior.mean(),
                posterior.standardDeviation(),
                posterior.credibleInterval(request.alphaOrDefault()));
    }
}
