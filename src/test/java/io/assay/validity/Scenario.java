package io.assay.validity;

import io.assay.validity.population.Population;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Two arms drawn from one population.
 *
 * @param lift of treatment over control
 * @param controlN units in control
 * @param treatmentN units in treatment
 * @param seed of the generator
 */
record Scenario(Population population, double lift, int controlN, int treatmentN, long seed) {

    static final List<String> HEADINGS = List.of("data", "lift", "n control", "n treatment", "seed");

    /** Equal arms of each size, and the same totals split 90/10. */
    static List<Scenario> all(List<Population> populations, List<Integer> sizes, double lift, long firstSeed) {
        List<Scenario> scenarios = new ArrayList<>();
        for (Population population : populations) {
            for (int n : sizes) {
                scenarios.add(new Scenario(population, lift, n, n, firstSeed + scenarios.size()));
                scenarios.add(new Scenario(population, lift, n * 9 / 5, n / 5, firstSeed + scenarios.size()));
            }
        }
        return scenarios;
    }

    double difference() {
        return lift * population.value();
    }

    List<String> cells() {
        return List.of(
                population.name(),
                TwoArmScenario.percent(lift),
                String.format(Locale.ROOT, "%,d", controlN),
                String.format(Locale.ROOT, "%,d", treatmentN),
                Long.toString(seed));
    }
}
