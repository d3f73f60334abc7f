package io.assay.statistics.power;

import io.assay.statistics.Direction;
import io.assay.statistics.InvalidInputException;

/** What the experiment is to show of an effect. */
public sealed interface Claim {

    /**
     * Probability that the claim is made.
     *
     * @param effect the true effect
     * @param standardError of its estimate
     * @param n units of both arms
     */
    double power(PlannedInference inference, double effect, double standardError, double n);

    /** Probability that it is made in the direction that is good. */
    default double powerForGood(PlannedInference inference, double effect, double standardError, double n) {
        return power(inference, effect, standardError, n);
    }

    /**
     * That there is an effect, in either direction: both tails count.
     *
     * @param good which direction is good
     */
    record Difference(Direction good) implements Claim {

        @Override
        public double power(PlannedInference inference, double effect, double standardError, double n) {
            return Math.min(
                    1, inference.above(0, effect, standardError, n) + inference.below(0, effect, standardError, n));
        }

        @Override
        public double powerForGood(PlannedInference inference, double effect, double standardError, double n) {
            return beyond(good, 0, inference, effect, standardError, n);
        }
    }

    /**
     * That the effect lies on the good side of a reference: 0 or a margin for superiority, a tolerated loss for
     * non-inferiority.
     *
     * @param reference the effect under the null hypothesis
     */
    record OneSided(Direction good, double reference) implements Claim {

        @Override
        public double power(PlannedInference inference, double effect, double standardError, double n) {
            return beyond(good, reference, inference, effect, standardError, n);
        }
    }

    /**
     * That the effect lies between two margins, by two one-sided tests (Schuirmann 1987). Both reject with probability
     * P(above lower) + P(below upper) - 1, exactly for a normal estimate with one standard error: where the two regions
     * overlap they cover everything between them. Where they do not overlap the claim is never made.
     */
    record Equivalence(double lower, double upper) implements Claim {

        public Equivalence {
            if (!(lower < upper)) {
                throw new InvalidInputException("margin", "must be above 0");
            }
        }

        @Override
        public double power(PlannedInference inference, double effect, double standardError, double n) {
            return Math.max(
                    0,
                    inference.above(lower, effect, standardError, n)
                            - (1 - inference.below(upper, effect, standardError, n)));
        }
    }

    private static double beyond(
            Direction good, double reference, PlannedInference inference, double effect, double error, double n) {
        return switch (good) {
            case INCREASE -> inference.above(reference, effect, error, n);
            case DECREASE -> inference.below(reference, effect, error, n);
        };
    }
}
