package io.assay.statistics.resampling;

/**
 * The standard error that the bootstrap tends to, without drawing: u_i = w_i ∂θ/∂w_i says how a statistic moves with the
 * weight of row i, and var = n/(n - 1) Σ u_i². Right for smooth statistics of many rows. Source: Efron, "The Jackknife, the
 * Bootstrap and Other Resampling Plans" (1982), chapter 6.
 */
public final class InfinitesimalJackknife {

    /** Below it, as a part of what is estimated, a standard error is what rounding leaves of 0. */
    private static final double SMALLEST = 1e-14;

    private InfinitesimalJackknife() {}

    /**
     * Whether a standard error is no more than what rounding leaves of 0.
     *
     * @param scale of what was estimated, such as the value itself or the two of which it is the difference
     */
    public static boolean isRounding(double standardError, double scale) {
        return !(standardError > SMALLEST * (1 + scale));
    }

    /** The standard error from the u_i, which add up to 0 where only proportions of weights matter; at least two rows. */
    public static double standardError(double[] influences) {
        double sum = 0;
        for (double influence : influences) {
            sum += influence * influence;
        }
        return Math.sqrt(sum * influences.length / (influences.length - 1.0));
    }
}
