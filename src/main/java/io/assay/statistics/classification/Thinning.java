package io.assay.statistics.classification;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Which points of a curve to keep so that it looks the same. */
final class Thinning {

    private Thinning() {}

    /**
     * Places of points at equal distances along the curve, both ends among them.
     *
     * @param most how many, at least 2
     */
    static int[] along(double[] x, double[] y, int most) {
        int n = x.length;
        if (n <= most) {
            return IntStream.range(0, n).toArray();
        }
        double[] way = new double[n];
        for (int i = 1; i < n; i++) {
            way[i] = way[i - 1] + Math.abs(x[i] - x[i - 1]) + Math.abs(y[i] - y[i - 1]);
        }
        int[] kept = new int[most];
        int count = 0;
        for (int i = 0; i < n - 1 && count < most - 1; i++) {
            if (way[i] >= way[n - 1] * count / (most - 1)) {
                kept[count++] = i;
            }
        }
        kept[count++] = n - 1;
        return Arrays.copyOf(kept, count);
    }

    static List<Double> at(double[] values, int[] places) {
        return Arrays.stream(places).mapToObj(place -> (Double) values[place]).toList();
    }
}
