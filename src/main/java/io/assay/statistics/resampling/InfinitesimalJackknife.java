package io.assay.statistics.resampling;

/**
 * The standard error that the bootstrap tends to, without drawing: u_i = w_i ∂θ/∂w_i says how a statistic moves with the
 * weight of row i, and var = n/(n - 1) Σ u_i². Right for smooth statistics of many rows. Source: Efron, "The Jackknife, the
 * Bootstrap and Other Resampling Plans" (1982), chapter 6.
 */
public final class InfinitesimalJackknife {

    private InfinitesimalJackknife() {}

    /** The standard error from the u_i, which add up to 0 where only proportions of weights matter; at least two rows. */
    public static double standardError(double[] influences) {
        double sum = 0;
        for (double influence : influences) {
            sum += influence * influence;
        }
        return Math.sqrt(sum * influences.length / (influences.length - 1.0));
    }
}
