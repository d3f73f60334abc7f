package io.assay.statistics.power;

/** The one-sided tests of an effect against references: with which probability each rejects under the true effect. */
public interface OneSidedTests {

    /** Probability of concluding that the effect exceeds the reference. */
    double above(double reference);

    /** Probability of concluding that the effect is below the reference. */
    double below(double reference);

    /** Tests that share one standard error. */
    static OneSidedTests of(PlannedInference inference, double effect, double standardError, double n) {
        return new OneSidedTests() {
            @Override
            public double above(double reference) {
                return inference.above(reference, effect, standardError, n);
            }

            @Override
            public double below(double reference) {
                return inference.below(reference, effect, standardError, n);
            }
        };
    }
}
