package io.assay.statistics;

/** The natural logarithm near 1, for loops over many rows: the library's {@code log1p} takes four times as long. */
public final class Logarithm {

    private Logarithm() {}

    /**
     * ln(1 + x), within a few units of its last place: the logarithm of the rounded sum, times what the rounding changed
     * (Kahan; theorem 4 of Goldberg 1991, "What every computer scientist should know about floating-point arithmetic").
     *
     * @param x not below -1; -∞ for -1
     */
    public static double ofOnePlus(double x) {
        double sum = 1 + x;
        return sum == 1 ? x : x == -1 ? Double.NEGATIVE_INFINITY : Math.log(sum) * (x / (sum - 1));
    }
}
