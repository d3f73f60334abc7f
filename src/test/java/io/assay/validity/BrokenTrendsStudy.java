package io.assay.validity;

import io.assay.statistics.Interval;
import io.assay.statistics.did.EventStudyEstimates;
import io.assay.statistics.did.HonestMagnitudes;
import io.assay.statistics.did.HonestSmoothness;
import io.assay.validity.Method.Guarantee;
import io.assay.validity.Section.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** Event studies whose trends part: whether honest intervals cover the effect when trends part as much as they allow. */
final class BrokenTrendsStudy {

    private static final int REPLICATIONS = 2_000;
    private static final int BEFORE = 3;
    private static final int AFTER = 3;
    private static final double ERROR = 0.1;
    private static final double M = 0.1;

    private BrokenTrendsStudy() {}

    /**
     * What trends do: the difference of the groups' trends in periods -4 to -2 and 0 to 2, 0 in the reference -1.
     *
     * @param smooth whether its slope changes by at most M = 0.1
     * @param straight whether it does not change
     * @param magnitude whether its steps after treatment are at most as large as the largest before
     */
    private record World(
            String name, List<Double> path, boolean straight, boolean smooth, boolean magnitude, long seed) {}

    private static final List<World> WORLDS = List.of(
            new World("parallel", List.of(0.0, 0.0, 0.0, 0.0, 0.0, 0.0), true, true, true, 9700),
            new World("part by 0.1 a period", List.of(-0.3, -0.2, -0.1, 0.1, 0.2, 0.3), true, true, true, 9701),
            new World("part ever faster, by 0.1 more", List.of(0.0, 0.0, 0.0, 0.1, 0.3, 0.6), false, true, false, 9702),
            new World("part by 0.1, then faster", List.of(-0.3, -0.2, -0.1, 0.2, 0.5, 0.9), false, true, false, 9703),
            new World("as large as one step before", List.of(-0.2, 0.0, 0.0, 0.2, 0.4, 0.6), false, false, true, 9704),
            new World(
                    "as large as steps before, back", List.of(0.3, 0.0, 0.0, 0.3, 0.6, 0.9), false, false, true, 9705));

    static Section section() {
        return new Section(
                "Event studies whose trends part",
                """
                Coverage in per cent of the mean effect after treatment, 1, at 95 %% in %,d samples; effects have a standard error of 0.1 each and
                correlations of 0.5, three before and three after the reference. `usual` takes trends for parallel; `smooth_0` allows for a linear
                difference, `smooth_0.1` for a slope that changes by 0.1 a period (fixed length), `relative_1` for steps after treatment as large as the
                largest before it. Where trends do what an interval allows for it must not miss; none errs on both sides alike, so they are cautious.""".formatted(REPLICATIONS),
                List.of("trends", "seed"),
                List.of(
                        "bias of the usual estimate",
                        "mean width of usual",
                        "of smooth_0",
                        "of smooth_0.1",
                        "of relative_1"),
                WORLDS.parallelStream().map(BrokenTrendsStudy::row).toList());
    }

    private static Row row(World world) {
        RandomGenerator random = Simulation.generator(world.seed());
        int d = BEFORE + AFTER;
        double[][] covariance = new double[d][d];
        for (int a = 0; a < d; a++) {
            for (int b = 0; b < d; b++) {
                covariance[a][b] = ERROR * ERROR * (a == b ? 1 : 0.5);
            }
        }
        double[] weights = new double[AFTER];
        Arrays.fill(weights, 1.0 / AFTER);
        Tally[] tallies = {new Tally(), new Tally(), new Tally(), new Tally()};
        double[] widths = new double[4];
        for (int i = 0; i < REPLICATIONS; i++) {
            double common = Math.sqrt(0.5) * random.nextGaussian();
            double[] estimates = new double[d];
            for (int a = 0; a < d; a++) {
                estimates[a] = (a < BEFORE ? 0 : 1)
                        + world.path().get(a)
                        + ERROR * (common + Math.sqrt(0.5) * random.nextGaussian());
            }
            EventStudyEstimates study = new EventStudyEstimates(estimates, covariance, BEFORE);
            HonestSmoothness smooth = new HonestSmoothness(study, weights, Tally.LEVEL);
            Interval[] intervals = {
                study.interval(weights, 1 - Tally.LEVEL),
                smooth.interval(0),
                smooth.interval(M),
                new HonestMagnitudes(study, weights, Tally.LEVEL).interval(1)
            };
            double away = study.estimate(weights) - 1;
            for (int m = 0; m < intervals.length; m++) {
                tallies[m].add(away, !intervals[m].contains(1));
                widths[m] +=
                        (Objects.requireNonNull(intervals[m].upper()) - Objects.requireNonNull(intervals[m].lower()))
                                / REPLICATIONS;
            }
        }
        return new Row(
                List.of(world.name(), Long.toString(world.seed())),
                List.of(
                        tallies[0].coverage("usual", Guarantee.ASYMPTOTIC),
                        tallies[1].coverage("smooth_0", promise(world.straight())),
                        tallies[2].coverage("smooth_0.1", promise(world.smooth())),
                        tallies[3].coverage("relative_1", promise(world.magnitude()))),
                List.of(tallies[0].bias(), width(widths[0]), width(widths[1]), width(widths[2]), width(widths[3])));
    }

    private static Guarantee promise(boolean holds) {
        return holds ? Guarantee.EXACT : Guarantee.ASYMPTOTIC;
    }

    private static String width(double mean) {
        return String.format(Locale.ROOT, "%.3f", mean);
    }
}
