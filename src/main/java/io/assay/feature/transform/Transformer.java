package io.assay.feature.transform;

import io.assay.data.Table;

/**
 * One step of a feature as a pipeline's document asks for it: an immutable record whose components are its options and
 * whose {@link Kind} is its name there.
 */
public interface Transformer {

    /**
     * Learns from training rows, and nothing else.
     *
     * @param in the feature's columns as the steps before left them
     * @throws io.assay.platform.problem.ProblemException with status 422 when nothing can be learned from them
     */
    Fitting fit(Table in, Training training);

    /**
     * What came of learning.
     *
     * @param state what was learned
     * @param trained the training rows as a model may see them: {@code state.apply} of them, but where the step learned
     *     from the target and each row is given what was learned without it
     */
    record Fitting(Fitted state, Table trained) {

        public static Fitting of(Fitted state, Table in, Training training) {
            return new Fitting(state, state.apply(in, training));
        }
    }
}
