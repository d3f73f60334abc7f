package io.assay.statistics.did;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.regression.ClusterRobust;
import io.assay.statistics.regression.Clusters;
import io.assay.statistics.regression.Covariance;
import io.assay.statistics.regression.Design;
import io.assay.statistics.regression.FixedEffects;
import io.assay.statistics.regression.LeastSquares;
import io.assay.statistics.regression.Preset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A regression with unit and period effects of a panel that has covariates or weights, of which the moments of its cohorts know
 * nothing: effects are absorbed, in closed form without weights, by an iterative solver with them. Errors are clustered by unit or
 * as the panel says, CRV1 with fixest's factor.
 */
final class PanelRegression {

    private PanelRegression() {}

    /**
     * Fits.
     *
     * @param design by regressor, cohort and period
     */
    static CohortRegression of(Panel panel, List<String> names, double[][][] design) {
        int units = panel.units();
        int periods = panel.periods().length;
        int rows = Math.multiplyExact(units, periods);
        List<String> terms = new ArrayList<>(names);
        List<double[]> columns = new ArrayList<>();
        int[] cohort = new int[units];
        for (int g = 0; g < panel.cohorts().length; g++) {
            Arrays.fill(cohort, panel.starts()[g], panel.starts()[g + 1], g);
        }
        for (double[][] regressor : design) {
            double[] column = new double[rows];
            for (int t = 0; t < periods; t++) {
                for (int unit = 0; unit < units; unit++) {
                    column[t * units + unit] = regressor[cohort[unit]][t];
                }
            }
            columns.add(column);
        }
        for (int k = 0; k < panel.covariates().length; k++) {
            terms.add("control " + panel.covariateNames().get(k));
            columns.add(joined(panel.covariates()[k]));
        }
        Design rowwise = Design.of(terms, columns.toArray(double[][]::new), joined(panel.outcome()));
        double[] weights = panel.weights();
        if (weights != null) {
            rowwise = rowwise.weighted(IntStream.range(0, rows)
                    .mapToDouble(row -> weights[row % units])
                    .toArray());
        }
        Clusters members = Clusters.of(
                "unit", IntStream.range(0, rows).map(row -> row % units).toArray());
        Clusters times = Clusters.of(
                "period", IntStream.range(0, rows).map(row -> row / units).toArray());
        LeastSquares fit =
                LeastSquares.fit(FixedEffects.of(List.of(members, times)).absorb(rowwise));
        int[] codes = panel.clusters();
        Clusters clusters = codes == null
                ? members
                : Clusters.of(
                        "cluster_cols",
                        IntStream.range(0, rows).map(row -> codes[row % units]).toArray());
        return made(fit, names, clusters, units);
    }

    private static double[] joined(double[][] byPeriod) {
        int units = byPeriod[0].length;
        double[] joined = new double[Math.multiplyExact(units, byPeriod.length)];
        for (int t = 0; t < byPeriod.length; t++) {
            System.arraycopy(byPeriod[t], 0, joined, t * units, units);
        }
        return joined;
    }

    private static CohortRegression made(LeastSquares fit, List<String> names, Clusters clusters, int units) {
        List<String> kept =
                names.stream().filter(name -> fit.indexOf(name) >= 0).toList();
        if (kept.isEmpty()) {
            throw new InvalidInputException(
                    "treatment", "must vary within units, differ between them and be no combination of the controls");
        }
        int[] places = kept.stream().mapToInt(fit::indexOf).toArray();
        Covariance covariance = new ClusterRobust(List.of(clusters), Preset.FIXEST.convention()).of(fit);
        return new CohortRegression(
                kept,
                fit.dropped(),
                IntStream.of(places).mapToDouble(fit::coefficient).toArray(),
                covariance.of(places),
                null,
                new EnumMap<>(CohortRegression.RowErrors.class),
                units,
                clusters.count(),
                fit.observations(),
                covariance.basis().parameters());
    }
}
