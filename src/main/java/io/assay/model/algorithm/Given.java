package io.assay.model.algorithm;

/** An algorithm with its hyperparameters, all of them filled in. */
public record Given<H extends Record>(Algorithm<H> algorithm, H given) implements Candidate {

    @Override
    public Trained train(TrainingSet data, Training training) {
        return new Trained(algorithm.learn(data, given, training), given, null);
    }
}
