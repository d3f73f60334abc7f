package io.assay.experiment.readout;

import io.assay.statistics.Direction;
import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.bayes.BetaComparison;
import io.assay.statistics.bayes.BetaPosterior;
import io.assay.statistics.bayes.NormalPosterior;
import io.assay.statistics.bayes.NormalPrior;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.inference.Estimate;
import io.assay.statistics.inference.Scale;
import io.assay.statistics.proportion.TwoByTwo;
import org.jspecify.annotations.Nullable;

/**
 * The posterior of the effect: normal with the prior of the relative effect, or of two rates with a beta prior each where
 * the plan has one and counts are all there is.
 */
final class BayesianInference implements Inference {

    private static final double SCEPTICAL_TAIL = 0.05;

    private final Plan plan;

    BayesianInference(Plan plan) {
        this.plan = plan;
    }

    @Override
    public InferenceKind kind() {
        return InferenceKind.BAYESIAN;
    }

    /**
     * Relative where a prior of the relative effect is to be combined with it; else absolute, as a ratio is further from
     * normal than a difference.
     */
    @Override
    public Scale testedOn(Contrast contrast) {
        boolean relative = prior(contrast) != null
                && betas(contrast) == null
                && contrast.relative().valueOrNull() != null;
        return relative ? Scale.RELATIVE : Scale.ABSOLUTE;
    }

    @Override
    public Outcome<Double> pValue(Contrast contrast, Hypothesis hypothesis) {
        BetaComparison betas = betas(contrast);
        if (betas != null) {
            return hypothesis.nullEffect() == 0
                    ? Outcome.of(tail(
                            betas.chanceToWin(Direction.DECREASE),
                            betas.chanceToWin(Direction.INCREASE),
                            hypothesis.alternative()))
                    : Outcome.notAvailable("the beta-binomial posterior is not read against a margin");
        }
        Outcome<NormalPosterior> beyond = prior(contrast) == null
                ? contrast.beyond(hypothesis).then(estimate -> posterior(estimate, null))
                : posterior(contrast, hypothesis.scale())
                        .then(posterior -> Outcome.of(new NormalPosterior(
                                posterior.mean() - hypothesis.nullEffect(), posterior.standardDeviation())));
        return beyond.then(posterior -> {
            double z = posterior.mean() / posterior.standardDeviation();
            return Outcome.of(tail(Normal.survival(z), Normal.cumulative(z), hypothesis.alternative()));
        });
    }

    private static double tail(double below, double above, Alternative alternative) {
        return switch (alternative) {
            case TWO_SIDED -> Math.min(1, 2 * Math.min(below, above));
            case GREATER -> below;
            case LESS -> above;
        };
    }

    @Override
    public Outcome<Effect> effect(Contrast contrast, Scale scale, Alternative alternative, double alpha) {
        BetaComparison betas = betas(contrast);
        double twoSided = alternative == Alternative.TWO_SIDED ? alpha : 2 * alpha;
        if (betas != null) {
            Interval interval =
                    scale == Scale.ABSOLUTE ? betas.differenceInterval(twoSided) : betas.liftInterval(twoSided);
            double estimate = scale == Scale.ABSOLUTE ? betas.meanDifference() : betas.liftOfMeans();
            return Outcome.of(Effect.of(estimate, Sided.of(interval, alternative, alpha)));
        }
        if (contrast.metric().role() == Role.GUARDRAIL) {
            double critical = Normal.upperQuantile(twoSided / 2);
            return RelativeEffect.of(contrast, scale, alternative, critical, alpha, "normal_posterior");
        }
        return posterior(contrast, scale)
                .then(posterior -> Outcome.of(Effect.of(
                        posterior.mean(), Sided.of(posterior.credibleInterval(twoSided), alternative, alpha))));
    }

    private Outcome<NormalPosterior> posterior(Contrast contrast, Scale scale) {
        return contrast.estimate(scale).then(estimate -> posterior(estimate, prior(contrast)));
    }

    private static Outcome<NormalPosterior> posterior(Estimate estimate, @Nullable NormalPrior relative) {
        if (relative == null) {
            return Outcome.of(NormalPosterior.of(estimate.effect(), estimate.standardError(), null));
        }
        double spread = estimate.fromRelative(relative.standardDeviation());
        return spread > 0
                ? Outcome.of(NormalPosterior.of(
                        estimate.effect(),
                        estimate.standardError(),
                        new NormalPrior(estimate.fromRelative(relative.mean()), spread)))
                : Outcome.notAvailable("a relative prior means nothing where the control mean is 0");
    }

    /** What is expected of the metric that the change is for says nothing of guardrails: theirs is flat. */
    private @Nullable NormalPrior prior(Contrast contrast) {
        return contrast.metric().role() == Role.GUARDRAIL ? null : plan.prior();
    }

    private @Nullable BetaComparison betas(Contrast contrast) {
        TwoByTwo table = contrast.table();
        Plan.BetaPrior prior = contrast.metric().role() == Role.GUARDRAIL ? null : plan.betaPrior();
        return table == null || prior == null
                ? null
                : new BetaComparison(
                        BetaPosterior.of(table.control(), prior.alpha(), prior.beta()),
                        BetaPosterior.of(table.treatment(), prior.alpha(), prior.beta()));
    }

    /** What the posterior says; null where there is none. */
    @Nullable
    BayesianState state(Contrast contrast) {
        Direction better = contrast.metric().direction();
        BetaComparison betas = betas(contrast);
        if (betas != null) {
            return new BayesianState(
                    Scale.ABSOLUTE,
                    betas.chanceToWin(better),
                    betas.expectedLoss(better),
                    null,
                    plan.betaPrior(),
                    null);
        }
        Scale scale = testedOn(contrast);
        NormalPosterior posterior = posterior(contrast, scale).valueOrNull();
        return posterior == null
                ? null
                : new BayesianState(
                        scale,
                        posterior.chanceToWin(better),
                        posterior.expectedLoss(better),
                        prior(contrast),
                        null,
                        sceptical(contrast, scale, better));
    }

    private static @Nullable Double sceptical(Contrast contrast, Scale scale, Direction better) {
        Double planned = contrast.metric().plannedLift();
        Estimate estimate = contrast.estimate(scale).valueOrNull();
        if (planned == null || estimate == null) {
            return null;
        }
        NormalPosterior posterior = posterior(estimate, NormalPrior.sceptical(planned, SCEPTICAL_TAIL))
                .valueOrNull();
        return posterior == null ? null : (Double) posterior.chanceToWin(better);
    }
}
