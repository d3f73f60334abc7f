package io.assay.model.evaluation;

import java.util.List;

/**
 * How rows are split to be learned from and judged: rounds, in each of which a model learns from some and is judged on
 * others that it has not seen.
 *
 * @param method how they were made
 * @param reason why so
 */
record Rounds(Method method, String reason, List<Round> rounds) {

    Rounds {
        rounds = List.copyOf(rounds);
    }

    /** How rounds are made. */
    enum Method {

        /** Shuffled folds with the same share of each class. */
        STRATIFIED_K_FOLD,

        /** Shuffled folds. */
        K_FOLD,

        /** Folds that part nobody's rows. */
        STRATIFIED_GROUP_K_FOLD,

        /** Judged on what was later. */
        TIME_SERIES_SPLIT
    }

    /** One round: places of rows. Nobody writes to the arrays. */
    static final class Round {

        private final int[] train;
        private final int[] test;

        Round(int[] train, int[] test) {
            this.train = train;
            this.test = test;
        }

        int[] train() {
            return train;
        }

        int[] test() {
            return test;
        }
    }
}
