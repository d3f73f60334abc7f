package io.assay.statistics.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
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

    /** Degrees of freedom have no unit: fourth powers of a column's overflowed. */
    @Test
    void degreesOfFreedomDoNotDependOnTheUnit() {
        for (double scale : new double[] {1e-130, 1e-90, 1e90, 1e130}) {
            double[] scaled = Arrays.stream(X).map(x -> scale * x).toArray();
            Covariance large = reduced(scaled);
            Covariance plain = reduced(X);
            for (int k = 0; k < 3; k++) {
                assertThat(large.degreesOfFreedom(k)).isCloseTo(plain.degreesOfFreedom(k), withinPercentage(1e-8));
            }
            assertThat(large.standardError(1) * scale).isCloseTo(plain.standardError(1), withinPercentage(1e-8));
        }
    }

    private static Covariance reduced(double[] x) {
        LeastSquares fit = LeastSquares.fit(Design.of(List.of("x", "z"), new double[][] {x, Z}, Y));
        return new SmallSampleClusters(SmallSampleClusters.Type.CR2, Clusters.of("g", CLUSTERS)).of(fit);
    }

    /** A covariance that was symmetric but for rounding had no eigenvalues, and two ways of clustering failed. */
    @Test
    void twoWaysOfClusteringInUnequalUnits() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
        for (int draw = 0; draw < 200; draw++) {
            double[][] columns = new double[3][40];
            double[][] scaled = new double[3][40];
            double[] y = new double[40];
            int[] one = new int[40];
            int[] other = new int[40];
            double[] units = {1e-6, 1, 1e6};
            for (int i = 0; i < 40; i++) {
                for (int k = 0; k < 3; k++) {
                    columns[k][i] = 5 + random.nextGaussian();
                    scaled[k][i] = columns[k][i] * units[k];
                }
                y[i] = random.nextGaussian();
                one[i] = random.nextInt(8);
                other[i] = random.nextInt(9);
            }
            List<Clusters> ways = List.of(Clusters.of("one", one), Clusters.of("other", other));
            ClusterRobust robust = new ClusterRobust(ways, Preset.STATSMODELS.convention());
            Covariance plain = robust.of(LeastSquares.fit(Design.of(List.of("a", "b", "c"), columns, y)));
            Covariance unequal = robust.of(LeastSquares.fit(Design.of(List.of("a", "b", "c"), scaled, y)));
            for (int k = 0; k < 3; k++) {
                assertThat(unequal.at(k + 1, k + 1) * units[k] * units[k])
                        .isCloseTo(plain.at(k + 1, k + 1), within(1e-10));
                for (int l = 0; l < 3; l++) {
                    assertThat(unequal.at(k, l)).isEqualTo(unequal.at(l, k));
                }
            }
        }
    }

    /** Rows that have both levels in common, against the same regression with a column of 0 and 1 for each level. */
    @Test
    void leverageWherePairsOfLevelsComeAgain() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(4);
        int rows = 120;
        double[] x = random.doubles(rows).toArray();
        double[] y = random.doubles(rows).toArray();
        double[] weights = random.doubles(rows, 0.2, 3).toArray();
        int[] one = random.ints(rows, 0, 4).toArray();
        int[] other = random.ints(rows, 0, 3).toArray();
        List<String> names = new ArrayList<>(List.of("x"));
        List<double[]> columns = new ArrayList<>(List.of(x));
        for (int[] way : List.of(one, other)) {
            for (int level = 1; level <= Arrays.stream(way).max().orElseThrow(); level++) {
                int which = level;
                names.add("level" + names.size());
                columns.add(Arrays.stream(way)
                        .mapToDouble(code -> code == which ? 1 : 0)
                        .toArray());
            }
        }
        Design spelled = Design.of(names, columns.toArray(double[][]::new), y);
        Design absorbed = Design.of(List.of("x"), new double[][] {x}, y);
        FixedEffects effects = FixedEffects.of(List.of(Clusters.of("one", one), Clusters.of("other", other)));
        for (boolean weighted : new boolean[] {false, true}) {
            double[] made = LeastSquares.fit(effects.absorb(weighted ? absorbed.weighted(weights) : absorbed))
                    .leverage();
            double[] expected = LeastSquares.fit(weighted ? spelled.weighted(weights) : spelled)
                    .leverage();
            assertThat(made).containsExactly(expected, within(1e-12));
        }
    }
}
