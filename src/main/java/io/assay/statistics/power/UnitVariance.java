package io.assay.statistics.power;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.distribution.Normal;

/**
 * The variance of one unit's value, in control and, when its mean is a given one, in treatment. The standard error of an
 * arm's mean is sqrt(variance / units).
 */
public sealed interface UnitVariance {

    /** In control. */
    double control();

    /** In treatment, when its true mean is the given one. */
    double treatment(double mean);

    /** Whether a mean can be had. */
    boolean isPossible(double mean);

    /**
     * A rate: p(1 - p) with each arm's own p.
     *
     * @param rate of control, strictly between 0 and 1
     */
    record Rate(double rate) implements UnitVariance {

        public Rate {
            if (!(rate > 0 && rate < 1)) {
                throw new InvalidInputException("rate", "must lie strictly between 0 and 1");
            }
        }

        @Override
        public double control() {
            return rate * (1 - rate);
        }

        @Override
        public double treatment(double mean) {
            return Math.max(0, mean * (1 - mean));
        }

        @Override
        public boolean isPossible(double mean) {
            return mean >= 0 && mean <= 1;
        }
    }

    /**
     * Variances that do not depend on the mean.
     *
     * @param control above 0
     * @param treatment above 0
     */
    record Given(double control, double treatment) implements UnitVariance {

        public Given {
            if (!(control > 0 && control <= Double.MAX_VALUE)) {
                throw new InvalidInputException("variance", "must be a finite number above 0");
            }
            if (!(treatment > 0 && treatment <= Double.MAX_VALUE)) {
                throw new InvalidInputException("treatment_variance", "must be a finite number above 0");
            }
        }

        @Override
        public double treatment(double mean) {
            return treatment;
        }

        @Override
        public boolean isPossible(double mean) {
            return Double.isFinite(mean);
        }
    }

    /**
     * Of a ratio of two means per unit, numerator M and denominator D, by the delta method: (v_M - 2R c + R² v_D) / m_D²
     * with R = m_M/m_D (Deng, Knoblich, Lu 2018).
     *
     * @param denominatorMean not 0
     * @param covariance of numerator and denominator over the units
     */
    static double ofRatio(
            double numeratorMean,
            double numeratorVariance,
            double denominatorMean,
            double denominatorVariance,
            double covariance) {
        double ratio = numeratorMean / denominatorMean;
        double linearised = numeratorVariance - 2 * ratio * covariance + ratio * ratio * denominatorVariance;
        return linearised / (denominatorMean * denominatorMean);
    }

    /**
     * Of a quantile: q(1 - q)/f², f the density at the quantile (asymptotic; Serfling 1980, section 2.3.3).
     *
     * @param density above 0, per unit of the value
     */
    static double ofQuantile(double probability, double density) {
        return probability * (1 - probability) / density / density;
    }

    /**
     * Of a quantile from a pilot of n values: n ((upper - lower)/(2 z))², with the order statistics that are its 95 %
     * interval, z = 1.96; (n - 1)/n times that, as the comparison of quantiles has it.
     */
    static double ofPilotQuantile(double n, double lower, double upper) {
        double deviation = (upper - lower) / (2 * Normal.upperQuantile(0.025));
        return deviation * deviation * (n - 1);
    }
}
