package io.assay.causal.did;

import io.assay.causal.CausalData;
import io.assay.causal.ClusterCount;
import io.assay.causal.Key;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.regression.ClusterRobust;
import io.assay.statistics.regression.Clusters;
import io.assay.statistics.regression.CoefficientTest;
import io.assay.statistics.regression.Convention;
import io.assay.statistics.regression.CovarianceEstimator;
import io.assay.statistics.regression.LeastSquares;
import io.assay.statistics.regression.LoneClusters;
import io.assay.statistics.regression.Robust;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Effects where there can be none: of a time at which nothing happened, and of groups that nobody treated.
 *
 * @param time the effect, among rows before the treatment, of the later half of their periods; null where no period column
 *     is named or there are fewer than two periods before
 * @param timeFrom from which period on
 * @param group each untreated group in turn taken for the treated one; null where cluster_cols names none or too few
 */
@Schema(name = "DiffInDiffPlacebos")
record Placebos(
        @Nullable CoefficientTest time,
        @Nullable String timeFrom,
        @Nullable Group group) {

    private static final int MOST_GROUPS = 5_000;

    /**
     * The effect among those of untreated groups.
     *
     * @param groups how many untreated groups there are
     * @param effect the difference of differences without controls
     * @param atLeastAsLarge how many groups have a placebo effect as far from 0
     * @param pValue (1 + that)/(1 + groups): how likely so large an effect is where treatment was given to any group
     */
    @Schema(name = "DiffInDiffGroupPlacebo")
    record Group(int groups, double effect, int atLeastAsLarge, double pValue) {}

    static Placebos of(TwoByTwo analysis, @Nullable PreTrends before, double level) {
        CausalData data = analysis.data();
        CoefficientTest time = null;
        String from = null;
        if (before != null) {
            int[] periods = before.periods();
            int first = periods[(periods.length + 1) / 2];
            from = data.key(TwoGroupsRequest.TIME).labels().get(first);
            time = inTime(analysis, first, level);
        }
        return new Placebos(time, from, inGroup(analysis));
    }

    private static @Nullable CoefficientTest inTime(TwoByTwo analysis, int first, double level) {
        CausalData data = analysis.data();
        Key time = data.key(TwoGroupsRequest.TIME);
        Observed observed = analysis.observed();
        int[] rows = IntStream.range(0, observed.post().length)
                .filter(i -> observed.post()[i] == 0)
                .toArray();
        double[] treated = Observed.pick(observed.treated(), rows);
        double[] later = IntStream.of(rows)
                .mapToDouble(i -> time.codes()[i] >= first ? 1 : 0)
                .toArray();
        double[] both = new double[rows.length];
        boolean[][] seen = new boolean[2][2];
        double count = 0;
        for (int i = 0; i < both.length; i++) {
            both[i] = treated[i] * later[i];
            count += observed.count(rows[i]);
            seen[(int) treated[i]][(int) later[i]] = true;
        }
        if (!(seen[0][0] && seen[0][1] && seen[1][0] && seen[1][1]) || count <= 4) {
            return null;
        }
        LeastSquares fit = LeastSquares.fit(
                observed.design(List.of("treated", "later", "placebo"), List.of(treated, later, both), rows));
        List<Key> ways = data.keys(TwoGroupsRequest.CLUSTERS);
        Key way = !ways.isEmpty()
                ? ways.getFirst()
                : data.has(TwoGroupsRequest.UNIT) ? data.key(TwoGroupsRequest.UNIT) : null;
        int place = fit.indexOf("placebo");
        if (place < 0) {
            return null;
        }
        Clusters clusters = way == null
                ? null
                : Clusters.of(
                        way.name(), IntStream.of(rows).map(i -> way.codes()[i]).toArray());
        Convention convention = analysis.request().conventions().convention();
        CovarianceEstimator estimator = clusters == null
                ? new Robust(Robust.Type.HC1, convention)
                : new ClusterRobust(List.of(clusters), convention);
        try {
            CoefficientTest test = CoefficientTest.of(fit, estimator.of(fit), place, level);
            return clusters == null
                            || (ClusterCount.obstacle(clusters.count()) == null
                                    && !LoneClusters.of(fit, clusters)[place])
                    ? test
                    : ClusterCount.unjudged(test);
        } catch (InvalidInputException impossible) {
            return new CoefficientTest("placebo", fit.coefficient(place), null, null, null, null, null);
        }
    }

    private static @Nullable Group inGroup(TwoByTwo analysis) {
        List<Key> ways = analysis.data().keys(TwoGroupsRequest.CLUSTERS);
        if (ways.isEmpty() || analysis.data().has(TwoGroupsRequest.WEIGHTS)) {
            return null;
        }
        Key way = ways.getFirst();
        Observed observed = analysis.observed();
        double[] outcome = observed.outcome();
        double[][] sum = new double[2][way.count()];
        double[][] count = new double[2][way.count()];
        boolean[] ever = new boolean[way.count()];
        for (int i = 0; i < outcome.length; i++) {
            int group = way.codes()[i];
            int when = (int) observed.post()[i];
            sum[when][group] += observed.count(i) * outcome[i];
            count[when][group] += observed.count(i);
            ever[group] |= observed.treated()[i] == 1;
        }
        int[] controls = IntStream.range(0, way.count())
                .filter(g -> !ever[g] && count[0][g] > 0 && count[1][g] > 0)
                .toArray();
        if (controls.length < 2 || controls.length > MOST_GROUPS) {
            return null;
        }
        double[] all = new double[2];
        double[] rows = new double[2];
        for (int g : controls) {
            for (int when = 0; when < 2; when++) {
                all[when] += sum[when][g];
                rows[when] += count[when][g];
            }
        }
        List<Cell> cells = analysis.cells();
        double effect = cells.get(3).mean()
                - cells.get(2).mean()
                - (cells.get(1).mean() - cells.get(0).mean());
        int reached = 0;
        for (int g : controls) {
            double own = sum[1][g] / count[1][g] - sum[0][g] / count[0][g];
            double others =
                    (all[1] - sum[1][g]) / (rows[1] - count[1][g]) - (all[0] - sum[0][g]) / (rows[0] - count[0][g]);
            reached += Math.abs(own - others) >= Math.abs(effect) ? 1 : 0;
        }
        return new Group(controls.length, effect, reached, (1.0 + reached) / (1 + controls.length));
    }
}
