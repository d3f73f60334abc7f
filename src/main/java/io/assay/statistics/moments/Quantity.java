package io.assay.statistics.moments;

/**
 * What a metric or covariate is in terms of the variables of {@link Moments}, by their index. Its sampling variance
 * comes from its gradient g on the means, g' Σ g/n (the delta method; Deng, Knoblich, Lu 2018, "Applying the delta
 * method in metric analytics", KDD).
 */
public sealed interface Quantity {

    /** The mean of a variable over units; its gradient is 1. */
    record MeanOf(int variable) implements Quantity {}

    /** ΣM/ΣD; its gradient is 1/D for the numerator's mean M and -M/D² for the denominator's mean D. */
    record RatioOf(int numerator, int denominator) implements Quantity {}
}
