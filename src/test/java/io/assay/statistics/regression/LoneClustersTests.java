package io.assay.statistics.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Coefficients that hang on one cluster, beside absorbed effects that cross the clusters. */
class LoneClustersTests {

    private static final List<String> NAMES = List.of("treated", "x", "local");

    /** Rows of units in clusters over periods, some of them missing. */
    private static final class Rows {

        private final int[] unit;
        private final int[] period;
        private final int[] cluster;
        private final double[][] columns;
        private final double[] outcome;
        private final double[] weights;

        /** One to three clusters are treated from some period on, and one column may be of one cluster alone; the first is large. */
        Rows(RandomGenerator random) {
            int clusters = 3 + random.nextInt(8);
            int periods = 3 + random.nextInt(4);
            int treated = 1 + random.nextInt(3);
            int begin = 1 + random.nextInt(periods - 1);
            boolean local = random.nextBoolean();
            List<int[]> made = new ArrayList<>();
            int units = 0;
            for (int g = 0; g < clusters; g++) {
                int size = g == 0 ? 1 + random.nextInt(3 * clusters) : 1 + random.nextInt(3);
                for (int u = 0; u < size; u++, units++) {
                    for (int t = 0; t < periods; t++) {
                        if (random.nextInt(8) > 0) {
                            made.add(new int[] {units, t, g});
                        }
                    }
                }
            }
            unit = made.stream().mapToInt(row -> row[0]).toArray();
            period = made.stream().mapToInt(row -> row[1]).toArray();
            cluster = made.stream().mapToInt(row -> row[2]).toArray();
            columns = new double[3][made.size()];
            outcome = new double[made.size()];
            weights = new double[made.size()];
            for (int i = 0; i < outcome.length; i++) {
                columns[0][i] = cluster[i] < treated && period[i] >= begin ? 1 : 0;
                columns[1][i] = random.nextGaussian();
                columns[2][i] = local && cluster[i] != clusters - 1 ? 0 : random.nextGaussian();
                outcome[i] = random.nextGaussian();
                weights[i] = 0.5 + random.nextDouble();
            }
        }

        Design design(List<String> names, double[][] of, boolean weighted) {
            Design design = Design.of(names, of, outcome);
            return weighted ? design.weighted(weights) : design;
        }
    }

    /** The same is found as where the effects that cross are columns, of which a cluster keeps all that is its own. */
    @Test
    void absorbedEffectsTellWhatColumnsDo() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20261201);
        int[] found = new int[2];
        for (int round = 0; round < 300; round++) {
            Rows rows = new Rows(random);
            boolean weighted = round % 2 == 0;
            Clusters units = Clusters.of("unit", rows.unit);
            Clusters clusters = Clusters.of("cluster", rows.cluster);
            LeastSquares absorbed = LeastSquares.fit(FixedEffects.of(List.of(units, Clusters.of("period", rows.period)))
                    .absorb(rows.design(NAMES, rows.columns, weighted)));
            int periods = Arrays.stream(rows.period).max().orElseThrow();
            List<String> names = new ArrayList<>();
            List<double[]> columns = new ArrayList<>();
            for (int t = 1; t <= periods; t++) {
                int level = t;
                names.add("period " + t);
                columns.add(Arrays.stream(rows.period)
                        .mapToDouble(p -> p == level ? 1 : 0)
                        .toArray());
            }
            names.addAll(NAMES);
            columns.addAll(List.of(rows.columns));
            LeastSquares spelt = LeastSquares.fit(FixedEffects.of(List.of(units))
                    .absorb(rows.design(names, columns.toArray(double[][]::new), weighted)));
            boolean[] lone = LoneClusters.of(absorbed, clusters);
            boolean[] expected = LoneClusters.of(spelt, clusters);
            for (String name : NAMES) {
                int one = absorbed.indexOf(name);
                int other = spelt.indexOf(name);
                assertThat(one < 0).as("%s in round %d", name, round).isEqualTo(other < 0);
                if (one >= 0) {
                    assertThat(lone[one]).as("%s in round %d", name, round).isEqualTo(expected[other]);
                    found[lone[one] ? 1 : 0]++;
                }
            }
        }
        assertThat(found[0]).isGreaterThan(100);
        assertThat(found[1]).isGreaterThan(100);
    }
}
