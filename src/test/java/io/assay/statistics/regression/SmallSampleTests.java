package io.assay.statistics.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Few clusters, clusters that settle a coefficient alone, weights, and periods that nobody has. */
class SmallSampleTests {

    private static final double[] X = {
        0.992, -0.256, -0.926, 0.794, 1.098, -0.1, -0.018, 1.459, 0.997, -0.061, 0.751, 2.2, 1.091, 0.228
    };
    private static final double[] Z = {
        -0.666, -0.112, 0.816, -0.975, 0.483, 0.331, -0.924, 0.901, -0.276, -0.533, 0.986, -0.781, 0.055, 0.708
    };
    private static final double[] Y = {
        1.656, 0.473, -0.472, 0.779, 0.882, 1.256, 1.943, 2.391, 2.103, 1.256, 1.001, 1.645, 1.261, 1.175
    };
    private static final double[] WEIGHTS = {0.5, 1.4, 2.3, 0.95, 1.85, 0.5, 1.4, 2.3, 0.95, 1.85, 0.5, 1.4, 2.3, 0.95};
    private static final int[] CLUSTERS = {0, 0, 0, 1, 1, 2, 2, 2, 2, 3, 3, 4, 4, 4};

    /**
     * numpy 2.3 from the definition, in coordinates times √w: dense hat matrix H, B_g the symmetric root of the inverse of
     * (I - H)_gg, degrees of freedom tr(P)²/tr(P²) of P = G'G, G's columns (I - H)_{.g} B_g x_g A; 1e-11.
     */
    @Test
    void weightsAreInverseVariancesOfBiasReducedErrors() {
        LeastSquares fit = LeastSquares.fit(
                Design.of(List.of("x", "z"), new double[][] {X, Z}, Y).weighted(WEIGHTS));
        Covariance covariance =
                new SmallSampleClusters(SmallSampleClusters.Type.CR2, Clusters.of("g", CLUSTERS)).of(fit);
        double[] errors = {0.3568992682532514, 0.3329158708388416, 0.22482099882166942};
        double[] degrees = {2.500049973783836, 2.5138127179770016, 2.827865318872814};
        for (int k = 0; k < errors.length; k++) {
            assertThat(covariance.standardError(k)).isCloseTo(errors[k], within(1e-11));
            assertThat(covariance.degreesOfFreedom(k)).isCloseTo(degrees[k], within(1e-11));
        }
        assertThat(covariance.basis().notes()).anyMatch(note -> note.contains("inverse variances"));
    }

    /** numpy 2.3: Σ over all pairs of rows at most two periods apart of (1 - distance/3) s s', no factor; 1e-12. */
    @Test
    void periodsThatNobodyHasAreGaps() {
        int[] periods = {0, 1, 2, 3, 5, 6, 7, 8, 10, 11, 12};
        double[] x = {0.964, 0.616, -0.488, -0.583, 1.499, 0.919, -0.128, 0.038, 1.987, 1.208, 0.271};
        double[] y = {1.386, 1.039, -0.406, -0.722, 0.246, 0.176, 0.953, 0.853, 0.681, -0.453, -0.671};
        LeastSquares fit = LeastSquares.fit(Design.of(List.of("x"), new double[][] {x}, y));
        Covariance covariance = SerialRobust.neweyWest(null, Clusters.ordered("t", periods), 2, Preset.STATSMODELS)
                .of(fit);
        assertThat(covariance.standardError(0)).isCloseTo(0.29680245892560586, within(1e-12));
        assertThat(covariance.standardError(1)).isCloseTo(0.23978444238068264, within(1e-12));
        Covariance corrected = SerialRobust.neweyWest(null, Clusters.ordered("t", periods), 2, Preset.REFERENCE)
                .of(fit);
        assertThat(corrected.basis().degreesOfFreedom()).isEqualTo(10.0);
    }

    /** A treatment of one cluster hangs on it, one of two does not; with it the constant where all but one are treated. */
    @Test
    void treatmentOfOneCluster() {
        Clusters clusters = Clusters.of("g", CLUSTERS);
        assertThat(lone(clusters, g -> g == 1)).containsExactly(false, true, false);
        assertThat(lone(clusters, g -> g == 1 || g == 3)).containsExactly(false, false, false);
        assertThat(lone(clusters, g -> g != 2)).containsExactly(true, true, false);
    }

    private static boolean[] lone(Clusters clusters, IntPredicate treated) {
        double[] column = Arrays.stream(CLUSTERS)
                .mapToDouble(g -> treated.test(g) ? 1 : 0)
                .toArray();
        return LoneClusters.of(
                LeastSquares.fit(Design.of(List.of("treated", "z"), new double[][] {column, Z}, Y)), clusters);
    }

    /** Rows that are alike, summed up to their count, mean and squares, have the coefficients and every error of the rows: 1e-9, relative. */
    @Test
    void cellsAnswerAsTheirRows() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20261130);
        for (int round = 0; round < 200; round++) {
            int cells = 4 + random.nextInt(12);
            double[][] level = new double[2][cells];
            double[] counts = new double[cells];
            double[] mean = new double[cells];
            double[] squares = new double[cells];
            int rows = 0;
            for (int c = 0; c < cells; c++) {
                level[0][c] = c % 2;
                level[1][c] = random.nextInt(5) + 0.1 * c;
                counts[c] = 2 + random.nextInt(20);
                rows += (int) counts[c];
            }
            double[][] columns = new double[2][rows];
            double[] y = new double[rows];
            int[] member = new int[rows];
            int row = 0;
            for (int c = 0; c < cells; c++) {
                int from = row;
                for (int i = 0; i < counts[c]; i++) {
                    columns[0][row] = level[0][c];
                    columns[1][row] = level[1][c];
                    member[row] = c / 2;
                    y[row] = 1000 + level[1][c] + random.nextGaussian() * (1 + c);
                    mean[c] += y[row++] / counts[c];
                }
                for (int i = from; i < row; i++) {
                    squares[c] += (y[i] - mean[c]) * (y[i] - mean[c]);
                }
            }
            LeastSquares single = LeastSquares.fit(Design.of(List.of("a", "b"), columns, y));
            LeastSquares grouped =
                    LeastSquares.fit(Design.of(List.of("a", "b"), level, mean).grouped(counts, squares));
            for (int k = 0; k < single.rank(); k++) {
                close(grouped.coefficient(k), single.coefficient(k));
            }
            for (Robust.Type type : Robust.Type.values()) {
                Robust errors = new Robust(type, Preset.REFERENCE.convention());
                same(errors.of(grouped), errors.of(single));
            }
            int[] memberOfCell = new int[cells];
            Arrays.setAll(memberOfCell, c -> c / 2);
            same(
                    new ClusterRobust(List.of(Clusters.of("g", memberOfCell)), Preset.REFERENCE.convention())
                            .of(grouped),
                    new ClusterRobust(List.of(Clusters.of("g", member)), Preset.REFERENCE.convention()).of(single));
        }
    }

    private static void same(Covariance found, Covariance wanted) {
        for (int k = 0; k < 3; k++) {
            close(found.standardError(k), wanted.standardError(k));
        }
        assertThat(found.basis().degreesOfFreedom()).isEqualTo(wanted.basis().degreesOfFreedom());
    }

    private static void close(double found, double wanted) {
        assertThat(found).isCloseTo(wanted, within(1e-9 * Math.abs(wanted)));
    }
}
