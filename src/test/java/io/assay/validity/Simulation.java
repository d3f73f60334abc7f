package io.assay.validity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** What every row is made of: 20,000 experiments drawn from one seed. */
final class Simulation {

    static final int REPLICATIONS = 20_000;
    static final String GENERATOR = "L64X128MixRandom";

    private Simulation() {}

    static RandomGenerator generator(long seed) {
        return RandomGeneratorFactory.of(GENERATOR).create(seed);
    }

    /** How often each experiment came: most of the small ones come again and again, and are then judged once. */
    static <T> Map<T, Integer> draw(long seed, Function<RandomGenerator, T> experiment) {
        RandomGenerator random = generator(seed);
        Map<T, Integer> drawn = new HashMap<>();
        for (int i = 0; i < REPLICATIONS; i++) {
            drawn.merge(experiment.apply(random), 1, Integer::sum);
        }
        return drawn;
    }

    /** What all methods do to each experiment, for data that hardly ever come twice. */
    static <T> List<ErrorRate> judge(
            long seed, Function<RandomGenerator, T> experiment, List<? extends Method<? super T>> methods) {
        RandomGenerator random = generator(seed);
        int[] errors = new int[methods.size()];
        int[] noAnswers = new int[methods.size()];
        for (int i = 0; i < REPLICATIONS; i++) {
            T drawn = experiment.apply(random);
            for (int m = 0; m < errors.length; m++) {
                switch (methods.get(m).outcome().apply(drawn)) {
                    case ERROR -> errors[m]++;
                    case NO_ANSWER -> noAnswers[m]++;
                    case NO_ERROR -> {}
                }
            }
        }
        List<ErrorRate> rates = new ArrayList<>();
        for (int m = 0; m < errors.length; m++) {
            rates.add(ErrorRate.of(methods.get(m), errors[m], noAnswers[m]));
        }
        return rates;
    }
}
