package io.assay.experiment.readout;

/** The fixed-horizon test of a metric. */
public enum FixedTest {
    /** Student's t with the arms' own variances and Welch's degrees of freedom. */
    WELCH,
    /** Student's t with one variance for both arms. */
    STUDENT,
    /** The normal distribution with the arms' own variances. */
    Z,
    /** Of two proportions, with the variance of both arms together. */
    POOLED_Z,
    /** Of two proportions: the score test of Miettinen and Nurminen, whose intervals go with it. */
    SCORE,
    /** Of two proportions: Fisher's exact test. */
    FISHER,
    /** Of two proportions: Barnard's exact test. */
    BARNARD,
    /** Of two proportions: Boschloo's exact test. */
    BOSCHLOO;

    /** Whether it is one of two proportions that no covariate adjusts. */
    public boolean needsTable() {
        return switch (this) {
            case WELCH, STUDENT, Z -> false;
            case POOLED_Z, SCORE, FISHER, BARNARD, BOSCHLOO -> true;
        };
    }
}
