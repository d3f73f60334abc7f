package io.assay.statistics.sample;

import java.util.Arrays;

/** How often values come in a sample. */
public final class Frequencies {

    private Frequencies() {}

    /**
     * The value that comes most often, of several the smallest.
     *
     * @param values NaN is missing and left out
     * @return NaN without values
     */
    public static double mode(double[] values) {
        double[] sorted = Quantile.present(values);
        Arrays.sort(sorted);
        double mode = Double.NaN;
        int most = 0;
        int start = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[start]) {
                if (i - start > most) {
                    most = i - start;
                    mode = sorted[start];
                }
                start = i;
            }
        }
        return mode;
    }

    /** The different values, ascending; 0 and -0 are one. NaN is missing and left out. */
    public static double[] distinct(double[] values) {
        double[] sorted = Quantile.present(values);
        Arrays.sort(sorted);
        int count = 0;
        for (double value : sorted) {
            if (count == 0 || value != sorted[count - 1]) {
                sorted[count++] = value + 0.0;
            }
        }
        return Arrays.copyOf(sorted, count);
    }
}
