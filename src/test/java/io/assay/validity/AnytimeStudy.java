package io.assay.validity;

import static io.assay.validity.Method.Guarantee.EXACT;

import io.assay.statistics.proportion.Proportion;
import io.assay.statistics.proportion.TwoByTwo;
import io.assay.statistics.sequential.BernoulliComparison;
import io.assay.statistics.sequential.BernoulliConfidenceSequence;
import io.assay.statistics.sequential.NormalMixture;
import io.assay.statistics.sequential.QuantileComparison;
import io.assay.statistics.sequential.Sides;
import io.assay.validity.Section.Row;
import io.assay.validity.population.Variates;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The sequential methods whose guarantee holds at every sample size, read after every unit from the first. */
final class AnytimeStudy {

    private static final double ALPHA = AdjustedReadings.ALPHA;
    private static final int UNITS = 500;
    private static final int TUNED_AT = 125;
    private static final int QUANTILE_UNITS = 200;
    private static final int UNITS_BETWEEN_LOOKS = 20;

    private AnytimeStudy() {}

    private record Setting(String method, String looks, Function<RandomGenerator, Double> smallestP, long seed) {}

    static Section section() {
        String each = String.format(Locale.ROOT, "each of %,d units", UNITS);
        String more = "every %d of %d units an arm".formatted(UNITS_BETWEEN_LOOKS, UNITS);
        String every = "every %d of %d units an arm".formatted(UNITS_BETWEEN_LOOKS, QUANTILE_UNITS);
        List<Setting> settings = List.of(
                new Setting("normal_mixture, known variance", each, mixture(Sides.TWO), 2600),
                new Setting("normal_mixture, known variance, increase", each, mixture(Sides.ONE), 2601),
                new Setting("bernoulli_cs, rate 1 %", each, bernoulli(0.01), 2602),
                new Setting("bernoulli_cs, rate 10 %", each, bernoulli(0.1), 2603),
                new Setting("bernoulli_cs, rate 50 %", each, bernoulli(0.5), 2604),
                new Setting("bernoulli_comparison, rates 1 %", more, rates(0.01), 2605),
                new Setting("bernoulli_comparison, rates 10 %", more, rates(0.1), 2606),
                new Setting("quantile_comparison, median", every, quantiles(0.5), 2607),
                new Setting("quantile_comparison, 90 %", every, quantiles(0.9), 2608));
        return new Section(
                "Sequential methods that hold at every sample size",
                """
                False positives in per cent at alpha = 5 %, where the true hypothesis is rejected at one look at least: as often as the
                confidence sequence leaves out the truth.""",
                List.of("method", "looks", "seed"),
                List.of(),
                settings.parallelStream().map(AnytimeStudy::row).toList());
    }

    private static Row row(Setting setting) {
        return new Row(
                List.of(setting.method, setting.looks, Long.toString(setting.seed)),
                Simulation.judge(
                        setting.seed,
                        setting.smallestP,
                        List.of(Method.test("any look", EXACT, ALPHA, smallestP -> smallestP))),
                List.of());
    }

    private static Function<RandomGenerator, Double> mixture(Sides sides) {
        NormalMixture mixture = NormalMixture.tuned(TUNED_AT, ALPHA, sides);
        return random -> {
            double sum = 0;
            double smallest = 1;
            for (int n = 1; n <= UNITS; n++) {
                sum += random.nextGaussian();
                smallest = Math.min(smallest, mixture.pValue(sum, n));
            }
            return smallest;
        };
    }

    private static Function<RandomGenerator, Double> bernoulli(double rate) {
        BernoulliConfidenceSequence sequence = new BernoulliConfidenceSequence(TUNED_AT, ALPHA);
        return random -> {
            int successes = 0;
            double smallest = 1;
            for (int n = 1; n <= UNITS; n++) {
                successes += random.nextDouble() < rate ? 1 : 0;
                smallest = Math.min(smallest, sequence.pValue(new Proportion(successes, n), rate));
            }
            return smallest;
        };
    }

    private static Function<RandomGenerator, Double> rates(double rate) {
        return random -> {
            int control = 0;
            int treatment = 0;
            double smallest = 1;
            for (int n = UNITS_BETWEEN_LOOKS; n <= UNITS; n += UNITS_BETWEEN_LOOKS) {
                control += Variates.binomial(random, UNITS_BETWEEN_LOOKS, rate);
                treatment += Variates.binomial(random, UNITS_BETWEEN_LOOKS, rate);
                TwoByTwo table = new TwoByTwo(new Proportion(control, n), new Proportion(treatment, n));
                smallest = Math.min(smallest, new BernoulliComparison(table, TUNED_AT, ALPHA).pValue());
            }
            return smallest;
        };
    }

    /** The values are uniform: the test looks at their order alone. */
    private static Function<RandomGenerator, Double> quantiles(double probability) {
        QuantileComparison comparison = new QuantileComparison(probability, QUANTILE_UNITS, ALPHA);
        return random -> {
            double[] control = random.doubles(QUANTILE_UNITS).toArray();
            double[] treatment = random.doubles(QUANTILE_UNITS).toArray();
            double smallest = 1;
            for (int n = UNITS_BETWEEN_LOOKS; n <= QUANTILE_UNITS; n += UNITS_BETWEEN_LOOKS) {
                smallest =
                        Math.min(smallest, comparison.pValue(Arrays.copyOf(control, n), Arrays.copyOf(treatment, n)));
            }
            return smallest;
        };
    }
}
