package io.assay.model.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class PermutationImportanceTest {

    private static final int ROWS = 2000;

    /** Of y = 3a + b + 0c the squared error rises by 2 · 9 var(a) and 2 var(b): twice the variance of what is said. */
    @Test
    void theDropIsWhatTheColumnWasWorth() {
        double[][] features = features();
        List<PermutationImportance> found =
                PermutationImportance.of(features, ROWS, List.of("a", "b", "c"), score(features), 10, 42);
        assertThat(found).extracting(PermutationImportance::column).containsExactly("a", "b", "c");
        assertThat(found.get(0).mean()).isCloseTo(18, within(1.0));
        assertThat(found.get(1).mean()).isCloseTo(2, within(0.2));
        assertThat(found.get(2)).isEqualTo(new PermutationImportance("c", 0, 0));
        assertThat(found.get(0).sd()).isBetween(0.05, 1.0);
        assertThat(PermutationImportance.of(features, ROWS, List.of("a", "b", "c"), score(features), 10, 42))
                .isEqualTo(found);
    }

    /** Two features of one column that cancel each other: moved together they do so still. */
    @Test
    void featuresOfAColumnMoveTogether() {
        double[][] features = features();
        double[][] opposed = {features[0], features[0].clone()};
        ToDoubleFunction<double[][]> score = columns -> {
            double worst = 0;
            for (int row = 0; row < ROWS; row++) {
                worst = Math.max(worst, Math.abs(columns[0][row] - columns[1][row]));
            }
            return -worst;
        };
        assertThat(PermutationImportance.of(opposed, ROWS, List.of("a", "a"), score, 3, 1))
                .containsExactly(new PermutationImportance("a", 0, 0));
        assertThat(PermutationImportance.of(opposed, ROWS, List.of("a", "b"), score, 3, 1))
                .allSatisfy(one -> assertThat(one.mean()).isPositive());
    }

    private static double[][] features() {
        Random random = new Random(1);
        double[][] features = new double[3][ROWS];
        for (double[] column : features) {
            for (int row = 0; row < ROWS; row++) {
                column[row] = random.nextGaussian();
            }
        }
        return features;
    }

    private static ToDoubleFunction<double[][]> score(double[][] features) {
        return columns -> {
            double sum = 0;
            for (int row = 0; row < ROWS; row++) {
                double y = 3 * features[0][row] + features[1][row];
                double said = 3 * columns[0][row] + columns[1][row];
                sum += (y - said) * (y - said);
            }
            return -sum / ROWS;
        };
    }
}
