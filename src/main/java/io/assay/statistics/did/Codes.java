package io.assay.statistics.did;

import java.util.Arrays;

/** Values numbered in ascending order: what a column of labels becomes before anything is counted by it. */
public final class Codes {

    /** A range of whole numbers up to so many times the rows is looked up instead of searched. */
    private static final int DENSE = 8;

    private final int[] codes;
    private final double[] levels;

    private Codes(int[] codes, double[] levels) {
        this.codes = codes;
        this.levels = levels;
    }

    /**
     * Numbers the values.
     *
     * @param values none of them NaN; infinities are values as any other
     */
    public static Codes of(double[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        boolean whole = true;
        for (double value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
            whole &= value == Math.rint(value);
        }
        boolean dense = whole && Double.isFinite(low) && high - low < (double) DENSE * values.length + 1000;
        return dense ? looked(values, low, (int) (high - low) + 1) : searched(values);
    }

    private static Codes looked(double[] values, double low, int span) {
        int[] code = new int[span];
        for (double value : values) {
            code[(int) (value - low)] = 1;
        }
        int count = 0;
        for (int i = 0; i < span; i++) {
            code[i] = code[i] == 0 ? -1 : count++;
        }
        double[] levels = new double[count];
        for (int i = 0; i < span; i++) {
            if (code[i] >= 0) {
                levels[code[i]] = low + i;
            }
        }
        int[] codes = new int[values.length];
        for (int row = 0; row < values.length; row++) {
            codes[row] = code[(int) (values[row] - low)];
        }
        return new Codes(codes, levels);
    }

    private static Codes searched(double[] values) {
        double[] levels = values.clone();
        Arrays.sort(levels);
        int count = 0;
        for (double value : levels) {
            // Adding 0 makes one zero of both.
            if (count == 0 || levels[count - 1] != value) {
                levels[count++] = value + 0.0;
            }
        }
        levels = Arrays.copyOf(levels, count);
        int[] codes = new int[values.length];
        for (int row = 0; row < values.length; row++) {
            codes[row] = Arrays.binarySearch(levels, values[row] + 0.0);
        }
        return new Codes(codes, levels);
    }

    /** By row, the place of its value among the levels. */
    public int[] codes() {
        return codes;
    }

    /** The distinct values, ascending. */
    public double[] levels() {
        return levels;
    }

    public int count() {
        return levels.length;
    }
}
