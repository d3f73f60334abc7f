package io.assay.statistics.did;

import io.assay.statistics.distribution.Normal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steepest linear difference in trends that effects before treatment may well hide: with b their estimates, V their
 * covariance and x what a slope of one would make of them, the efficient estimate of the slope has the variance (x'V^-1 x)^-1,
 * and a two-sided test finds a slope of (z_(1-α/2) + z_power) standard errors with that power. The joint test finds less. In
 * the spirit of Roth, "Pretest with caution", AER: Insights 4 (2022), 305-322.
 *
 * @param standardError of the slope
 * @param alpha of the test
 */
public record DetectableTrend(double standardError, double alpha) {

    private static final double SINGULAR = 1e-12;

    /**
     * Of these effects; null where their covariance has no inverse, or there are none.
     *
     * @param before effects before treatment, none of them fixed by construction
     * @param covariance of what they are combinations of
     * @param slope by effect what a difference in trends of one per period would make of it
     */
    public static @Nullable DetectableTrend of(
            List<LinearEffect> before, double[][] covariance, double[] slope, double alpha) {
        int q = before.size();
        if (q == 0) {
            return null;
        }
        double[][] joint = new double[q][q];
        for (int i = 0; i < q; i++) {
            for (int j = 0; j < q; j++) {
                joint[i][j] = Small.form(
                        before.get(i).weights(), covariance, before.get(j).weights());
            }
        }
        double[][] inverse = Small.inverse(joint, SINGULAR);
        if (inverse == null) {
            return null;
        }
        double information = Small.form(slope, inverse, slope);
        return information > 0 ? new DetectableTrend(1 / Math.sqrt(information), alpha) : null;
    }

    /** The slope that is found with this power. */
    public double slope(double power) {
        return standardError * (Normal.upperQuantile(alpha / 2) + Normal.quantile(power));
    }
}
