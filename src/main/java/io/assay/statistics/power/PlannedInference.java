package io.assay.statistics.power;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.bayes.NormalPrior;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.sequential.AsymptoticConfidenceSequence;
import io.assay.statistics.sequential.GroupSequentialPower;
import io.assay.statistics.sequential.Sides;
import org.jspecify.annotations.Nullable;

/**
 * How the experiment will be read: with which probability it will be concluded that an effect lies beyond a reference,
 * when its estimate is normal about the true effect.
 */
public sealed interface PlannedInference {

    /**
     * Probability of concluding that the effect exceeds the reference.
     *
     * @param effect the true effect
     * @param standardError of its estimate at the end, above 0
     * @param n units of both arms at the end
     */
    double above(double reference, double effect, double standardError, double n);

    /** Probability of concluding that the effect is below the reference. */
    default double below(double reference, double effect, double standardError, double n) {
        return above(-reference, -effect, standardError, n);
    }

    /**
     * Read once, at the end: Φ((δ - reference)/se - c).
     *
     * @param criticalValue c, in standard errors
     */
    record FixedHorizon(double criticalValue) implements PlannedInference {

        @Override
        public double above(double reference, double effect, double standardError, double n) {
            return Normal.survival(criticalValue - (effect - reference) / standardError);
        }
    }

    /**
     * Read at any time by an asymptotic confidence sequence: its half-width at the final n takes the place of the critical
     * value. Earlier looks can only add to the probability, which is a lower bound.
     *
     * @param tunedAt N*, where the sequence is tightest; null for the final n itself
     */
    record AlwaysValid(double alpha, Sides sides, @Nullable Double tunedAt) implements PlannedInference {

        @Override
        public double above(double reference, double effect, double standardError, double n) {
            return Normal.survival(criticalValue(n) - (effect - reference) / standardError);
        }

        /** The half-width at n in standard errors. */
        public double criticalValue(double n) {
            return new AsymptoticConfidenceSequence(alpha, sides, tunedAt == null ? n : tunedAt).halfWidth(1, n);
        }
    }

    /** Read at the looks of a group-sequential plan whose last look is the end, at information 1. */
    record GroupSequential(GroupSequentialPower power) implements PlannedInference {

        @Override
        public double above(double reference, double effect, double standardError, double n) {
            return power.increase((effect - reference) / standardError);
        }
    }

    /**
     * Read once, by the posterior: the effect exceeds the reference with a probability of at least the threshold. With w =
     * τ²/(τ² + se²) the estimate must exceed the reference by z_threshold se/√w - (μ_0 - reference) se²/τ².
     *
     * <p>A prior that reaches the threshold without data is refused by nothing here: its power falls as data come in.
     *
     * @param threshold above 1/2, below 1
     * @param prior of the effect, on its scale; null for the flat one
     */
    record Bayesian(double threshold, @Nullable NormalPrior prior) implements PlannedInference {

        public Bayesian {
            if (!(threshold > 0.5 && threshold < 1)) {
                throw new InvalidInputException("threshold", "must lie strictly between 0.5 and 1");
            }
        }

        @Override
        public double above(double reference, double effect, double standardError, double n) {
            return Normal.survival(critical(1, reference, standardError) - (effect - reference) / standardError);
        }

        @Override
        public double below(double reference, double effect, double standardError, double n) {
            return Normal.survival(critical(-1, reference, standardError) + (effect - reference) / standardError);
        }

        /** Distance of the estimate from the reference, in standard errors, at which the threshold is reached. */
        private double critical(double direction, double reference, double standardError) {
            double z = Normal.upperQuantile(1 - threshold);
            if (prior == null) {
                return z;
            }
            double ratio = standardError / prior.standardDeviation();
            double opinion = direction * (prior.mean() - reference) / prior.standardDeviation();
            // the larger factor last: each may be too large for a double while the other has the sign
            return ratio > 1
                    ? ratio * (z * Math.hypot(1, 1 / ratio) - opinion)
                    : z * Math.hypot(1, ratio) - opinion * ratio;
        }
    }
}
