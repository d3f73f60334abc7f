package io.assay.statistics.split;

import org.hipparchus.random.MersenneTwister;

/**
 * The stream of numpy's {@code RandomState(seed)}: the Mersenne Twister MT19937 seeded by {@code init_genrand}, whole
 * numbers by masked rejection, shuffles from the end (Fisher and Yates). Source: M. Matsumoto and T. Nishimura (1998),
 * "Mersenne Twister", ACM TOMACS 8, and numpy 2.4's legacy generator. Not safe for threads.
 */
public final class NumpyRandom {

    private static final int HIGH_BITS = 5;
    private static final int LOW_BITS = 6;

    private final MersenneTwister twister;

    /** @param seed its lowest 32 bits count, as an unsigned number */
    public NumpyRandom(long seed) {
        this.twister = new MersenneTwister((int) seed);
    }

    /** The next 32 bits, as an unsigned number. */
    public long nextUint32() {
        return Integer.toUnsignedLong(twister.nextInt());
    }

    /** A number in [0, 1) with 53 random bits, as {@code random_sample()} gives. */
    public double nextDouble() {
        long high = nextUint32() >>> HIGH_BITS;
        long low = nextUint32() >>> LOW_BITS;
        return (high * 0x1p26 + low) / 0x1p53;
    }

    /**
     * A whole number from 0 to {@code max}, each equally likely; takes no bits for 0.
     *
     * @param max 0 or more
     */
    public int interval(int max) {
        if (max == 0) {
            return 0;
        }
        int mask = -1 >>> Integer.numberOfLeadingZeros(max);
        int value = twister.nextInt() & mask;
        while (value > max) {
            value = twister.nextInt() & mask;
        }
        return value;
    }

    /** Shuffles in place. */
    public void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = interval(i);
            int kept = values[i];
            values[i] = values[j];
            values[j] = kept;
        }
    }

    /** The numbers from 0 to n - 1 in a random order. */
    public int[] permutation(int n) {
        int[] values = new int[n];
        for (int i = 0; i < n; i++) {
            values[i] = i;
        }
        shuffle(values);
        return values;
    }
}
