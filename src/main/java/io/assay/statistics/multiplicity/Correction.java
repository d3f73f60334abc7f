package io.assay.statistics.multiplicity;

/** A procedure that corrects a family of p-values for their number. {@link AdjustedPValues} has the formulas. */
public enum Correction {
    NONE(ErrorRate.PER_HYPOTHESIS),
    BONFERRONI(ErrorRate.FAMILY_WISE),
    SIDAK(ErrorRate.FAMILY_WISE),
    HOLM_BONFERRONI(ErrorRate.FAMILY_WISE),
    HOLM_SIDAK(ErrorRate.FAMILY_WISE),
    HOCHBERG_BONFERRONI(ErrorRate.FAMILY_WISE),
    HOCHBERG_SIDAK(ErrorRate.FAMILY_WISE),
    BENJAMINI_HOCHBERG(ErrorRate.FALSE_DISCOVERY),
    BENJAMINI_YEKUTIELI(ErrorRate.FALSE_DISCOVERY);

    /** What is held below alpha. */
    public enum ErrorRate {
        /** The probability of rejecting one true hypothesis, whatever happens to the others. */
        PER_HYPOTHESIS,
        /** The probability of rejecting any true hypothesis. */
        FAMILY_WISE,
        /** The expected share of true hypotheses among the rejected ones. */
        FALSE_DISCOVERY
    }

    private final ErrorRate controls;

    Correction(ErrorRate controls) {
        this.controls = controls;
    }

    public ErrorRate controls() {
        return controls;
    }

    /** Whether intervals at the levels of the single tests cover all true values at once: single-step procedures only. */
    public boolean coversSimultaneously() {
        return this == BONFERRONI || this == SIDAK;
    }
}
