package io.assay.experiment.readout;

import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.inference.Estimate;
import io.assay.statistics.inference.Scale;
import io.assay.statistics.proportion.TwoByTwo;
import io.assay.statistics.sequential.AsymptoticConfidenceSequence;
import io.assay.statistics.sequential.BernoulliComparison;
import io.assay.statistics.sequential.NormalMixture;
import io.assay.statistics.sequential.Sides;
import org.jspecify.annotations.Nullable;

/**
 * Inference that holds at all sizes at once, by {@link AlwaysValidMethod}. A band is tuned before the data, to be
 * tightest at the planned units of the two arms and at the level at which a single-step procedure would test the family;
 * whatever level a stepwise procedure then arrives at is read off the same band.
 */
final class AlwaysValidInference implements Inference {

    /** Where nobody planned a size; platforms take the same. */
    static final double UNPLANNED_SIZE = 5000;

    private final Plan plan;
    private final double tuningAlpha;

    /**
     * @param plan with the size and the construction
     * @param tuningAlpha alpha over the number of hypotheses
     */
    AlwaysValidInference(Plan plan, double tuningAlpha) {
        this.plan = plan;
        this.tuningAlpha = tuningAlpha;
    }

    @Override
    public InferenceKind kind() {
        return InferenceKind.ALWAYS_VALID;
    }

    /** Units of both arms at which the band is tightest. */
    double tunedAt(Contrast contrast) {
        return plan.plannedTotalN() == null ? UNPLANNED_SIZE : plan.plannedTotalN() * contrast.share();
    }

    @Override
    public Outcome<Double> pValue(Contrast contrast, Hypothesis hypothesis) {
        TwoByTwo table = bernoulliTable(contrast);
        if (table != null) {
            return hypothesis.nullEffect() == 0
                    ? Outcome.of(bernoulliPValue(contrast, table, hypothesis.alternative()))
                    : Outcome.notAvailable("the beta-binomial comparison has no p-value against a margin");
        }
        double sign = Sided.sign(hypothesis.alternative());
        Sides sides = Sided.sides(hypothesis.alternative());
        return contrast.beyond(hypothesis).then(estimate -> {
            double effect = sign * estimate.effect();
            return switch (method()) {
                case ASYMPTOTIC, BETA_BINOMIAL ->
                    Outcome.of(
                            band(contrast, sides, tuningAlpha).pValue(effect, estimate.standardError(), estimate.n()));
                case NORMAL_MIXTURE ->
                    mixture(contrast, estimate, sides)
                            .then(mixture -> Outcome.of(mixture.effectPValue(effect, estimate.standardError())));
            };
        });
    }

    @Override
    public Outcome<Effect> effect(Contrast contrast, Scale scale, Alternative alternative, double alpha) {
        TwoByTwo table = bernoulliTable(contrast);
        if (table != null) {
            return bernoulliEffect(contrast, table, scale, alternative, alpha);
        }
        return contrast.estimate(RelativeEffect.criticalFrom(contrast, scale))
                .then(estimate -> critical(contrast, estimate, Sided.sides(alternative), alpha))
                .then(critical -> RelativeEffect.of(contrast, scale, alternative, critical, alpha, name()));
    }

    private String name() {
        return switch (method()) {
            case ASYMPTOTIC, BETA_BINOMIAL -> "asymptotic_confidence_sequence";
            case NORMAL_MIXTURE -> "normal_mixture";
        };
    }

    /** Standard errors from the estimate to its limits. */
    private Outcome<Double> critical(Contrast contrast, Estimate estimate, Sides sides, double alpha) {
        double standardError = estimate.standardError();
        return switch (method()) {
            case ASYMPTOTIC, BETA_BINOMIAL ->
                Outcome.of(band(contrast, sides, alpha).halfWidth(standardError, estimate.n()) / standardError);
            case NORMAL_MIXTURE ->
                mixture(contrast, estimate, sides)
                        .then(mixture -> Outcome.of(mixture.effectHalfWidth(standardError, alpha) / standardError));
        };
    }

    private AlwaysValidMethod method() {
        return plan.alwaysValid();
    }

    private AsymptoticConfidenceSequence band(Contrast contrast, Sides sides, double alpha) {
        return new AsymptoticConfidenceSequence(alpha, tuningAlpha, sides, tunedAt(contrast));
    }

    /** τ is the effect that was planned for: the effects that are plausible are of its size. */
    private static Outcome<NormalMixture> mixture(Contrast contrast, Estimate estimate, Sides sides) {
        Double planned = contrast.metric().plannedLift();
        double tau = planned == null ? 0 : estimate.fromRelative(planned);
        return tau > 0
                ? Outcome.of(NormalMixture.msprt(tau * tau, sides))
                : Outcome.notAvailable(
                        "the normal mixture needs minimum_detectable_effect for its τ, and a control mean"
                                + " that is not 0");
    }

    private @Nullable TwoByTwo bernoulliTable(Contrast contrast) {
        return method() == AlwaysValidMethod.BETA_BINOMIAL ? contrast.table() : null;
    }

    private BernoulliComparison bernoulli(Contrast contrast, TwoByTwo table) {
        return new BernoulliComparison(table, tunedAt(contrast) / 2, tuningAlpha);
    }

    /** One-sided, the two-sided one on its side: valid, and at most twice as large as need be. */
    private double bernoulliPValue(Contrast contrast, TwoByTwo table, Alternative alternative) {
        boolean onItsSide = alternative == Alternative.TWO_SIDED || Sided.sign(alternative) * table.difference() > 0;
        return onItsSide ? bernoulli(contrast, table).pValue() : 1;
    }

    private Outcome<Effect> bernoulliEffect(
            Contrast contrast, TwoByTwo table, Scale scale, Alternative alternative, double alpha) {
        BernoulliComparison comparison = bernoulli(contrast, table);
        Double estimate = scale == Scale.ABSOLUTE ? (Double) table.difference() : table.lift();
        Interval interval = switch (scale) {
            case ABSOLUTE -> comparison.differenceInterval(alpha);
            case RELATIVE -> comparison.liftInterval(alpha);
        };
        return estimate == null || interval == null
                ? Outcome.notAvailable("no unit of the arm compared with had it, so that nothing is relative to it")
                : Outcome.of(Effect.of(estimate, Sided.of(interval, alternative, alpha)));
    }
}
