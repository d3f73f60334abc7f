package io.assay.statistics.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The loops that everything here is made of. Sums run in four lanes, which a processor can keep in flight at once, and
 * rows are shared out in segments whose size does not depend on the machine: the same rows give the same bits.
 */
final class Kernel {

    /** Rows that a buffer holds: some columns of it fit into the first cache. */
    static final int BLOCK = 512;

    private static final int SEGMENT = 128 * BLOCK;

    private Kernel() {}

    /** Σ a b over the first n. */
    static double dot(double[] a, double[] b, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            s0 = Math.fma(a[i], b[i], s0);
            s1 = Math.fma(a[i + 1], b[i + 1], s1);
            s2 = Math.fma(a[i + 2], b[i + 2], s2);
            s3 = Math.fma(a[i + 3], b[i + 3], s3);
        }
        for (; i < n; i++) {
            s0 = Math.fma(a[i], b[i], s0);
        }
        return (s0 + s1) + (s2 + s3);
    }

    /**
     * Sums of products of columns, a block at a time. A sum of numbers in their order keeps one adder of a processor waiting
     * for itself; here it runs in {@link #LANES} sums at once, which are added up in the end.
     */
    static final class Products {

        /** A quarter of a block, so that a lane takes four products at a time. */
        private static final int LANES = BLOCK / 4;

        /** Beyond so many sums their lanes would fill a cache, and in the end the memory. */
        private static final int MOST_SUMS = 4096;

        private final int per;
        private final double[] lanes;

        /** So many sums, all 0. */
        Products(int count) {
            this.per = count > MOST_SUMS ? 1 : LANES;
            this.lanes = new double[count * per];
        }

        /** Adds Σ a b over the first n, {@link #BLOCK} at most, to one of the sums. */
        void add(int sum, double[] a, double[] b, int n) {
            int at = sum * per;
            if (n < BLOCK || per == 1) {
                lanes[at] += dot(a, b, n);
                return;
            }
            for (int i = 0; i < LANES; i++) {
                double first = Math.fma(a[i], b[i], a[i + LANES] * b[i + LANES]);
                double second = Math.fma(a[i + 2 * LANES], b[i + 2 * LANES], a[i + 3 * LANES] * b[i + 3 * LANES]);
                lanes[at + i] += first + second;
            }
        }

        double[] totals() {
            if (per == 1) {
                return lanes;
            }
            double[] totals = new double[lanes.length / per];
            for (int sum = 0; sum < totals.length; sum++) {
                for (int i = 0; i < per; i++) {
                    totals[sum] += lanes[sum * per + i];
                }
            }
            return totals;
        }
    }

    /** Adds c b to a over the first n. */
    static void add(double[] a, double c, double[] b, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = Math.fma(c, b[i], a[i]);
        }
    }

    /** What is done with the rows of a segment. */
    interface Segment<R> {
        R of(int from, int to);
    }

    /** The results of all segments of so many rows, in order. */
    static <R> List<R> segments(int rows, Segment<R> segment) {
        int count = Math.max(1, (int) (((long) rows + SEGMENT - 1) / SEGMENT));
        IntFunction<R> task = s -> segment.of(s * SEGMENT, (int) Math.min(rows, (s + 1L) * SEGMENT));
        return count == 1
                ? List.of(task.apply(0))
                : IntStream.range(0, count).parallel().mapToObj(task).toList();
    }

    /** The sums, entry by entry, of what the segments answer with. */
    static double[] sum(int rows, Segment<double[]> segment) {
        List<double[]> parts = new ArrayList<>(segments(rows, segment));
        double[] total = parts.getFirst();
        for (double[] part : parts.subList(1, parts.size())) {
            for (int i = 0; i < total.length; i++) {
                total[i] += part[i];
            }
        }
        return total;
    }
}
