package io.assay.model.algorithm;

import io.assay.model.scoring.Model;
import java.util.List;

/** The algorithms of the service, for tests of what is done with their models. */
public final class TestAlgorithms {

    public static final List<Algorithm<?>> ALL = List.of(
            new DummyAlgorithm(),
            new LogisticAlgorithm(),
            new LinearAlgorithm(),
            new XgboostAlgorithm(),
            new ForestAlgorithm(),
            new BoostingAlgorithm());

    private TestAlgorithms() {}

    /** By its defaults, on one thread. */
    public static Model train(String name, TrainingSet data) {
        return ALL.stream()
                .filter(algorithm -> algorithm.name().equals(name))
                .findFirst()
                .map(algorithm -> train(algorithm, data))
                .orElseThrow();
    }

    private static <H extends Record> Model train(Algorithm<H> algorithm, TrainingSet data) {
        return algorithm.train(data, algorithm.defaults(), new Training(42, 1, Training.Watch.NONE));
    }
}
