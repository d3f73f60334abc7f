package io.assay.statistics.drift;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.sample.Quantile;
import java.util.Arrays;

/**
 * The 1-Wasserstein distance of two samples, ∫ |F(x) - G(x)| dx over their empirical distribution functions: by how much
 * values moved on average, in their own units. Source: Villani, "Optimal Transport" (2009), remark 6.5 (Vallender 1973).
 */
public final class Wasserstein {

    private Wasserstein() {}

    /**
     * The distance.
     *
     * @param reference NaN is missing and left out
     * @param current NaN is missing and left out
     * @throws InvalidInputException for {@code reference} or {@code current} without a value
     */
    public static double distance(double[] reference, double[] current) {
        double[] a = sorted(reference, "reference");
        double[] b = sorted(current, "current");
        int i = 0;
        int j = 0;
        double sum = 0;
        double from = Math.min(a[0], b[0]);
        while (i < a.length || j < b.length) {
            double to = i < a.length && (j == b.length || a[i] <= b[j]) ? a[i] : b[j];
            double gap = Math.abs((double) i / a.length - (double) j / b.length);
            // Halves, for the whole step may be beyond the largest double.
            sum += gap * (to / 2 - from / 2);
            from = to;
            while (i < a.length && a[i] == to) {
                i++;
            }
            while (j < b.length && b[j] == to) {
                j++;
            }
        }
        return 2 * sum;
    }

    static double[] sorted(double[] values, String parameter) {
        double[] sorted = Quantile.present(values);
        if (sorted.length == 0) {
            throw new InvalidInputException(parameter, "must have at least one value");
        }
        Arrays.sort(sorted);
        return sorted;
    }
}
