package io.assay.validity;

import io.assay.statistics.Outcome;
import io.assay.statistics.did.CohortMoments;
import io.assay.statistics.did.CohortRegression;
import io.assay.statistics.did.EventStudy;
import io.assay.statistics.did.LinearEffect;
import io.assay.statistics.did.MomentsBuilder;
import io.assay.statistics.did.SupT;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.distribution.StudentT;
import io.assay.statistics.regression.WaldTest;
import io.assay.validity.Method.Guarantee;
import io.assay.validity.Section.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Whether intervals of several effects cover all of them at once, with a covariance that is known or estimated. */
final class BandsStudy {

    private static final int REPLICATIONS = 20_000;
    private static final int PANELS = 2_000;
    private static final double LEVEL = Tally.LEVEL;
    private static final int PERIODS = 8;
    private static final int START = 5;

    private BandsStudy() {}

    /**
     * Estimates that are jointly normal or t.
     *
     * @param correlation of effects one time apart, to the power of the distance
     * @param common correlation of all on top, as effects held against the same period have
     * @param degrees of freedom of their errors
     */
    private record Drawn(int effects, double correlation, double common, double degrees, long seed) {

        double[][] covariance() {
            double[][] covariance = new double[effects][effects];
            for (int a = 0; a < effects; a++) {
                for (int b = 0; b < effects; b++) {
                    // Variances differ, as those of late effects do.
                    double scale = Math.sqrt((1 + a) * (1.0 + b));
                    covariance[a][b] = scale * (common + (1 - common) * Math.pow(correlation, Math.abs(a - b)));
                }
            }
            return covariance;
        }
    }

    static Section section() {
        List<Drawn> drawn = new ArrayList<>();
        long seed = 9600;
        for (double degrees : new double[] {Double.POSITIVE_INFINITY, 20}) {
            drawn.add(new Drawn(4, 0, 0, degrees, seed++));
            drawn.add(new Drawn(8, 0.5, 0, degrees, seed++));
            drawn.add(new Drawn(8, 0.3, 0.5, degrees, seed++));
            drawn.add(new Drawn(20, 0.9, 0, degrees, seed++));
        }
        List<Row> rows =
                new ArrayList<>(drawn.parallelStream().map(BandsStudy::row).toList());
        rows.addAll(List.of(12, 20, 50, 200).parallelStream()
                .map(units -> row(units, 9620 + units))
                .toList());
        return new Section(
                "All effects of an event study at once",
                """
                Coverage in per cent of all effects at once by 95 %% intervals, and of the joint test that all are 0 how often it does not reject though it
                is true. First estimates that have the covariance they are said to have (%,d samples; there `sup_t` and `joint_test` must not miss),
                then event studies of %d periods (%,d panels): half of the units are treated from the fifth on, without effect; noise goes on by
                half; errors by unit (CRV1) with t(G - 1), the test is that of the periods before treatment. `pointwise` intervals are what a plot
                usually shows.""".formatted(REPLICATIONS, PERIODS, PANELS),
                List.of("effects", "covariance", "errors", "seed"),
                List.of("critical value of sup_t"),
                rows);
    }

    private static double quantile(double tail, double degrees) {
        return Double.isInfinite(degrees) ? Normal.upperQuantile(tail) : StudentT.upperQuantile(tail, degrees);
    }

    private static Row row(Drawn world) {
        RandomGenerator random = Simulation.generator(world.seed());
        double[][] covariance = world.covariance();
        double[][] root = cholesky(covariance);
        int d = world.effects();
        double pointwise = quantile(LEVEL / 2, world.degrees());
        double bonferroni = quantile(LEVEL / 2 / d, world.degrees());
        double simultaneous = SupT.criticalValue(covariance, world.degrees(), LEVEL);
        Double degrees = Double.isInfinite(world.degrees()) ? null : (Double) world.degrees();
        Tally[] tallies = {new Tally(), new Tally(), new Tally(), new Tally()};
        double[] z = new double[d];
        double[] estimates = new double[d];
        for (int i = 0; i < REPLICATIONS; i++) {
            Arrays.setAll(z, a -> random.nextGaussian());
            double spread = degrees == null ? 1 : Math.sqrt(chiSquare(degrees.intValue(), random) / degrees);
            double largest = 0;
            for (int a = 0; a < d; a++) {
                estimates[a] = 0;
                for (int b = 0; b <= a; b++) {
                    estimates[a] += root[a][b] * z[b];
                }
                // What counts is the estimate over its error, and so the error's own noise may be put on the estimate.
                estimates[a] /= spread;
                largest = Math.max(largest, Math.abs(estimates[a]) / Math.sqrt(covariance[a][a]));
            }
            tallies[0].add(0, largest > pointwise);
            tallies[1].add(0, largest > bonferroni);
            tallies[2].add(0, largest > simultaneous);
            WaldTest test = WaldTest.of(estimates, covariance, degrees);
            tallies[3].add(0, test != null && test.pValue() < LEVEL);
        }
        String described = world.common() > 0
                ? String.format(
                        Locale.ROOT,
                        "%.1f + %.1f · %.1f^distance",
                        world.common(),
                        1 - world.common(),
                        world.correlation())
                : String.format(Locale.ROOT, "%.1f^distance", world.correlation());
        return new Row(
                List.of(
                        Integer.toString(d),
                        described,
                        degrees == null ? "known" : "t(" + degrees.intValue() + ")",
                        Long.toString(world.seed())),
                rates(tallies, Guarantee.EXACT),
                List.of(String.format(Locale.ROOT, "%.3f", simultaneous)));
    }

    private static List<ErrorRate> rates(Tally[] tallies, Guarantee guarantee) {
        return List.of(
                tallies[0].coverage("pointwise", Guarantee.ASYMPTOTIC),
                tallies[1].coverage("bonferroni", guarantee),
                tallies[2].coverage("sup_t", guarantee),
                tallies[3].coverage("joint_test", guarantee));
    }

    private static double chiSquare(int degrees, RandomGenerator random) {
        double sum = 0;
        for (int k = 0; k < degrees; k++) {
            double z = random.nextGaussian();
            sum += z * z;
        }
        return sum;
    }

    private static double[][] cholesky(double[][] a) {
        int d = a.length;
        double[][] root = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= root[i][k] * root[j][k];
                }
                root[i][j] = i == j ? Math.sqrt(sum) : sum / root[j][j];
            }
        }
        return root;
    }

    /** Event studies of as many units. */
    private static Row row(int units, long seed) {
        RandomGenerator random = Simulation.generator(seed);
        Tally[] tallies = {new Tally(), new Tally(), new Tally(), new Tally()};
        double critical = 0;
        int effects = 0;
        for (int i = 0; i < PANELS; i++) {
            EventStudy study = EventStudy.of(panel(units, random), 0);
            CohortRegression regression = study.regression();
            List<LinearEffect> unsure = study.effects().stream()
                    .filter(effect -> !effect.isReference())
                    .toList();
            effects = unsure.size();
            double degrees = regression.clusters() - 1.0;
            double largest = unsure.stream()
                    .mapToDouble(effect -> Math.abs(effect.effect()) / effect.standardError())
                    .max()
                    .orElseThrow();
            double simultaneous = SupT.criticalValue(unsure, regression.covariance(), degrees, LEVEL);
            critical += simultaneous / PANELS;
            tallies[0].add(0, largest > quantile(LEVEL / 2, degrees));
            tallies[1].add(0, largest > quantile(LEVEL / 2 / effects, degrees));
            tallies[2].add(0, largest > simultaneous);
            Outcome<CohortRegression.JointTest> before = study.preTrend();
            CohortRegression.JointTest test = before.valueOrNull();
            if (test == null) {
                tallies[3].refused();
            } else {
                tallies[3].add(0, test.pValue() < LEVEL);
            }
        }
        return new Row(
                List.of(Integer.toString(effects), "estimated", "CRV1, %d units".formatted(units), Long.toString(seed)),
                rates(tallies, Guarantee.ASYMPTOTIC),
                List.of(String.format(Locale.ROOT, "%.3f", critical)));
    }

    private static CohortMoments panel(int units, RandomGenerator random) {
        double[] periods = new double[PERIODS];
        Arrays.setAll(periods, t -> t + 1);
        MomentsBuilder builder = new MomentsBuilder(periods);
        double[] outcome = new double[PERIODS];
        for (int unit = 0; unit < units; unit++) {
            double noise = random.nextGaussian() / Math.sqrt(0.75);
            for (int t = 0; t < PERIODS; t++) {
                outcome[t] = noise;
                noise = 0.5 * noise + random.nextGaussian();
            }
            builder.add(unit % 2 == 0 ? START : Double.POSITIVE_INFINITY, outcome);
        }
        return builder.moments();
    }
}
