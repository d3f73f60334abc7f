package io.assay.validity;

import static io.assay.statistics.inference.Alternative.TWO_SIDED;
import static io.assay.statistics.inference.Reference.NORMAL;
import static io.assay.statistics.inference.Reference.STUDENT_T;
import static io.assay.validity.Method.Guarantee.ASYMPTOTIC;

import io.assay.statistics.Interval;
import io.assay.statistics.inference.Estimate;
import io.assay.statistics.inference.FixedHorizon;
import io.assay.statistics.inference.Reference;
import io.assay.statistics.inference.RelativeIntervals;
import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.moments.Comparison;
import io.assay.statistics.moments.Comparisons;
import io.assay.statistics.moments.Metric;
import io.assay.validity.Section.Row;
import io.assay.validity.population.ClusteredLatencies;
import io.assay.validity.population.LogNormalQuantile;
import io.assay.validity.population.QuantilePopulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.jspecify.annotations.Nullable;

/** Intervals of a difference of quantiles from order statistics. */
final class QuantileStudy {

    private static final double ALPHA = AdjustedReadings.ALPHA;
    private static final double LIFT = 0.2;
    private static final long FIRST_SEED = 2300;
    /** Values above the quantile: with fewer its interval would leave the sample, and there is no answer. */
    private static final double FEWEST_ABOVE = 4;

    private QuantileStudy() {}

    private record Setting(QuantilePopulation population, double lift, int controlN, int treatmentN, long seed) {}

    static Section section() {
        List<Setting> settings = new ArrayList<>();
        for (double lift : new double[] {0, LIFT}) {
            for (double probability : new double[] {0.5, 0.9, 0.99}) {
                QuantilePopulation population = new LogNormalQuantile(probability);
                for (int n : new int[] {100, 1_000, 10_000}) {
                    for (int treatmentN : new int[] {n, n / 5}) {
                        if (treatmentN * (1 - probability) > FEWEST_ABOVE) {
                            long seed = FIRST_SEED + settings.size();
                            settings.add(new Setting(population, lift, 2 * n - treatmentN, treatmentN, seed));
                        }
                    }
                }
            }
            for (double probability : new double[] {0.5, 0.9}) {
                QuantilePopulation population = new ClusteredLatencies(probability);
                settings.add(new Setting(population, lift, 200, 200, FIRST_SEED + settings.size()));
            }
        }
        return new Section(
                "Intervals of a difference of quantiles",
                """
                Coverage in per cent at level 95 %; without a lift, `t` leaves out 0 as often as the test errs. An arm's quantile is the
                order statistic of rank ⌈nq⌉, its interval those of rank ⌊nq - 1.96 √(nq(1 - q))⌋ and ⌈nq + 1.96 √(nq(1 - q))⌉. Clustered
                values: units with 1 to 8 values each, logarithms correlated 0.5 within a unit; n counts units.""",
                List.of("data", "quantile", "lift", "n control", "n treatment", "seed"),
                List.of(),
                settings.parallelStream().map(QuantileStudy::row).toList());
    }

    private static Row row(Setting setting) {
        QuantilePopulation population = setting.population;
        Metric metric = new Metric.Quantile(population.probability());
        double value = Math.exp(new NormalDistribution().inverseCumulativeProbability(population.probability()));
        return new Row(
                List.of(
                        population.name(),
                        String.format(Locale.ROOT, "%.0f %%", 100 * population.probability()),
                        TwoArmScenario.percent(setting.lift),
                        String.format(Locale.ROOT, "%,d", setting.controlN),
                        String.format(Locale.ROOT, "%,d", setting.treatmentN),
                        Long.toString(setting.seed)),
                Simulation.judge(
                        setting.seed,
                        random -> Reading.of(
                                Comparisons.compare(
                                        metric,
                                        new Adjustment.None(),
                                        population.arm(random, setting.controlN, 0),
                                        population.arm(random, setting.treatmentN, setting.lift)),
                                ALPHA),
                        methods(setting.lift, setting.lift * value)),
                List.of());
    }

    private static List<Method<Reading>> methods(double lift, double difference) {
        return List.of(
                interval("t", difference, reading -> around(reading.absolute(), STUDENT_T)),
                interval("z", difference, reading -> around(reading.absolute(), NORMAL)),
                interval("delta", lift, reading -> around(reading.relative(), STUDENT_T)),
                interval("log_ratio", lift, reading -> {
                    Comparison comparison = reading.comparison();
                    return comparison == null
                            ? null
                            : RelativeIntervals.logRatio(comparison, TWO_SIDED, STUDENT_T, ALPHA)
                                    .valueOrNull();
                }),
                interval("fieller", lift, reading -> {
                    Comparison comparison = reading.comparison();
                    return comparison == null
                            ? null
                            : RelativeIntervals.fieller(comparison, TWO_SIDED, STUDENT_T, ALPHA)
                                    .valueOrNull();
                }));
    }

    private static Method<Reading> interval(String name, double truth, Function<Reading, @Nullable Interval> interval) {
        return Method.interval(name, ASYMPTOTIC, ALPHA, truth, interval);
    }

    private static @Nullable Interval around(@Nullable Estimate estimate, Reference reference) {
        return estimate == null ? null : FixedHorizon.interval(estimate, TWO_SIDED, reference, ALPHA);
    }
}
