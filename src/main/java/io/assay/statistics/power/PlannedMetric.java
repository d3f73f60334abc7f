package io.assay.statistics.power;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.inference.Scale;

/**
 * What is known of a metric before its experiment.
 *
 * <p>CUPED with a covariate of correlation ρ leaves 1 - ρ² of the variance of the difference (Deng, Xu, Kohavi, Walker
 * 2013). An effect relative to the unadjusted control mean m keeps more: with k = (m_b - m)/m its variance is
 *
 * <pre>(v_b (1 - ρ²)/n_b + v_a ((1 - ρ²)(1 + 2k) + k²)/n_a) / m²</pre>
 *
 * the delta method of {@link io.assay.statistics.inference.Estimates#relative} at the alternative; without CUPED that is
 * v_b/(n_b m²) + v_a m_b²/(n_a m⁴).
 *
 * @param mean of control; for a rate the rate, for a ratio the ratio, for a quantile the quantile
 * @param variance per unit
 * @param unexplained 1 - ρ², above 0, at most 1
 * @param designEffect by which units that come in clusters inflate the variance, above 0; 1 for independent ones
 */
public record PlannedMetric(double mean, UnitVariance variance, double unexplained, double designEffect) {

    public PlannedMetric {
        if (!Double.isFinite(mean)) {
            throw new InvalidInputException("mean", "must be a finite number");
        }
        if (!(unexplained > 0 && unexplained <= 1)) {
            throw new InvalidInputException("unexplained", "must be above 0 and at most 1");
        }
        if (!(designEffect > 0 && designEffect <= Double.MAX_VALUE)) {
            throw new InvalidInputException("design_effect", "must be a finite number above 0");
        }
    }

    /** A metric of independent units without an adjustment. */
    public static PlannedMetric of(double mean, UnitVariance variance) {
        return new PlannedMetric(mean, variance, 1, 1);
    }

    /**
     * The design effect of clusters: 1 + ((1 + cv²) m - 1) icc (Eldridge, Ashby, Kerry 2006, "Sample size for cluster
     * randomized trials: effect of coefficient of variation of cluster size", Int. J. Epidemiol. 35, 1292-1300).
     *
     * @param meanSize m, units per cluster, at least 1
     * @param icc intraclass correlation, between 0 and 1
     * @param variation cv, standard deviation of the sizes over their mean; 0 for equal ones
     */
    public static double designEffect(double meanSize, double icc, double variation) {
        return 1 + ((1 + variation * variation) * meanSize - 1) * icc;
    }

    /** The treatment mean under an effect; a relative one is relative to the absolute control mean. */
    public double treatmentMean(Scale scale, double effect) {
        return switch (scale) {
            case ABSOLUTE -> mean + effect;
            case RELATIVE -> mean + effect * Math.abs(mean);
        };
    }

    /** Whether an effect leads to a mean that can be had. */
    public boolean isPossible(Scale scale, double effect) {
        return variance.isPossible(treatmentMean(scale, effect));
    }

    /** The standard error of the estimated effect when the true one is the given one. */
    public double standardError(Scale scale, double effect, double controlUnits, double treatmentUnits) {
        double treatmentMean = treatmentMean(scale, effect);
        double ofControl = variance.control() / controlUnits;
        double ofTreatment = unexplained * variance.treatment(treatmentMean) / treatmentUnits;
        double squared = switch (scale) {
            case ABSOLUTE -> unexplained * ofControl + ofTreatment;
            case RELATIVE -> {
                double k = (treatmentMean - mean) / mean;
                yield (ofTreatment + ofControl * (unexplained * (1 + 2 * k) + k * k)) / mean / mean;
            }
        };
        return Math.sqrt(designEffect * squared);
    }

    /**
     * The standard error of m_b - m_a - r|m_a| when the true effect, on the relative scale, is the given one: with s = ±r,
     * the sign that of m_a, the square root of
     *
     * <pre>v_b (1 - ρ²)/n_b + v_a ((1 - ρ²)(1 + 2s) + s²)/n_a</pre>
     *
     * as in {@link io.assay.statistics.inference.Estimates#beyondShare}; without CUPED v_b/n_b + (1 + s)² v_a/n_a.
     */
    public double standardErrorBeyond(double share, double effect, double controlUnits, double treatmentUnits) {
        double signed = share * Math.signum(mean);
        double ofTreatment = variance.treatment(treatmentMean(Scale.RELATIVE, effect)) / treatmentUnits;
        double ofControl = variance.control() / controlUnits;
        return Math.sqrt(designEffect
                * (unexplained * ofTreatment + ofControl * (unexplained * (1 + 2 * signed) + signed * signed)));
    }

    /** Whether it is a rate of units that neither a covariate adjusts nor a cluster ties together. */
    public boolean isOfIndependentRates() {
        return variance instanceof UnitVariance.Rate && unexplained == 1 && designEffect == 1;
    }
}
