package io.assay.statistics.sample;

import io.assay.statistics.InvalidInputException;

/**
 * The places of values in ascending order, equal values in the order in which they stand: a radix sort over the bits of
 * the doubles from the lowest on (Knuth, The Art of Computer Programming, vol. 3, section 5.2.5), which takes linear time
 * and carries the places along. Below a few values it inserts.
 */
public final class Order {

    private static final int FEW = 48;
    private static final int BITS = 11;
    private static final int BUCKETS = 1 << BITS;
    private static final int PASSES = 6;

    private Order() {}

    /**
     * Sorts.
     *
     * @param values never NaN; 0 and -0 are equal
     * @return for each place in the order the index of its value
     */
    public static int[] ascending(double[] values) {
        return values.length <= FEW ? inserted(values) : sorted(keys(values));
    }

    private static int[] inserted(double[] values) {
        int[] order = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            requirePresent(values[i]);
            int place = i;
            while (place > 0 && values[order[place - 1]] > values[i]) {
                order[place] = order[place - 1];
                place--;
            }
            order[place] = i;
        }
        return order;
    }

    /** Whole numbers that are, taken without a sign, in the order of the values. */
    private static long[] keys(double[] values) {
        long[] keys = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            requirePresent(values[i]);
            // Adding 0 makes 0 of -0.
            long bits = Double.doubleToLongBits(values[i] + 0.0);
            keys[i] = bits ^ ((bits >> (Long.SIZE - 1)) | Long.MIN_VALUE);
        }
        return keys;
    }

    private static int[] sorted(long[] given) {
        int n = given.length;
        int[][] starts = starts(given);
        long[] keys = given;
        long[] otherKeys = new long[n];
        int[] order = new int[n];
        int[] otherOrder = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int pass = 0; pass < PASSES; pass++) {
            int shift = pass * BITS;
            int[] next = starts[pass];
            if (next.length == 0) {
                continue;
            }
            for (int i = 0; i < n; i++) {
                int to = next[(int) (keys[i] >>> shift) & (BUCKETS - 1)]++;
                otherKeys[to] = keys[i];
                otherOrder[to] = order[i];
            }
            long[] kept = keys;
            keys = otherKeys;
            otherKeys = kept;
            int[] keptOrder = order;
            order = otherOrder;
            otherOrder = keptOrder;
        }
        return order;
    }

    /** Where each bucket begins, for each pass; nothing where all keys are in one, and the pass would change nothing. */
    private static int[][] starts(long[] keys) {
        int[][] starts = new int[PASSES][BUCKETS];
        for (long key : keys) {
            for (int pass = 0; pass < PASSES; pass++) {
                starts[pass][(int) (key >>> (pass * BITS)) & (BUCKETS - 1)]++;
            }
        }
        for (int pass = 0; pass < PASSES; pass++) {
            int before = 0;
            for (int bucket = 0; bucket < BUCKETS; bucket++) {
                int count = starts[pass][bucket];
                if (count == keys.length) {
                    starts[pass] = new int[0];
                    break;
                }
                starts[pass][bucket] = before;
                before += count;
            }
        }
        return starts;
    }

    private static void requirePresent(double value) {
        if (Double.isNaN(value)) {
            throw new InvalidInputException("values", "must not be missing");
        }
    }
}
