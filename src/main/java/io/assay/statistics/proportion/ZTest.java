package io.assay.statistics.proportion;

import io.assay.statistics.distribution.Normal;

/**
 * A two-sided test that refers z to the standard normal distribution.
 *
 * @param difference p_t - p_c
 * @param standardError of the difference
 * @param z the difference, after the continuity correction if there is one, in standard errors
 * @param pValue P(|Z| >= |z|); 0 only where it underflows
 * @param log10PValue its decimal logarithm, finite even there
 */
public record ZTest(double difference, double standardError, double z, double pValue, double log10PValue) {

    static ZTest of(double difference, double standardError, double continuity) {
        double towardsZero = Math.copySign(Math.max(Math.abs(difference) - continuity, 0), difference);
        // + 0.0 turns -0.0 into 0.0
        double z = towardsZero / standardError + 0.0;
        return new ZTest(difference, standardError, z, Normal.twoSidedP(z), Normal.log10TwoSidedP(z));
    }
}
