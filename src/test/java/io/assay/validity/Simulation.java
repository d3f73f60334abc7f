package io.assay.validity;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** What every row is made of: 20,000 experiments drawn from one seed. */
final class Simulation {

    static final int REPLICATIONS = 20_000;
    static final String GENERATOR = "L64X128MixRandom";

    private Simulation() {}

    /** How often each experiment came: most of the small ones come again and again, and are then judged once. */
    static <T> Map<T, Integer> draw(long seed, Function<RandomGenerator, T> experiment) {
        RandomGenerator random = RandomGeneratorFactory.of(GENERATOR).create(seed);
        Map<T, Integer> drawn = new HashMap<>();
        for (int i = 0; i < REPLICATIONS; i++) {
            drawn.merge(experiment.apply(random), 1, Integer::sum);
        }
        return drawn;
    }
}
