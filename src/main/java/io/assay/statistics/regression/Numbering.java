package io.assay.statistics.regression;

/** Numbers values in the order in which they come, without an object for each. */
final class Numbering {

    private static final int FIRST = 1024;

    private long[] keys = new long[FIRST];
    private int[] codes = new int[FIRST];
    private int count;

    /** The number of a value, from 0. */
    int of(long value) {
        int mask = keys.length - 1;
        int at = place(value, mask);
        while (codes[at] != 0) {
            if (keys[at] == value) {
                return codes[at] - 1;
            }
            at = at + 1 & mask;
        }
        keys[at] = value;
        codes[at] = ++count;
        if (2 * count > keys.length) {
            grow();
        }
        return count - 1;
    }

    int count() {
        return count;
    }

    private void grow() {
        long[] old = keys;
        int[] numbers = codes;
        keys = new long[Math.multiplyExact(old.length, 2)];
        codes = new int[keys.length];
        int mask = keys.length - 1;
        for (int i = 0; i < old.length; i++) {
            if (numbers[i] != 0) {
                int at = place(old[i], mask);
                while (codes[at] != 0) {
                    at = at + 1 & mask;
                }
                keys[at] = old[i];
                codes[at] = numbers[i];
            }
        }
    }

    /** Multiplied by 2^64 over the golden ratio, whose high bits depend on all of a value's. */
    private static int place(long value, int mask) {
        long mixed = value * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32 ^ mixed >>> 48) & mask;
    }
}
