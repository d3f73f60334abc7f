package io.assay.statistics.power;

import io.assay.statistics.Direction;
import io.assay.statistics.InvalidInputException;

/** What the experiment is to show of an effect. */
public sealed interface Claim {

    /** Probability that the claim is made. */
    double power(OneSidedTests tests);

    /** Probability that it is made in the direction that is good. */
    default double powerForGood(OneSidedTests tests) {
        return power(tests);
    }

    /**
     * That there is an effect, in either direction: both tails count.
     *
     * @param good which direction is good
     */
    record Difference(Direction good) implements Claim {

        @Override
        public double power(OneSidedTests tests) {
            return Math.min(1, tests.above(0) + tests.below(0));
        }

        @Override
        public double powerForGood(OneSidedTests tests) {
            return beyond(good, 0, tests);
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
        public double power(OneSidedTests tests) {
            return beyond(good, reference, tests);
        }
    }

    /**
     * That the effect lies between two margins, by two one-sided tests (Schuirmann 1987). Both reject with probability
     * P(above lower) + P(below upper) - 1, or more by the probability that neither does; where that is below 0, 0.
     *
     * <p>For tests with one standard error it is exact: where the two regions overlap they cover everything between them,
     * and where they do not overlap the claim is never made. Tests of m_b - (1 ± margin) m_a have two; both fail only if the
     * estimated control mean is below c (se_1 + se_2)/(2 margin), which is far below the true one wherever the claim has
     * some power.
     */
    record Equivalence(double lower, double upper) implements Claim {

        public Equivalence {
            if (!(lower < upper)) {
                throw new InvalidInputException("margin", "must be above 0");
            }
        }

        @Override
        public double power(OneSidedTests tests) {
            return Math.max(0, tests.above(lower) - (1 - tests.below(upper)));
        }
    }

    private static double beyond(Direction good, double reference, OneSidedTests tests) {
        return switch (good) {
            case INCREASE -> tests.above(reference);
            case DECREASE -> tests.below(reference);
        };
    }
}
