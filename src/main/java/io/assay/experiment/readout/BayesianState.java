package io.assay.experiment.readout;

import io.assay.statistics.bayes.ExpectedLoss;
import io.assay.statistics.bayes.NormalPrior;
import io.assay.statistics.inference.Scale;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the posterior says.
 *
 * @param scale of the expected loss and of the posterior that the chance to win is of
 * @param chanceToWin probability that the arm is better
 * @param expectedLoss of either choice
 * @param prior of the relative effect; null for the flat one
 * @param betaPrior of each rate; null for a normal posterior
 * @param scepticalChanceToWin under a prior that gives the planned effect or more a probability of 5 %; null where no
 *     effect was planned
 */
@Schema(name = "BayesianState")
public record BayesianState(
        Scale scale,

        @Schema(description = "Probability that the arm is better")
        double chanceToWin,

        ExpectedLoss expectedLoss,

        @Schema(description = "Of the relative effect; null for the flat prior") @Nullable
        NormalPrior prior,

        @Schema(description = "Of each arm's rate; null for a normal posterior")
        Plan.@Nullable BetaPrior betaPrior,

        @Schema(
                description = "The chance to win under a sceptical prior, which gives the planned effect or more a "
                        + "probability of 5 %; null where none was planned")
        @Nullable
        Double scepticalChanceToWin) {}
