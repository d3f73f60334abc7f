package io.assay.statistics.sample;

/**
 * The k-th smallest of an array by quickselect: Hoare (1961), "Algorithm 65: Find", CACM 4, with the pivot from a sample
 * around the expected place (Floyd and Rivest 1975, "Algorithm 489: SELECT"). Deterministic; reorders the array.
 */
final class Selection {

    private static final int SAMPLED = 600;

    private Selection() {}

    /** The k-th smallest, from 0; smaller ones end before it, larger ones after it. */
    static double select(double[] values, int k) {
        return select(values, 0, k);
    }

    /** The same where what stands before {@code from} is known to be no larger than the rest. */
    static double select(double[] values, int from, int k) {
        narrow(values, from, values.length - 1, k);
        return values[k];
    }

    /** The largest of the first {@code end}, once these are known to be the smallest. */
    static double largest(double[] values, int end) {
        double largest = values[0];
        for (int i = 1; i < end; i++) {
            largest = Math.max(largest, values[i]);
        }
        return largest;
    }

    /** The smallest from {@code start} on. */
    static double smallest(double[] values, int start) {
        double smallest = values[start];
        for (int i = start + 1; i < values.length; i++) {
            smallest = Math.min(smallest, values[i]);
        }
        return smallest;
    }

    private static void narrow(double[] values, int first, int last, int k) {
        int left = first;
        int right = last;
        while (right > left) {
            if (right - left > SAMPLED) {
                // Puts near k what is near it in a sample, so that the pivot cuts off nearly everything.
                double n = right - left + 1.0;
                double place = k - left + 1.0;
                double z = Math.log(n);
                double size = 0.5 * Math.exp(2 * z / 3);
                double deviation = 0.5 * Math.sqrt(z * size * (n - size) / n) * Math.signum(place - n / 2);
                int newLeft = Math.max(left, (int) Math.floor(k - place * size / n + deviation));
                int newRight = Math.min(right, (int) Math.floor(k + (n - place) * size / n + deviation));
                narrow(values, newLeft, newRight, k);
            }
            double pivot = values[k];
            int i = left;
            int j = right;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (pivot < values[j]) {
                    j--;
                }
                if (i <= j) {
                    double kept = values[i];
                    values[i] = values[j];
                    values[j] = kept;
                    i++;
                    j--;
                }
            }
            if (j < k) {
                left = i;
            }
            if (k < i) {
                right = j;
            }
        }
    }
}
