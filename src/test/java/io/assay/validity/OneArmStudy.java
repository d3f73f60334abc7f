package io.assay.validity;

import static io.assay.validity.Method.Guarantee.ASYMPTOTIC;
import static io.assay.validity.Method.Guarantee.EXACT;

import io.assay.statistics.bayes.BetaPosterior;
import io.assay.statistics.proportion.OneArmIntervals;
import io.assay.statistics.proportion.Proportion;
import io.assay.validity.Section.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Every interval of one rate, the credible interval under the uniform prior among them. */
final class OneArmStudy {

    private static final double ALPHA = 0.05;
    private static final long FIRST_SEED = 1200;

    private OneArmStudy() {}

    private record Scenario(double rate, int n, long seed) {}

    static Section section() {
        List<Scenario> scenarios = new ArrayList<>();
        for (double rate : new double[] {0.01, 0.10}) {
            for (int n : new int[] {100, 1_000, 10_000, 100_000}) {
                scenarios.add(new Scenario(rate, n, FIRST_SEED + scenarios.size()));
            }
        }
        return new Section(
                "Intervals of one rate",
                "Coverage in per cent at level 95 %.",
                List.of("rate", "n", "seed"),
                List.of(),
                scenarios.parallelStream().map(OneArmStudy::row).toList());
    }

    private static Row row(Scenario scenario) {
        var arm = new BinomialSampler(scenario.n, scenario.rate);
        Map<Proportion, Integer> drawn =
                Simulation.draw(scenario.seed, random -> new Proportion(arm.next(random), scenario.n));
        return new Row(
                List.of(
                        TwoArmScenario.percent(scenario.rate),
                        String.format(Locale.ROOT, "%,d", scenario.n),
                        Long.toString(scenario.seed)),
                methods(scenario.rate).stream()
                        .map(method -> ErrorRate.of(method, drawn))
                        .toList(),
                List.of());
    }

    private static List<Method<Proportion>> methods(double truth) {
        return List.of(
                Method.interval("wald", ASYMPTOTIC, ALPHA, truth, arm -> OneArmIntervals.wald(arm, ALPHA)),
                Method.interval("wilson", ASYMPTOTIC, ALPHA, truth, arm -> OneArmIntervals.wilson(arm, ALPHA)),
                Method.interval(
                        "agresti_coull", ASYMPTOTIC, ALPHA, truth, arm -> OneArmIntervals.agrestiCoull(arm, ALPHA)),
                Method.interval(
                        "clopper_pearson", EXACT, ALPHA, truth, arm -> OneArmIntervals.clopperPearson(arm, ALPHA)),
                Method.interval("jeffreys", ASYMPTOTIC, ALPHA, truth, arm -> OneArmIntervals.jeffreys(arm, ALPHA)),
                Method.interval(
                        "uniform_posterior",
                        ASYMPTOTIC,
                        ALPHA,
                        truth,
                        arm -> BetaPosterior.of(arm, 1, 1).credibleInterval(ALPHA)));
    }
}
