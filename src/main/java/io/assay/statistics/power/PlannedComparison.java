package io.assay.statistics.power;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.inference.Scale;

/**
 * The comparison of a treatment with control that an experiment is planned for. One model serves every metric: the
 * estimate is normal about the true effect, with the standard error that it has under that effect.
 *
 * <p>A test of δ against δ_0 that is read once rejects with probability Φ((|δ - δ_0| - c se_0)/se_1), se_1 the statistic's
 * standard error under the true effect and se_0 the one that the test takes: the same, unless that is the one under the
 * null hypothesis (Farrington, Manning 1990).
 *
 * @param scale of effects and margins
 * @param statistic what is tested; of an absolute effect a difference
 * @param controlShare of the units of all arms that control gets, above 0
 * @param treatmentShare of the units of all arms that the treatment gets, above 0
 */
public record PlannedComparison(
        PlannedMetric metric,
        Scale scale,
        TestStatistic statistic,
        Claim claim,
        PlannedInference inference,
        double controlShare,
        double treatmentShare)
        implements PowerFunction {

    public PlannedComparison {
        if (!(controlShare > 0 && treatmentShare > 0 && controlShare + treatmentShare <= 1 + 1e-12)) {
            throw new InvalidInputException("weights", "must be shares above 0 that add up to at most 1");
        }
        if (scale == Scale.RELATIVE && metric.mean() == 0) {
            throw new InvalidInputException("mean", "must not be 0 for an effect relative to it");
        }
        if (scale == Scale.ABSOLUTE && (statistic.isOfShare() || statistic == TestStatistic.LIFT)) {
            throw new InvalidInputException("statistic", "must be a difference for an absolute effect");
        }
        if (statistic.isRestricted()
                && !(inference instanceof PlannedInference.FixedHorizon && metric.isOfIndependentRates())) {
            throw new InvalidInputException("statistic", "must have its own variance unless two rates are read once");
        }
    }

    /** A comparison that is tested on the scale of its effect, with the variance under the true one. */
    public static PlannedComparison of(
            PlannedMetric metric,
            Scale scale,
            Claim claim,
            PlannedInference inference,
            double controlShare,
            double treatmentShare) {
        TestStatistic statistic = scale == Scale.ABSOLUTE ? TestStatistic.DIFFERENCE : TestStatistic.LIFT;
        return new PlannedComparison(metric, scale, statistic, claim, inference, controlShare, treatmentShare);
    }

    /**
     * Of the estimated effect: relative to a control mean that is taken as known where the difference is tested, else by the
     * delta method.
     */
    public double standardError(double effect, double units) {
        double controlUnits = controlShare * units;
        double treatmentUnits = treatmentShare * units;
        return switch (statistic) {
            case DIFFERENCE, SCORE_DIFFERENCE ->
                metric.standardError(Scale.ABSOLUTE, effect * unit(), controlUnits, treatmentUnits) / unit();
            case LIFT, BEYOND_SHARE, SCORE_BEYOND_SHARE ->
                metric.standardError(scale, effect, controlUnits, treatmentUnits);
        };
    }

    /** How far the effect lies from a reference, in standard errors of what is tested. */
    public double distance(double reference, double effect, double units) {
        return (effect - reference) / testError(reference, effect, units);
    }

    /** Of the statistic that is tested against the reference, on the scale of the effect. */
    private double testError(double reference, double effect, double units) {
        return statistic.isOfShare()
                ? metric.standardErrorBeyond(reference, effect, controlShare * units, treatmentShare * units) / unit()
                : standardError(effect, units);
    }

    @Override
    public double power(double effect, double units) {
        return claim.power(tests(effect, units));
    }

    /** Probability of the claim in the good direction. */
    public double powerForGood(double effect, double units) {
        return claim.powerForGood(tests(effect, units));
    }

    private OneSidedTests tests(double effect, double units) {
        return new OneSidedTests() {
            @Override
            public double above(double reference) {
                double error = testError(reference, effect, units);
                return read(reference, effect, units, error).above(reference, effect, error, pairUnits(units));
            }

            @Override
            public double below(double reference) {
                double error = testError(reference, effect, units);
                return read(reference, effect, units, error).below(reference, effect, error, pairUnits(units));
            }
        };
    }

    /** The inference whose critical value, c se_0, is in standard errors under the true effect. */
    private PlannedInference read(double reference, double effect, double units, double error) {
        if (!(statistic.isRestricted() && inference instanceof PlannedInference.FixedHorizon(double critical))) {
            return inference;
        }
        double treatmentMean = metric.treatmentMean(scale, effect);
        double ratio = statistic.isOfShare() ? 1 + reference : 1;
        double variance = (statistic.isOfShare()
                        ? RestrictedRates.ofRatio(ratio, metric.mean(), treatmentMean, controlShare, treatmentShare)
                        : RestrictedRates.ofDifference(
                                reference * unit(), metric.mean(), treatmentMean, controlShare, treatmentShare))
                .variance(ratio, controlShare, treatmentShare);
        return new PlannedInference.FixedHorizon(critical * Math.sqrt(variance / units) / unit() / error);
    }

    /** What an effect counts in. */
    private double unit() {
        return scale == Scale.RELATIVE ? Math.abs(metric.mean()) : 1;
    }

    /** Units of control and the treatment. */
    public double pairUnits(double units) {
        return (controlShare + treatmentShare) * units;
    }

    /** The same comparison, read differently. */
    public PlannedComparison with(PlannedInference other) {
        return new PlannedComparison(metric, scale, statistic, claim, other, controlShare, treatmentShare);
    }

    /**
     * Units in all arms at which a two-sided interval reaches from the estimate to a given distance, c² (v_a/w_a +
     * v_b/w_b)/distance², when there is no effect.
     *
     * @param criticalValue c
     * @param halfWidth above 0, on the scale
     */
    public double unitsForHalfWidth(double criticalValue, double halfWidth) {
        double perUnit = criticalValue * standardError(0, 1) / halfWidth;
        return perUnit * perUnit;
    }
}
