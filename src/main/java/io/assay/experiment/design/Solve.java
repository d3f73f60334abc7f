package io.assay.experiment.design;

/** What a design is asked for. */
public enum Solve {
    /** Units that reach the power. */
    SAMPLE_SIZE,
    /** Power of given units. */
    POWER,
    /** Smallest effect that given units find with the power. */
    MDE,
    /** Whole weeks that bring the units that reach the power. */
    DURATION,
    /** Units at which the interval reaches from the estimate to `effect`. */
    PRECISION;

    /** Whether the units are given and not solved for. */
    boolean takesUnits() {
        return switch (this) {
            case POWER, MDE -> true;
            case SAMPLE_SIZE, DURATION, PRECISION -> false;
        };
    }
}
