package io.assay.statistics.check;

import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.InvalidInputException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether an arm is large enough for its mean to be normal: n ≥ 355 s², s the skewness of a unit's value.
 *
 * <p>Source: Kohavi, Deng, Longbotham and Xu, "Seven rules of thumb for web site experimenters" (KDD 2014), rule 7, from
 * the Edgeworth expansion of Boos and Hughes-Oliver (2000).
 */
public final class HeavyTails {

    private static final String ID = "heavy_tails";

    private static final double UNITS_PER_SQUARED_SKEWNESS = 355;

    /** Rounded terms that a third moment is a difference of. */
    private static final double TERMS = 16;

    /** Rounding of a skewness beyond which it is not known. */
    private static final double LARGEST_NOISE = 0.05;

    /** How far rounding may take the sums of a sample that attains the largest skewness. */
    private static final double ROUNDING = 1e-6;

    private HeavyTails() {}

    /**
     * The skewness m₃ / m₂^{3/2} of a sample from its sums, m_k the k-th central moment over n.
     *
     * @param n units, at least 2
     * @return null where nothing varies, and where so little of the sums is left after the mean is taken out that rounding
     *     decides
     * @throws InvalidInputException for {@code sum_cubes} that no sample with these n, sum and sum_squares can have: a
     *     skewness above (n - 2) / sqrt(n - 1)
     */
    public static @Nullable Double skewness(long n, double sum, double sumSquares, double sumCubes) {
        double mean = sum / n;
        double variance = sumSquares / n - mean * mean;
        if (!(variance > 0)) {
            return null;
        }
        double third = sumCubes / n - 3 * mean * (sumSquares / n) + 2 * mean * mean * mean;
        double deviation = Math.sqrt(variance);
        double skewness = third / (variance * deviation);
        double size = Math.abs(mean) / deviation;
        double noise = TERMS * Math.ulp(1.0) * (size * size * size + size * size * Math.abs(skewness));
        if (!(noise < LARGEST_NOISE)) {
            return null;
        }
        double largest = (n - 2) / Math.sqrt(n - 1.0);
        if (!(Math.abs(skewness) <= largest + ROUNDING * Math.max(1, largest) + noise)) {
            throw new InvalidInputException(
                    "sum_cubes", "does not go with sum and sum_squares: no sample of %d is so skewed".formatted(n));
        }
        return skewness;
    }

    /** Units per arm from which the mean counts as normal, 355 s² rounded up. */
    public static double requiredSize(double skewness) {
        return Math.ceil(UNITS_PER_SQUARED_SKEWNESS * skewness * skewness);
    }

    /**
     * Warns where the smallest arm is too small.
     *
     * @param smallestArm units
     * @param skewness the largest of the arms, in absolute value; null where it is not known
     */
    public static Check check(long smallestArm, @Nullable Double skewness) {
        if (skewness == null) {
            return new Check(ID, Status.UNKNOWN, "the third moments are not known", "Send sum_cubes of every arm.");
        }
        double required = requiredSize(skewness);
        String evidence = String.format(
                Locale.ROOT,
                "a skewness of %.3g asks for %,.0f units per arm; the smallest has %,d",
                skewness,
                required,
                smallestArm);
        return smallestArm >= required
                ? new Check(ID, Status.PASS, evidence, null)
                : new Check(
                        ID,
                        Status.WARN,
                        evidence,
                        "Cap the metric at a value fixed beforehand, or take more units: intervals and p-values are off.");
    }
}
