package io.assay.statistics.proportion;

import io.assay.statistics.distribution.ChiSquare;

/**
 * A test that refers its statistic to a chi-square distribution.
 *
 * @param statistic 0 or more
 * @param degreesOfFreedom of the chi-square distribution
 * @param pValue P(χ² >= statistic); 0 only where it underflows
 * @param log10PValue its decimal logarithm, finite even there
 */
public record ChiSquareTest(double statistic, int degreesOfFreedom, double pValue, double log10PValue) {

    static ChiSquareTest of(double statistic, int degreesOfFreedom) {
        return new ChiSquareTest(
                statistic,
                degreesOfFreedom,
                ChiSquare.survival(statistic, degreesOfFreedom),
                ChiSquare.logSurvival(statistic, degreesOfFreedom) / Math.log(10));
    }
}
