package io.assay.model.algorithm;

import io.assay.model.scoring.Model;

/** An algorithm with its hyperparameters, all of them filled in. */
public record Candidate<H extends Record>(Algorithm<H> algorithm, H hyperparameters) {

    public String name() {
        return algorithm.name();
    }

    /** As {@link Algorithm#train}. */
    public Model train(TrainingSet data, Training training) {
        return algorithm.train(data, hyperparameters, training);
    }
}
