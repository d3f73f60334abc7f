package io.assay.statistics.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Against the definition, carried out pair by pair, on small tables full of ties. */
class NearestTest {

    private static final int ROUNDS = 400;
    private static final List<NearestScore.Sequence> SEQUENCES = List.of(NearestScore.Sequence.values());

    @Test
    void scoresWithoutReplacement() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Table table = new Table(seed, 1);
            int ratio = 1 + seed % 3;
            double caliper = seed % 4 == 0 ? 2 : Double.POSITIVE_INFINITY;
            var sequence = SEQUENCES.get(seed % 3);
            Matches matches = NearestScore.match(
                    table.points[0],
                    table.focal,
                    seed % 2 == 0 ? table.strata : null,
                    new NearestScore.Rule(ratio, false, caliper, sequence, 0));
            List<Integer> order = table.rows(true);
            order.sort(Comparator.comparingDouble(row -> switch (sequence) {
                case LARGEST -> -table.points[0][row];
                case SMALLEST -> table.points[0][row];
                case DATA -> 0;
            }));
            assertThat(sets(matches))
                    .as("seed %d", seed)
                    .isEqualTo(table.greedy(order, ratio, caliper * caliper, seed % 2 == 0));
        }
    }

    @Test
    void scoresWithReplacement() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Table table = new Table(seed, 1);
            int ratio = 1 + seed % 3;
            double tolerance = seed % 5 == 0 ? 1 : 0;
            double caliper = seed % 4 == 0 ? 2 : Double.POSITIVE_INFINITY;
            Matches matches = NearestScore.match(
                    table.points[0],
                    table.focal,
                    seed % 2 == 0 ? table.strata : null,
                    new NearestScore.Rule(ratio, true, caliper, NearestScore.Sequence.DATA, tolerance));
            assertThat(sets(matches))
                    .as("seed %d", seed)
                    .isEqualTo(table.nearest(ratio, tolerance, caliper * caliper, seed % 2 == 0));
        }
    }

    @Test
    void covariatesWithAndWithoutReplacement() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Table table = new Table(seed, 3);
            int ratio = 1 + seed % 3;
            Covariates covariates = Covariates.of(List.of("a", "b", "c"), table.points, table.focal.length);
            if (covariates.independent().count() < 3) {
                continue;
            }
            int[] strata = seed % 2 == 0 ? table.strata : null;
            Matches again = NearestCovariates.match(
                    covariates,
                    table.focal,
                    NearestCovariates.Metric.INVERSE_VARIANCE,
                    strata,
                    null,
                    null,
                    new NearestCovariates.Rule(ratio, true, 1e-9, Double.POSITIVE_INFINITY));
            Matches once = NearestCovariates.match(
                    covariates,
                    table.focal,
                    NearestCovariates.Metric.INVERSE_VARIANCE,
                    strata,
                    null,
                    null,
                    new NearestCovariates.Rule(ratio, false, 0, Double.POSITIVE_INFINITY));
            table.scale(covariates);
            assertThat(sets(again))
                    .as("seed %d", seed)
                    .isEqualTo(table.nearest(ratio, 1e-9, Double.POSITIVE_INFINITY, strata != null));
            assertThat(once.units()).as("seed %d", seed).isEqualTo(table.greedySize(ratio, strata != null));
        }
    }

    @Test
    void weightsAddUpToTheMatched() {
        Table table = new Table(3, 1);
        Matches matches = NearestScore.match(
                table.points[0],
                table.focal,
                null,
                new NearestScore.Rule(2, true, Double.POSITIVE_INFINITY, NearestScore.Sequence.DATA, 0));
        double[] weights = matches.weights();
        double focal = 0;
        double partners = 0;
        double used = 0;
        for (int row = 0; row < weights.length; row++) {
            focal += table.focal[row] ? weights[row] : 0;
            partners += table.focal[row] ? 0 : weights[row];
            used += !table.focal[row] && weights[row] > 0 ? 1 : 0;
        }
        assertThat(focal).isEqualTo(matches.units());
        assertThat(partners).isCloseTo(used, within(1e-12));
    }

    private static Map<Integer, List<Integer>> sets(Matches matches) {
        Map<Integer, List<Integer>> sets = new TreeMap<>();
        for (int s = 0; s < matches.units(); s++) {
            List<Integer> partners = new ArrayList<>();
            for (int pair = matches.start(s); pair < matches.start(s + 1); pair++) {
                partners.add(matches.partner(pair));
            }
            partners.sort(null);
            sets.put(matches.focal(s), partners);
        }
        return sets;
    }

    /** Small whole numbers. */
    private static final class Table {

        private final double[][] points;
        private final boolean[] focal;
        private final int[] strata;

        Table(int seed, int width) {
            Random random = new Random(seed);
            int n = 4 + random.nextInt(70);
            points = new double[width][n];
            focal = new boolean[n];
            strata = new int[n];
            for (int i = 0; i < n; i++) {
                for (double[] column : points) {
                    column[i] = random.nextInt(width == 1 ? 20 : 5);
                }
                focal[i] = i < 2 || (i > 3 && random.nextInt(5) < 2);
                strata[i] = random.nextInt(3);
            }
        }

        List<Integer> rows(boolean wanted) {
            List<Integer> rows = new ArrayList<>();
            for (int i = 0; i < focal.length; i++) {
                if (focal[i] == wanted) {
                    rows.add(i);
                }
            }
            return rows;
        }

        void scale(Covariates covariates) {
            for (int k = 0; k < points.length; k++) {
                for (int i = 0; i < focal.length; i++) {
                    points[k][i] = (points[k][i] - covariates.mean(k)) / covariates.deviation(k);
                }
            }
        }

        double distance(int a, int b) {
            double sum = 0;
            for (double[] column : points) {
                sum += (column[a] - column[b]) * (column[a] - column[b]);
            }
            return sum;
        }

        private List<Integer> candidates(int row, double limit, boolean exact) {
            List<Integer> found = rows(false);
            found.removeIf(other -> distance(row, other) > limit || (exact && strata[row] != strata[other]));
            found.sort(Comparator.comparingDouble(other -> distance(row, other)));
            return found;
        }

        Map<Integer, List<Integer>> nearest(int ratio, double tolerance, double limit, boolean exact) {
            Map<Integer, List<Integer>> sets = new TreeMap<>();
            for (int row : rows(true)) {
                List<Integer> found = candidates(row, limit, exact);
                if (found.size() > ratio) {
                    double last = distance(row, found.get(ratio - 1)) + tolerance;
                    found.removeIf(other -> distance(row, other) > last);
                }
                if (!found.isEmpty()) {
                    found.sort(null);
                    sets.put(row, found);
                }
            }
            return sets;
        }

        Map<Integer, List<Integer>> greedy(List<Integer> order, int ratio, double limit, boolean exact) {
            Map<Integer, List<Integer>> sets = new TreeMap<>();
            List<Integer> gone = new ArrayList<>();
            for (int round = 0; round < ratio; round++) {
                for (int row : order) {
                    List<Integer> found = candidates(row, limit, exact);
                    found.removeAll(gone);
                    if (!found.isEmpty()) {
                        gone.add(found.getFirst());
                        sets.computeIfAbsent(row, key -> new ArrayList<>()).add(found.getFirst());
                    }
                }
            }
            sets.values().forEach(partners -> partners.sort(null));
            return sets;
        }

        int greedySize(int ratio, boolean exact) {
            return greedy(rows(true), ratio, Double.POSITIVE_INFINITY, exact).size();
        }
    }
}
