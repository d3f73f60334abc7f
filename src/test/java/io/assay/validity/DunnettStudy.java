package io.assay.validity;

import static io.assay.validity.Method.Guarantee.ASYMPTOTIC;
import static io.assay.validity.Method.Guarantee.EXACT;

import io.assay.statistics.distribution.StudentT;
import io.assay.statistics.multiplicity.Dunnett;
import io.assay.validity.Method.Guarantee;
import io.assay.validity.Section.Row;
import io.assay.validity.population.Variates;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Three treatments against one control, none of them different. */
final class DunnettStudy {

    private static final double ALPHA = AdjustedReadings.ALPHA;
    private static final int TREATMENTS = 3;

    private DunnettStudy() {}

    private record Setting(String data, int controlN, int treatmentN, double rate, long seed) {}

    /**
     * One experiment.
     *
     * @param largest statistic in absolute value
     * @param degreesOfFreedom infinite where the variances count as known
     * @param dunnett whether Dunnett's test rejects
     * @param dunnettIncrease whether the one-sided one does
     */
    private record Trial(double largest, double degreesOfFreedom, boolean dunnett, boolean dunnettIncrease) {}

    static Section section() {
        List<Setting> settings = List.of(
                new Setting("normal", 10, 10, 0, 2720),
                new Setting("normal", 100, 100, 0, 2721),
                new Setting("normal", 700, 100, 0, 2722),
                new Setting("binomial 1 %", 2_000, 2_000, 0.01, 2723),
                new Setting("binomial 1 %", 10_000, 10_000, 0.01, 2724),
                new Setting("binomial 10 %", 1_000, 1_000, 0.1, 2725),
                new Setting("binomial 10 %", 7_000, 1_000, 0.1, 2726));
        return new Section(
                "Three treatments and one control",
                """
                Share of experiments in per cent in which any treatment is found to differ (alpha = 5 %), though none does; as often one
                of the simultaneous intervals leaves out the truth. Normal data with one variance, estimated over all four arms;
                binomial data with each arm's own variance, taken as known.""",
                List.of("data", "n control", "n treatments", "seed"),
                List.of(),
                settings.parallelStream().map(DunnettStudy::row).toList());
    }

    private static Row row(Setting setting) {
        Guarantee guarantee = setting.rate == 0 ? EXACT : ASYMPTOTIC;
        Function<RandomGenerator, Trial> draw =
                setting.rate == 0 ? normal(setting) : random -> binomial(random, setting);
        return new Row(
                List.of(
                        setting.data,
                        String.format(Locale.ROOT, "%,d", setting.controlN),
                        String.format(Locale.ROOT, "%,d", setting.treatmentN),
                        Long.toString(setting.seed)),
                Simulation.judge(
                        setting.seed,
                        draw,
                        List.of(
                                Method.mistake("dunnett", guarantee, ALPHA, Trial::dunnett),
                                Method.mistake("dunnett, increase", guarantee, ALPHA, Trial::dunnettIncrease),
                                Method.mistake(
                                        "bonferroni", guarantee, ALPHA, trial -> pValue(trial) < ALPHA / TREATMENTS),
                                Method.mistake("none", ASYMPTOTIC, ALPHA, trial -> pValue(trial) < ALPHA))),
                List.of());
    }

    /** Of the largest statistic by itself. */
    private static double pValue(Trial trial) {
        return StudentT.twoSidedP(trial.largest, Math.min(trial.degreesOfFreedom, 1e12));
    }

    private static Function<RandomGenerator, Trial> normal(Setting setting) {
        double controlVariance = 1.0 / setting.controlN;
        double variance = 1.0 / setting.treatmentN;
        double degrees = setting.controlN + TREATMENTS * setting.treatmentN - TREATMENTS - 1;
        List<Double> variances = List.of(variance, variance, variance);
        double twoSided = new Dunnett(controlVariance, variances, true, degrees).criticalValue(ALPHA);
        double oneSided = new Dunnett(controlVariance, variances, false, degrees).criticalValue(ALPHA);
        return random -> {
            double deviation = Math.sqrt(Variates.chiSquare(random, degrees) / degrees);
            double control = Math.sqrt(controlVariance) * random.nextGaussian();
            double[] statistics = IntStream.range(0, TREATMENTS)
                    .mapToDouble(i -> Math.sqrt(variance) * random.nextGaussian() - control)
                    .map(difference -> difference / (deviation * Math.sqrt(variance + controlVariance)))
                    .toArray();
            double largest = largest(statistics);
            double increase = increase(statistics);
            return new Trial(largest, degrees, largest > twoSided, increase > oneSided);
        };
    }

    private static Trial binomial(RandomGenerator random, Setting setting) {
        double control = (double) Variates.binomial(random, setting.controlN, setting.rate) / setting.controlN;
        double controlVariance = control * (1 - control) / setting.controlN;
        double[] statistics = new double[TREATMENTS];
        Double[] variances = new Double[TREATMENTS];
        for (int i = 0; i < TREATMENTS; i++) {
            double rate = (double) Variates.binomial(random, setting.treatmentN, setting.rate) / setting.treatmentN;
            variances[i] = rate * (1 - rate) / setting.treatmentN;
            statistics[i] = (rate - control) / Math.sqrt(variances[i] + controlVariance);
        }
        Dunnett twoSided = new Dunnett(controlVariance, List.of(variances), true, Double.POSITIVE_INFINITY);
        Dunnett oneSided = new Dunnett(controlVariance, List.of(variances), false, Double.POSITIVE_INFINITY);
        double largest = largest(statistics);
        double increase = increase(statistics);
        return new Trial(
                largest,
                Double.POSITIVE_INFINITY,
                twoSided.adjustedPValue(largest) < ALPHA,
                oneSided.adjustedPValue(increase) < ALPHA);
    }

    private static double largest(double[] statistics) {
        double largest = 0;
        for (double statistic : statistics) {
            largest = Math.max(largest, Math.abs(statistic));
        }
        return largest;
    }

    private static double increase(double[] statistics) {
        double largest = statistics[0];
        for (double statistic : statistics) {
            largest = Math.max(largest, statistic);
        }
        return largest;
    }
}
