package io.assay.model.algorithm;

import io.assay.model.scoring.Model;
import io.assay.model.scoring.Task;
import java.util.List;
import java.util.Set;

/**
 * A way to learn, a bean. The same data, hyperparameters and seed give the same model, bit for bit, on any number of
 * threads.
 *
 * @param <H> its hyperparameters: a record whose components may be null, for the default; bound from the request's
 *     {@code hyperparameters}, unknown names refused
 */
public interface Algorithm<H extends Record> {

    /** The name in requests and answers, in snake_case; it is kept with every run, so never change it. */
    String name();

    Set<Task> tasks();

    Class<H> hyperparameters();

    /** What it does without a word, all components filled in: what the run is said to have been trained with. */
    H defaults();

    /**
     * Its rung on the ladder: the baseline is 0, and the simpler of two that are as good is the one with the lower number.
     */
    int complexity();

    /** Up to how many rows it is tried without being asked for: what is slow on many waits to be asked. */
    default long mostRowsUnasked() {
        return Long.MAX_VALUE;
    }

    /** From how many training rows on it is tried without being asked for: of fewer it refuses to learn. */
    default int fewestRowsUnasked() {
        return 1;
    }

    /** Which of its hyperparameters are worth searching for, and where; none where the defaults are all there is. */
    List<Dimension> space();

    /** Whether a missing value may be among the features. */
    default boolean takesMissing() {
        return false;
    }

    /** Whether some rows may weigh more than others. */
    default boolean takesWeights() {
        return true;
    }

    /** The memory that training takes at most, beside the features themselves. */
    long bytes(long rows, int features);

    /**
     * Learns.
     *
     * @throws io.assay.platform.problem.ProblemException with status 422 when nothing can be learned from the data
     * @throws io.assay.job.JobStoppedException from {@code training.watch()}, between two rounds
     */
    Model train(TrainingSet data, H hyperparameters, Training training);

    /** As {@link #train}, with the margins of the training rows where training knows them. */
    default Learned learn(TrainingSet data, H hyperparameters, Training training) {
        return new Learned(train(data, hyperparameters, training), null);
    }

    /** What there is to say of a model beside its scores: sentences for whoever is to believe it. */
    default List<String> warnings(TrainingSet data, Model model) {
        return List.of();
    }
}
