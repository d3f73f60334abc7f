package io.assay.model.algorithm;

import io.assay.model.scoring.Model;
import io.assay.platform.json.Binders;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.ResolvableType;

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

    public static Algorithm<?> named(String name) {
        return ALL.stream()
                .filter(algorithm -> algorithm.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** All by their names, as the service has them. */
    public static Algorithms beans() {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        ALL.forEach(algorithm -> beans.addBean(algorithm.name(), algorithm));
        return new Algorithms(
                beans.getBeanProvider(ResolvableType.forClass(Algorithm.class)), Binders.create(), Binders.mapper());
    }

    /** By its defaults, on one thread. */
    public static Model train(String name, TrainingSet data) {
        return train(named(name), data, null, 1);
    }

    public static Model train(String name, TrainingSet data, Record hyperparameters, int threads) {
        return train(named(name), data, hyperparameters, threads);
    }

    private static <H extends Record> Model train(
            Algorithm<H> algorithm, TrainingSet data, @Nullable Record hyperparameters, int threads) {
        H asked = hyperparameters == null
                ? algorithm.defaults()
                : algorithm.hyperparameters().cast(hyperparameters);
        return algorithm.train(data, asked, new Training(42, threads, Training.Watch.NONE));
    }
}
