package io.assay.statistics.proportion;

import org.jspecify.annotations.Nullable;

/**
 * The likelihood-ratio test of independence in a two-by-two table, G = 2 Σ O ln(O/E), one degree of freedom, no
 * continuity correction (Sokal, Rohlf 2012, "Biometry", section 17.4). Computed as 2 Σ E φ((O - E)/E) with φ(t) =
 * (1 + t) ln(1 + t) - t, which is the same since Σ (O - E) = 0, and whose terms are positive: nothing cancels.
 */
public final class GTest {

    private static final double SERIES_BELOW = 0.05;

    private GTest() {}

    /** Null where all units had the same outcome. */
    public static @Nullable ChiSquareTest test(TwoByTwo table) {
        if (table.isConstant()) {
            return null;
        }
        double excess = table.crossDifference() / table.n();
        double g = cell(table, table.treatment().successes(), table.treatment().n(), table.successes(), excess)
                + cell(table, table.treatment().failures(), table.treatment().n(), table.failures(), -excess)
                + cell(table, table.control().successes(), table.control().n(), table.successes(), -excess)
                + cell(table, table.control().failures(), table.control().n(), table.failures(), excess);
        return ChiSquareTest.of(2 * g, 1);
    }

    /** E φ((O - E)/E); O - E, which is ±(x_t n_c - x_c n_t)/N in every cell, comes from outside with all its digits. */
    private static double cell(TwoByTwo table, long observed, long arm, long outcome, double excess) {
        double expected = (double) arm * outcome / table.n();
        return observed == 0 ? expected : expected * entropy(excess / expected);
    }

    /** (1 + t) ln(1 + t) - t for t above -1; near 0 by its series Σ (-t)^k / (k (k - 1)), k from 2. */
    private static double entropy(double t) {
        if (Math.abs(t) >= SERIES_BELOW) {
            return (1 + t) * Math.log1p(t) - t;
        }
        double sum = 0;
        double power = t * t;
        for (int k = 2; k < 16; k++) {
            sum += power / (k * (k - 1));
            power *= -t;
        }
        return sum;
    }
}
