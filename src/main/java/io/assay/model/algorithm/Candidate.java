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
     * @param hyperparameters those that it was trained with
     * @param search how they were found; null where they were given
     */
    record Trained(
            Model model, Record hyperparameters, @Nullable SearchReport search) {}
}
