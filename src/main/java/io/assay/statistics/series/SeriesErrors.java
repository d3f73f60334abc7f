package io.assay.statistics.series;

/**
 * How the covariance of a series' coefficients is estimated.
 *
 * @param kind of the sandwich
 * @param lags of {@link Kind#HAC}, 0 or more
 * @param corrected whether the sandwich is multiplied by N/(N - K); {@link Kind#CLASSICAL} always divides by N - K
 */
public record SeriesErrors(Kind kind, int lags, boolean corrected) {

    /** What errors are allowed to do. */
    public enum Kind {
        /** Alike and independent. */
        CLASSICAL,
        /** Unlike and independent: e². */
        HC0,
        /** Unlike and independent: e²/(1 - h)². */
        HC3,
        /** Unlike and dependent in time: Σ_l w_l Σ_t (s_t s_{t-l}' + s_{t-l} s_t'), w_l = 1 - l/(L + 1) (Newey and West 1987). */
        HAC
    }

    /** ⌊4 (n/100)^(2/9)⌋ (Newey and West 1994). */
    public static int usualLags(int periods) {
        return (int) Math.floor(4 * Math.pow(periods / 100.0, 2.0 / 9));
    }
}
