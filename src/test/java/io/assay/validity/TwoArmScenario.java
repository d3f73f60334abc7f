package io.assay.validity;

import io.assay.statistics.proportion.Proportion;
import io.assay.statistics.proportion.TwoByTwo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Two arms with known rates.
 *
 * @param rate of control
 * @param lift of treatment over control
 * @param controlN units in control
 * @param treatmentN units in treatment
 * @param seed of the generator
 */
record TwoArmScenario(double rate, double lift, int controlN, int treatmentN, long seed) {

    static final List<String> HEADINGS = List.of("rate", "lift", "n control", "n treatment", "seed");

    private static final List<Double> RATES = List.of(0.01, 0.10);
    private static final List<Integer> SIZES = List.of(100, 1_000, 10_000, 100_000);
    private static final int LARGEST_UNEQUAL = 10_000;

    /** Equal arms of 100 to 100,000 units, and the same totals split 90/10 up to 20,000. */
    static List<TwoArmScenario> all(double lift, long firstSeed) {
        List<TwoArmScenario> scenarios = new ArrayList<>();
        for (double rate : RATES) {
            for (int n : SIZES) {
                scenarios.add(new TwoArmScenario(rate, lift, n, n, firstSeed + scenarios.size()));
                if (n <= LARGEST_UNEQUAL) {
                    scenarios.add(new TwoArmScenario(rate, lift, n * 9 / 5, n / 5, firstSeed + scenarios.size()));
                }
            }
        }
        return scenarios;
    }

    double treatmentRate() {
        return rate * (1 + lift);
    }

    double difference() {
        return rate * lift;
    }

    Map<TwoByTwo, Integer> draw() {
        var control = new BinomialSampler(controlN, rate);
        var treatment = new BinomialSampler(treatmentN, treatmentRate());
        return Simulation.draw(
                seed,
                random -> new TwoByTwo(
                        new Proportion(control.next(random), controlN),
                        new Proportion(treatment.next(random), treatmentN)));
    }

    List<String> cells() {
        return List.of(
                percent(rate),
                percent(lift),
                String.format(Locale.ROOT, "%,d", controlN),
                String.format(Locale.ROOT, "%,d", treatmentN),
                Long.toString(seed));
    }

    static String percent(double share) {
        return Math.round(100 * share) + " %";
    }
}
