package io.assay.statistics.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.statistics.InvalidInputException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RocAucTest {

    /** scikit-learn 1.9.1, roc_auc_score; exact. Scores with ties across classes, and both zeros. */
    @Test
    void tiesCountHalf() {
        double[] scores = {0.1, 0.4, 0.35, 0.8, 0.4, 0.4, -0.0, 0.0, 0.8, 0.9, 0.35, 0.2};
        assertThat(RocAuc.of(scores, labels(0, 0, 1, 1, 1, 0, 1, 0, 0, 1, 0, 1)))
                .isEqualTo(0.5694444444444444);
    }

    /** From the definition: every pair compared. Exact. */
    @Test
    void isTheShareOfPairsInOrder() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int n = 2 + random.nextInt(40);
            double[] scores = random.ints(n, -4, 5).asDoubleStream().toArray();
            boolean[] positive = new boolean[n];
            for (int i = 0; i < n; i++) {
                positive[i] = random.nextBoolean();
            }
            double won = 0;
            long pairs = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    if (positive[i] && !positive[j]) {
                        pairs++;
                        won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                    }
                }
            }
            assertThat(RocAuc.of(scores, positive))
                    .as("seed %d", seed)
                    .isEqualTo(pairs == 0 ? null : (Double) (won / pairs));
        }
    }

    @Test
    void oneClassHasNone() {
        assertThat(RocAuc.of(new double[] {1, 2}, labels(1, 1))).isNull();
        assertThat(RocAuc.of(new double[] {1, 2}, labels(0, 0))).isNull();
        assertThat(RocAuc.of(new double[0], labels())).isNull();
    }

    @Test
    void missingScoresAreRefused() {
        assertThatThrownBy(() -> RocAuc.of(new double[] {1, Double.NaN}, labels(0, 1)))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> RocAuc.of(new double[] {1}, labels(0, 1))).isInstanceOf(InvalidInputException.class);
    }

    private static boolean[] labels(int... labels) {
        boolean[] positive = new boolean[labels.length];
        for (int i = 0; i < labels.length; i++) {
            positive[i] = labels[i] == 1;
        }
        return positive;
    }
}
