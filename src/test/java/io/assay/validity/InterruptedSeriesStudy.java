package io.assay.validity;

import io.assay.statistics.distribution.Normal;
import io.assay.statistics.distribution.StudentT;
import io.assay.statistics.series.InterruptedSeries;
import io.assay.statistics.series.SeriesErrors;
import io.assay.statistics.series.SeriesErrors.Kind;
import io.assay.validity.Method.Guarantee;
import io.assay.validity.Method.Outcome;
import io.assay.validity.Section.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Series that nothing interrupted, with errors that go on: how often a change of level is found. */
final class InterruptedSeriesStudy {

    private static final double LEVEL = 0.05;

    private InterruptedSeriesStudy() {}

    /** A series of as many periods; errors e_t = ρ e_{t-1} + noise. */
    private record World(int periods, double persistence, long seed) {}

    static Section section() {
        List<World> worlds = new ArrayList<>();
        long seed = 9100;
        for (int periods : new int[] {24, 60, 240}) {
            for (double persistence : new double[] {0, 0.3, 0.7}) {
                worlds.add(new World(periods, persistence, seed++));
            }
        }
        return new Section(
                "Interrupted series that nothing interrupted",
                """
                False positives in per cent at alpha = 5 % of the change of level in the middle; errors are e = ρ e before + noise. `hac` is the
                endpoint's default: lags 4 (n/100)^(2/9), N/(N-K), t with N - K degrees of freedom; `hac_normal` the same without factor against
                the normal distribution.""",
                List.of("periods", "ρ", "seed"),
                List.of(),
                worlds.parallelStream().map(InterruptedSeriesStudy::row).toList());
    }

    private static Row row(World world) {
        List<Method<double[]>> methods = List.of(
                method("classical", Kind.CLASSICAL, true, true),
                method("hc3", Kind.HC3, false, true),
                method("hac_normal", Kind.HAC, false, false),
                method("hac", Kind.HAC, true, true));
        return new Row(
                List.of(
                        Integer.toString(world.periods()),
                        String.format(Locale.ROOT, "%.1f", world.persistence()),
                        Long.toString(world.seed())),
                Simulation.judge(world.seed(), random -> draw(world, random), methods),
                List.of());
    }

    private static double[] draw(World world, RandomGenerator random) {
        double[] y = new double[world.periods()];
        double before = random.nextGaussian() / Math.sqrt(1 - world.persistence() * world.persistence());
        for (int t = 0; t < y.length; t++) {
            y[t] = before;
            before = world.persistence() * before + random.nextGaussian();
        }
        return y;
    }

    private static Method<double[]> method(String name, Kind kind, boolean corrected, boolean student) {
        return new Method<>(name, Method.Kind.TEST, Guarantee.ASYMPTOTIC, LEVEL, y -> {
            double[] time = new double[y.length];
            for (int t = 0; t < y.length; t++) {
                time[t] = t;
            }
            InterruptedSeries fit = InterruptedSeries.fit(
                    time,
                    y,
                    y.length / 2.0,
                    List.of(),
                    new double[0][],
                    new SeriesErrors(kind, SeriesErrors.usualLags(y.length), corrected));
            int k = fit.names().indexOf(InterruptedSeries.LEVEL);
            double statistic = Math.abs(fit.coefficient(k)) / fit.standardError(k);
            double critical = student
                    ? StudentT.upperQuantile(LEVEL / 2, fit.residualDegrees())
                    : Normal.upperQuantile(LEVEL / 2);
            return statistic > critical ? Outcome.ERROR : Outcome.NO_ERROR;
        });
    }
}
