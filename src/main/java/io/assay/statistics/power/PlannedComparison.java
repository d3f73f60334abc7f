package io.assay.statistics.power;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.inference.Scale;

/**
 * The comparison of a treatment with control that an experiment is planned for. One model serves every metric: the
 * estimate is normal about the true effect, with the standard error that it has under that effect.
 *
 * <p>An effect relative to the control mean is tested on the relative scale, where that mean's noise counts (delta method),
 * or on the absolute scale, as the difference of the means is: its standard error is then that of the difference over the
 * control mean, which is taken as known.
 *
 * @param scale of effects and margins
 * @param testScale absolute where the scale is
 * @param controlShare of the units of all arms that control gets, above 0
 * @param treatmentShare of the units of all arms that the treatment gets, above 0
 */
public record PlannedComparison(
        PlannedMetric metric,
        Scale scale,
        Scale testScale,
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
        if (scale == Scale.ABSOLUTE && testScale == Scale.RELATIVE) {
            throw new InvalidInputException("test_scale", "must be absolute for an absolute effect");
        }
    }

    /** A comparison that is tested on the scale of its effect. */
    public static PlannedComparison of(
            PlannedMetric metric,
            Scale scale,
            Claim claim,
            PlannedInference inference,
            double controlShare,
            double treatmentShare) {
        return new PlannedComparison(metric, scale, scale, claim, inference, controlShare, treatmentShare);
    }

    /** Of the estimated effect. */
    public double standardError(double effect, double units) {
        double controlUnits = controlShare * units;
        double treatmentUnits = treatmentShare * units;
        if (scale == testScale) {
            return metric.standardError(scale, effect, controlUnits, treatmentUnits);
        }
        double base = Math.abs(metric.mean());
        return metric.standardError(Scale.ABSOLUTE, effect * base, controlUnits, treatmentUnits) / base;
    }

    @Override
    public double power(double effect, double units) {
        return claim.power(inference, effect, standardError(effect, units), pairUnits(units));
    }

    /** Probability of the claim in the good direction. */
    public double powerForGood(double effect, double units) {
        return claim.powerForGood(inference, effect, standardError(effect, units), pairUnits(units));
    }

    /** Units of control and the treatment. */
    public double pairUnits(double units) {
        return (controlShare + treatmentShare) * units;
    }

    /** The same comparison, read differently. */
    public PlannedComparison with(PlannedInference other) {
        return new PlannedComparison(metric, scale, testScale, claim, other, controlShare, treatmentShare);
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
