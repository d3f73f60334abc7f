package io.assay.causal.did;

import io.assay.causal.CausalData;
import io.assay.causal.ClusterCount;
import io.assay.causal.Key;
import io.assay.causal.Refused;
import io.assay.causal.did.ParallelTrends.DetectableSlope;
import io.assay.data.NumberColumn;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.did.DetectableTrend;
import io.assay.statistics.regression.ClusterRobust;
import io.assay.statistics.regression.Clusters;
import io.assay.statistics.regression.CoefficientTest;
import io.assay.statistics.regression.Convention;
import io.assay.statistics.regression.Covariance;
import io.assay.statistics.regression.CovarianceEstimator;
import io.assay.statistics.regression.Design;
import io.assay.statistics.regression.FixedEffects;
import io.assay.statistics.regression.LeastSquares;
import io.assay.statistics.regression.LoneClusters;
import io.assay.statistics.regression.Robust;
import io.assay.statistics.regression.WaldTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows before the treatment: outcome on treated × period, with a constant for each period and for each unit, or for each
 * group where no unit is named.
 */
final class PreTrends {

    private static final double ALPHA = 0.05;
    private static final double HALF = 0.5;
    private static final double MOSTLY = 0.8;

    /** Rows times periods in memory, and steps of a regression on as many columns. */
    private static final double MOST_CELLS = 5e7;

    private static final double MOST_STEPS = 2e10;

    private final Observed observed;
    private final int[] rows;
    private final Key time;
    private final int[] periods;

    private PreTrends(Observed observed, int[] rows, Key time, int[] periods) {
        this.observed = observed;
        this.rows = rows;
        this.time = time;
        this.periods = periods;
    }

    /** The periods before that both groups have; null where there are fewer than two of them. */
    static @Nullable PreTrends of(Observed observed) {
        Key time = observed.data().key(TwoGroupsRequest.TIME);
        double[] treated = observed.treated();
        double[] post = observed.post();
        boolean[][] seen = new boolean[2][time.count()];
        for (int i = 0; i < treated.length; i++) {
            if (post[i] == 0) {
                seen[(int) treated[i]][time.codes()[i]] = true;
            }
        }
        int[] periods = IntStream.range(0, time.count())
                .filter(t -> seen[0][t] && seen[1][t])
                .toArray();
        if (periods.length < 2) {
            return null;
        }
        int[] rows = IntStream.range(0, treated.length)
                .filter(i -> post[i] == 0 && seen[0][time.codes()[i]] && seen[1][time.codes()[i]])
                .toArray();
        return new PreTrends(observed, rows, time, periods);
    }

    /** Periods before, in order. */
    int[] periods() {
        return periods;
    }

    ParallelTrends test(Convention convention, double level) {
        CausalData data = observed.data();
        double[] treated = observed.treated();
        int reference = periods[periods.length - 1];
        int tested = periods.length - 1;
        double cells = (double) tested * rows.length;
        if (cells > MOST_CELLS || cells * tested > MOST_STEPS) {
            return new ParallelTrends(
                    time.labels().get(reference),
                    List.of(),
                    null,
                    null,
                    null,
                    "%,d periods before, of %,d rows, are more than one by one can be tested: take longer ones in %s"
                            .formatted(periods.length, rows.length, time.name()),
                    by(keys()));
        }
        List<String> names = new ArrayList<>();
        List<double[]> columns = new ArrayList<>();
        for (int p = 0; p < tested; p++) {
            int period = periods[p];
            names.add(time.labels().get(period));
            columns.add(Arrays.stream(rows)
                    .mapToDouble(row -> time.codes()[row] == period ? treated[row] : 0)
                    .toArray());
        }
        for (NumberColumn control : data.controls()) {
            names.add("control " + control.name());
            columns.add(Observed.pick(control.values(), rows));
        }
        Design design = observed.design(names, columns, rows);
        Clusters members = data.has(TwoGroupsRequest.UNIT)
                ? clusters(data.key(TwoGroupsRequest.UNIT))
                : Clusters.of(
                        "group",
                        Arrays.stream(rows).map(row -> (int) treated[row]).toArray());
        LeastSquares fit = LeastSquares.fit(
                FixedEffects.of(List.of(members, clusters(time))).absorb(design));
        int[] places =
                IntStream.range(0, tested).map(p -> fit.indexOf(names.get(p))).toArray();
        for (int p = 0; p < tested; p++) {
            if (places[p] < 0) {
                throw Refused.at(
                        TwoGroupsRequest.TIME,
                        "has a period before, %s, whose difference the units or controls explain in full"
                                .formatted(names.get(p)));
            }
        }
        List<Key> ways = keys();
        CovarianceEstimator estimator = ways.isEmpty()
                ? new Robust(Robust.Type.HC3, convention)
                : new ClusterRobust(ways.stream().map(this::clusters).toList(), convention);
        Covariance covariance;
        try {
            covariance = estimator.of(fit);
        } catch (InvalidInputException impossible) {
            return new ParallelTrends(
                    time.labels().get(reference),
                    Arrays.stream(places)
                            .mapToObj(place -> new CoefficientTest(
                                    fit.names().get(place), fit.coefficient(place), null, null, null, null, null))
                            .toList(),
                    null,
                    null,
                    null,
                    impossible.parameter() + " " + impossible.detail(),
                    by(ways));
        }
        return result(fit, covariance, places, reference, ways, level);
    }

    private ParallelTrends result(
            LeastSquares fit, Covariance covariance, int[] places, int reference, List<Key> ways, double level) {
        String obstacle = obstacle(fit, covariance, places, ways);
        List<CoefficientTest> tests = Arrays.stream(places)
                .mapToObj(place -> CoefficientTest.of(fit, covariance, place, level))
                .map(test -> obstacle == null ? test : ClusterCount.unjudged(test))
                .toList();
        double[] estimates = Arrays.stream(places).mapToDouble(fit::coefficient).toArray();
        double[] away = IntStream.range(0, places.length)
                .mapToDouble(p -> time.value(periods[p]) - time.value(reference))
                .toArray();
        double[][] joint = covariance.of(places);
        Double degrees = covariance.basis().degreesOfFreedom();
        String by = by(ways);
        if (obstacle != null) {
            return new ParallelTrends(time.labels().get(reference), tests, null, null, null, obstacle, by);
        }
        WaldTest wald = WaldTest.of(estimates, joint, degrees);
        double[][] inverse = WaldTest.inverse(joint);
        if (wald == null || inverse == null) {
            return new ParallelTrends(
                    time.labels().get(reference),
                    tests,
                    null,
                    null,
                    null,
                    "the covariance of the %d periods is singular, as it is with no more clusters than periods"
                            .formatted(places.length),
                    by);
        }
        // In units of the longest distance, whose square may be no number.
        double unit = Arrays.stream(away).map(Math::abs).max().orElseThrow();
        for (int p = 0; p < away.length; p++) {
            away[p] /= unit;
        }
        double information = WaldTest.form(away, inverse);
        double slope = 0;
        for (int i = 0; i < away.length; i++) {
            for (int j = 0; j < away.length; j++) {
                slope += away[i] * inverse[i][j] * estimates[j] / information / unit;
            }
        }
        DetectableTrend detectable = new DetectableTrend(1 / Math.sqrt(information) / unit, ALPHA);
        Double distance = distanceAfter(reference);
        double half = detectable.slope(HALF);
        double mostly = detectable.slope(MOSTLY);
        return new ParallelTrends(
                time.labels().get(reference),
                tests,
                wald,
                CoefficientTest.of(
                        "slope",
                        slope,
                        detectable.standardError(),
                        degrees,
                        covariance.basis().estimator().toLowerCase(Locale.ROOT),
                        level),
                new DetectableSlope(
                        half,
                        mostly,
                        distance == null ? null : half * distance,
                        distance == null ? null : mostly * distance),
                null,
                by);
    }

    /** Why clusters tell nothing of the periods: they are few, or one of them alone is treated or is not. */
    private @Nullable String obstacle(LeastSquares fit, Covariance covariance, int[] places, List<Key> ways) {
        Integer count = covariance.basis().clusters();
        String tooFew = count == null ? null : ClusterCount.obstacle(count);
        if (tooFew != null) {
            return tooFew;
        }
        for (Key way : ways) {
            boolean[] lone = LoneClusters.of(fit, clusters(way));
            for (int place : places) {
                if (lone[place]) {
                    return ClusterCount.alone("treated in " + fit.names().get(place), way.name());
                }
            }
        }
        return null;
    }

    /** How far the treated rows after are, on average, from the mean of those before: what a drift adds to the effect. */
    private @Nullable Double distanceAfter(int reference) {
        double[] sum = new double[2];
        double[] count = new double[2];
        for (int i = 0; i < observed.treated().length; i++) {
            if (observed.treated()[i] == 1) {
                int when = (int) observed.post()[i];
                sum[when] += observed.count(i) * (time.value(time.codes()[i]) - time.value(reference));
                count[when] += observed.count(i);
            }
        }
        return count[0] == 0 || count[1] == 0 ? null : sum[1] / count[1] - sum[0] / count[0];
    }

    private static @Nullable String by(List<Key> ways) {
        return ways.isEmpty() ? null : ways.stream().map(Key::name).collect(Collectors.joining(" and "));
    }

    private List<Key> keys() {
        CausalData data = observed.data();
        List<Key> ways = data.keys(TwoGroupsRequest.CLUSTERS);
        return ways.isEmpty() && data.has(TwoGroupsRequest.UNIT) ? List.of(data.key(TwoGroupsRequest.UNIT)) : ways;
    }

    private Clusters clusters(Key key) {
        return Clusters.of(
                key.name(), Arrays.stream(rows).map(row -> key.codes()[row]).toArray());
    }
}
