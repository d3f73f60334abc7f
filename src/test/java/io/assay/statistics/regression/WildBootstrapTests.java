package io.assay.statistics.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The bootstrap where there are too many sign vectors to take all. */
class WildBootstrapTests {

    /**
     * With 20 clusters no drawn vector repeats the observed one, and an effect without noise to speak of is never reached: of
     * 999 draws p is then 1/1000, as of the permutation test that it is (Phipson and Smyth 2010), and not 0.
     */
    @Test
    void whatWasObservedCountsAmongTheDrawn() {
        int rows = 200;
        int[] cluster = new int[rows];
        double[] column = new double[rows];
        double[] outcome = new double[rows];
        for (int i = 0; i < rows; i++) {
            cluster[i] = i / 10;
            column[i] = i % 10;
            outcome[i] = 5 * column[i] + Math.sin(31.0 * i);
        }
        LeastSquares fit = LeastSquares.fit(Design.of(List.of("x"), new double[][] {column}, outcome));
        WildBootstrap bootstrap =
                new WildBootstrap(fit, Clusters.of("g", cluster), fit.indexOf("x"), WildBootstrap.Variant.WCR_11);
        WildBootstrap.Result result = bootstrap.run(999, 42, 0, 0.95);
        assertThat(result.enumerated()).isFalse();
        assertThat(result.pValue()).isCloseTo(1 / 1000.0, within(1e-15));
        double lower = Objects.requireNonNull(result.lower());
        assertThat(bootstrap.run(999, 42, lower - 1e-6, 0.95).pValue()).isLessThanOrEqualTo(0.05);
        assertThat(bootstrap.run(999, 42, lower + 1e-6, 0.95).pValue()).isGreaterThan(0.05);
    }
}
