package io.assay.benchmark;

import io.assay.statistics.regression.ClusterRobust;
import io.assay.statistics.regression.Clusters;
import io.assay.statistics.regression.Covariance;
import io.assay.statistics.regression.CovarianceEstimator;
import io.assay.statistics.regression.Design;
import io.assay.statistics.regression.FixedEffects;
import io.assay.statistics.regression.LeastSquares;
import io.assay.statistics.regression.Preset;
import io.assay.statistics.regression.Robust;
import io.assay.statistics.regression.WildBootstrap;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Rows of columns that are uniform on 0 to 1 and an outcome whose spread grows with the last, as {@code causal_peers.py} has them. */
final class RegressionInputs {

    private static final int DRAWS = 99_999;
    private static final int SEED = 42;
    private static final int FIRST = 70;
    private static final int NOISE = 80;
    private static final int GROUP = 81;
    private static final int PERIODS = 10;

    private final List<String> names;
    private final double[][] columns;
    private final double[] outcome;

    private RegressionInputs(int rows, int width) {
        this.names = IntStream.range(0, width).mapToObj(k -> "x" + k).toList();
        this.columns = new double[width][rows];
        this.outcome = new double[rows];
        for (int row = 0; row < rows; row++) {
            for (int k = 0; k < width; k++) {
                columns[k][row] = ModelInputs.share(row, FIRST + k);
            }
            outcome[row] =
                    columns[0][row] - columns[1][row] + (1 + columns[width - 1][row]) * ModelInputs.share(row, NOISE);
        }
    }

    static RegressionInputs of(int rows, int width) {
        return new RegressionInputs(rows, width);
    }

    CausalFigures hc3() {
        return figures(design(), new Robust(Robust.Type.HC3, Preset.REFERENCE.convention()));
    }

    /** A quarter as many clusters as rows, of random sizes. */
    Clusters manyClusters() {
        return groups(row -> (int) (outcome.length * 0.25 * ModelInputs.share(row, GROUP)));
    }

    /** Units of ten rows. */
    Clusters units() {
        return groups(row -> row / PERIODS);
    }

    /** A period for each row of a unit. */
    Clusters periods() {
        return groups(row -> row % PERIODS);
    }

    /** A thousand groups that have nothing to do with the units. */
    Clusters places() {
        return groups(row -> (int) (1000 * ModelInputs.share(row, GROUP)));
    }

    private Clusters groups(IntUnaryOperator group) {
        return Clusters.of(
                "group", IntStream.range(0, outcome.length).map(group).toArray());
    }

    CausalFigures clustered(Clusters clusters) {
        return figures(design(), new ClusterRobust(List.of(clusters), Preset.FIXEST.convention()));
    }

    /** Without what the units and the other groups explain; errors clustered by unit. */
    CausalFigures within(Clusters units, Clusters others) {
        return figures(
                FixedEffects.of(List.of(units, others)).absorb(design()),
                new ClusterRobust(List.of(units), Preset.FIXEST.convention()));
    }

    /** With fifty clusters, which have an effect of their own; the interval is part of it. */
    CausalFigures wild() {
        int[] cluster = IntStream.range(0, outcome.length).map(row -> row % 50).toArray();
        double[] shifted = new double[outcome.length];
        for (int row = 0; row < shifted.length; row++) {
            shifted[row] = ModelInputs.share(row, NOISE) + ModelInputs.share(cluster[row], GROUP);
        }
        LeastSquares fit = LeastSquares.fit(Design.of(names, columns, shifted));
        WildBootstrap.Result result = new WildBootstrap(
                        fit, Clusters.of("cluster", cluster), fit.indexOf("x2"), WildBootstrap.Variant.WCR_11)
                .run(DRAWS, SEED, 0, 0.95);
        return new CausalFigures(result.statistic(), result.pValue());
    }

    private Design design() {
        return Design.of(names, columns, outcome);
    }

    private static CausalFigures figures(Design design, CovarianceEstimator errors) {
        LeastSquares fit = LeastSquares.fit(design);
        Covariance covariance = errors.of(fit);
        int index = fit.indexOf("x0");
        return new CausalFigures(fit.coefficient(index), covariance.standardError(index));
    }
}
