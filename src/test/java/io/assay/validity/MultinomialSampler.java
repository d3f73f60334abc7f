package io.assay.validity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Exact multinomial counts: each arm is binomial given the arms before it. */
final class MultinomialSampler {

    private final int n;
    private final List<Double> weights;
    private final List<Map<Integer, BinomialSampler>> byRemaining = new ArrayList<>();

    /** Of {@code n} units; the weights are positive and add up to 1. */
    MultinomialSampler(int n, List<Double> weights) {
        this.n = n;
        this.weights = weights;
        weights.forEach(weight -> byRemaining.add(new HashMap<>()));
    }

    List<Long> next(RandomGenerator random) {
        List<Long> counts = new ArrayList<>();
        int remaining = n;
        double remainingWeight = 1;
        for (int arm = 0; arm < weights.size() - 1; arm++) {
            double share = weights.get(arm) / remainingWeight;
            int count = byRemaining
                    .get(arm)
                    .computeIfAbsent(remaining, units -> new BinomialSampler(units, share))
                    .next(random);
            counts.add((long) count);
            remaining -= count;
            remainingWeight -= weights.get(arm);
        }
        counts.add((long) remaining);
        return counts;
    }
}
