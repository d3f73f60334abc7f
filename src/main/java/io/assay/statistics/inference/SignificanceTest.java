package io.assay.statistics.inference;

/**
 * A test of one hypothesis about an effect.
 *
 * @param nullEffect the effect under the null hypothesis, on the estimate's scale
 * @param alternative the side on which it rejects
 * @param statistic (effect - null effect)/standard error
 * @param pValue 0 only where it underflows
 * @param log10PValue its decimal logarithm, finite even there
 */
public record SignificanceTest(
        double nullEffect, Alternative alternative, double statistic, double pValue, double log10PValue) {}
