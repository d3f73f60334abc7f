package io.assay.statistics.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.InvalidInputException;
import org.junit.jupiter.api.Test;

class RankCorrelationTest {

    private static final double[] X = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8};

    /** scipy 1.17.1, stats.spearmanr; absolute 1e-15. */
    @Test
    void agreesWithScipy() {
        double[] y = {2.5, 7, 1.5, 8, 2, 8, 1, 8, 2.5, 8, 4, 5};
        assertThat(RankCorrelation.spearman(X, y)).isCloseTo(0.13874436925511607, within(1e-15));
    }

    @Test
    void isOneForEveryIncreasingFunction() {
        double[] y = new double[X.length];
        double[] z = new double[X.length];
        for (int i = 0; i < X.length; i++) {
            y[i] = Math.exp(70 * X[i]) * 1e-300;
            z[i] = -y[i];
        }
        assertThat(RankCorrelation.spearman(X, y)).isCloseTo(1, within(1e-15));
        assertThat(RankCorrelation.spearman(X, z)).isCloseTo(-1, within(1e-15));
    }

    @Test
    void whatDoesNotVaryHasNone() {
        assertThat(RankCorrelation.spearman(new double[] {1, 2}, new double[] {0.0, -0.0}))
                .isNull();
        assertThat(RankCorrelation.spearman(new double[] {1}, new double[] {2})).isNull();
        assertThatThrownBy(() -> RankCorrelation.spearman(new double[] {Double.NaN}, new double[] {2}))
                .isInstanceOf(InvalidInputException.class);
    }
}
