package io.assay.model.algorithm;

import io.assay.model.scoring.Model;
import org.jspecify.annotations.Nullable;

/** What is to be trained: an algorithm with hyperparameters that are given, or that are yet to be searched for. */
public interface Candidate {

    Algorithm<?> algorithm();

    /** The hyperparameters that are given, all of them filled in; null where they are searched for. */
    @Nullable
    Record given();

    /** Trains on these rows, searching on them alone. */
    Trained train(TrainingSet data, Training training);

    default String name() {
        return algorithm().name();
    }

    /**
     * A trained model.
     *
     * @param learned with the margins of the training rows, until nobody needs them any more
     * @param hyperparameters those that it was trained with
     * @param search how they were found; null where they were given
     */
    record Trained(
            Learned learned,
            Record hyperparameters,
            @Nullable SearchReport search) {

        public Model model() {
            return learned.model();
        }

        /** Without the margins of the training rows, which take the memory of a column each. */
        public Trained alone() {
            return new Trained(new Learned(model(), null), hyperparameters, search);
        }
    }
}
