package io.assay.benchmark;

import org.jspecify.annotations.Nullable;

/**
 * What a causal estimate comes down to, to be held against a peer's.
 *
 * @param estimate of the effect; of a test its statistic
 * @param error its standard error, of a test the p-value; null where it is not computed
 */
record CausalFigures(double estimate, @Nullable Double error) {

    /** By how much of itself another's estimate and error are off, the larger of both. */
    double apart(CausalFigures other) {
        double apart = Math.abs(other.estimate / estimate - 1);
        return error == null || other.error == null ? apart : Math.max(apart, Math.abs(other.error / error - 1));
    }
}
