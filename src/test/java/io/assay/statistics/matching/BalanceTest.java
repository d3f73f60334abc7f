package io.assay.statistics.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BalanceTest {

    private static final JobTraining DATA = JobTraining.read();

    /** numpy 2.4: (x1.mean() - x0.mean())/sqrt((x1.var(ddof=1) + x0.var(ddof=1))/2), /x1.std(ddof=1), and x1.var/x0.var; 1e-12. */
    @Test
    void standardisedDifferences() {
        Balance age = of("age", Balance.BinaryVariance.SAMPLE);
        assertThat(age.pooledDifference()).isCloseTo(0.10727712146617467, within(1e-12));
        assertThat(age.treatedDifference()).isCloseTo(0.10655038555334193, within(1e-12));
        assertThat(age.varianceRatio()).isCloseTo(1.0277552846389628, within(1e-12));
        Balance nodegree = of("nodegree", Balance.BinaryVariance.SAMPLE);
        assertThat(nodegree.pooledDifference()).isCloseTo(-0.30398643906182043, within(1e-12));
        assertThat(nodegree.varianceRatio()).isCloseTo(1.4997553736260152, within(1e-12));
        assertThat(of("nodegree", Balance.BinaryVariance.PROPORTION).varianceRatio())
                .isNull();
    }

    private static Balance of(String column, Balance.BinaryVariance variance) {
        return Balance.of(DATA.column(column), DATA.treated(), null, Estimand.ATT, variance);
    }

    /** Distribution functions by the definition. */
    @Test
    void distancesOfDistributions() {
        Random random = new Random(1);
        int n = 60;
        double[] x = random.ints(n, 0, 9).asDoubleStream().toArray();
        double[] w = random.doubles(n).toArray();
        boolean[] treated = new boolean[n];
        for (int i = 0; i < n; i++) {
            treated[i] = i % 3 == 0;
        }
        Balance balance = Balance.of(x, treated, w, Estimand.ATE, Balance.BinaryVariance.PROPORTION);
        double sum = 0;
        double max = 0;
        for (int value = 0; value < 9; value++) {
            double[] below = new double[2];
            double[] all = new double[2];
            for (int i = 0; i < n; i++) {
                int arm = treated[i] ? 1 : 0;
                all[arm] += w[i];
                below[arm] += x[i] <= value ? w[i] : 0;
            }
            double apart = Math.abs(below[1] / all[1] - below[0] / all[0]);
            sum += apart;
            max = Math.max(max, apart);
        }
        assertThat(balance.ecdfMean()).isCloseTo(sum / 9, within(1e-14));
        assertThat(balance.ecdfMax()).isCloseTo(max, within(1e-14));
    }

    /** By the definition of Crump and others, every threshold tried. */
    @Test
    void trimsWhereTheVarianceIsLeast() {
        Random random = new Random(2);
        for (int round = 0; round < 50; round++) {
            int n = 200;
            double[] p = new double[n];
            boolean[] treated = new boolean[n];
            for (int i = 0; i < n; i++) {
                p[i] = 1 / (1 + Math.exp(-2 * random.nextGaussian() - 1));
                treated[i] = random.nextDouble() < p[i];
            }
            Overlap overlap = Overlap.of(p, treated);
            assertThat(fits(p, overlap.trimming() + 1e-9)).isTrue();
            for (double alpha = 0.001; alpha < overlap.trimming() - 1e-9; alpha += 0.001) {
                assertThat(fits(p, alpha)).as("%s of %s", alpha, overlap).isFalse();
            }
        }
    }

    private static boolean fits(double[] p, double alpha) {
        double sum = 0;
        int kept = 0;
        for (double one : p) {
            if (one >= alpha && one <= 1 - alpha) {
                sum += 1 / (one * (1 - one));
                kept++;
            }
        }
        return kept > 0 && 1 / (alpha * (1 - alpha)) <= 2 * sum / kept;
    }
}
