package io.assay.feature.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * How to fit.
 *
 * @param target the column of the outcome; null where no step learns from it
 * @param positive the value of the target that is 1, all others are 0; null where it is numbers, or true and false
 * @param folds how many inner folds encode each other's rows where a step learns from the target
 * @param seed of these folds
 * @param rowId the column whose values tell rows apart; null where their content does
 */
public record FitOptions(
        @Nullable String target,
        @Nullable String positive,
        int folds,
        long seed,
        @Nullable String rowId) {

    public static final int DEFAULT_FOLDS = 5;
    public static final long DEFAULT_SEED = 42;

    /** Without a target. */
    public static final FitOptions DEFAULT = new FitOptions(null, null, DEFAULT_FOLDS, DEFAULT_SEED, null);
}
