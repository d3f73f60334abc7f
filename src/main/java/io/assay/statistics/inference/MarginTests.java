package io.assay.statistics.inference;

import io.assay.statistics.Direction;
import io.assay.statistics.Interval;
import io.assay.statistics.InvalidInputException;

/**
 * Tests against a margin instead of 0. A margin stated as a share of the control mean is either tested on the relative
 * scale, or on the absolute scale by {@link Estimate#fromRelative}, which takes the control mean as known.
 */
public final class MarginTests {

    private MarginTests() {}

    /**
     * A one-sided test and the bound that agrees with it.
     *
     * @param test of the null hypothesis that the effect is on the bad side of the margin
     * @param interval with one finite bound, of level 1 - alpha
     * @param significant whether p is below alpha, so that the bound is on the good side of the margin
     */
    public record MarginTest(SignificanceTest test, Interval interval, boolean significant) {}

    /**
     * Two one-sided tests (Schuirmann 1987, "A comparison of the two one-sided tests procedure and the power approach for
     * assessing the equivalence of average bioavailability", J. Pharmacokin. Biopharm. 15, 657-680).
     *
     * @param aboveLower test that the effect exceeds the lower margin
     * @param belowUpper test that the effect is below the upper margin
     * @param pValue the larger of the two
     * @param interval two-sided, of level 1 - 2 alpha: it lies within the margins if and only if both tests reject
     * @param equivalent whether p is below alpha
     */
    public record Equivalence(
            SignificanceTest aboveLower,
            SignificanceTest belowUpper,
            double pValue,
            Interval interval,
            boolean equivalent) {}

    /**
     * Non-inferiority: the null hypothesis is a loss of at least {@code toleratedLoss}, effect ≤ -loss where an increase
     * is good, effect ≥ loss where a decrease is. A negative tolerated loss asks for superiority by that margin.
     *
     * @param toleratedLoss on the estimate's scale, finite
     * @param good which change of the metric is good
     * @param alpha strictly between 0 and 1
     */
    public static MarginTest nonInferiority(
            Estimate estimate, double toleratedLoss, Direction good, Reference reference, double alpha) {
        if (!Double.isFinite(toleratedLoss)) {
            throw new InvalidInputException("tolerated_loss", "must be a finite number");
        }
        Alternative alternative = switch (good) {
            case INCREASE -> Alternative.GREATER;
            case DECREASE -> Alternative.LESS;
        };
        double nullEffect = switch (good) {
            case INCREASE -> -toleratedLoss;
            case DECREASE -> toleratedLoss;
        };
        Interval interval = FixedHorizon.interval(estimate, alternative, reference, alpha);
        SignificanceTest test = FixedHorizon.test(estimate, nullEffect, alternative, reference);
        return new MarginTest(test, interval, test.pValue() < alpha);
    }

    /**
     * Equivalence: the effect lies strictly between the margins.
     *
     * @param lower on the estimate's scale, below {@code upper}
     * @param upper on the estimate's scale
     * @param alpha strictly between 0 and 1/2
     */
    public static Equivalence equivalence(
            Estimate estimate, double lower, double upper, Reference reference, double alpha) {
        if (!(lower < upper && Double.isFinite(upper - lower))) {
            throw new InvalidInputException("margins", "must be finite, the lower below the upper");
        }
        if (!(alpha > 0 && alpha < 0.5)) {
            throw new InvalidInputException("alpha", "must lie strictly between 0 and 0.5");
        }
        SignificanceTest aboveLower = FixedHorizon.test(estimate, lower, Alternative.GREATER, reference);
        SignificanceTest belowUpper = FixedHorizon.test(estimate, upper, Alternative.LESS, reference);
        double pValue = Math.max(aboveLower.pValue(), belowUpper.pValue());
        Interval interval = FixedHorizon.interval(estimate, Alternative.TWO_SIDED, reference, 2 * alpha);
        return new Equivalence(aboveLower, belowUpper, pValue, interval, pValue < alpha);
    }
}
