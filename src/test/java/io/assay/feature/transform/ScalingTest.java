package io.assay.feature.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.feature.pipeline.FittedPipeline;
import io.assay.feature.pipeline.TestTable;
import org.junit.jupiter.api.Test;

/** Steps that move and stretch numbers; figures of scikit-learn 1.9.1 (numpy 2.4.6, scipy 1.17.1) unless said otherwise. */
class ScalingTest {

    private static final double TOLERANCE = 1e-12;

    private static final double[] TRAINING = {1, 2, 2, 3, 5, 8, 13, 21, 34, 100};
    private static final double[] OTHERS = {0, 2, 4, 100, 200, -3, 50};
    private static final double[] SIGNED = {-3, -1, 0, 0.5, 1, 2, 2.5, 4, 10, 25};

    /** RobustScaler() and RobustScaler(quantile_range=(10, 90)). */
    @Test
    void robust() {
        assertClose(
                Fits.numbers("{'kind': 'robust_scale'}", TRAINING, OTHERS),
                TOLERANCE,
                -0.3880597014925373,
                -0.26865671641791045,
                -0.14925373134328357,
                5.582089552238806,
                11.552238805970148,
                -0.5671641791044776,
                2.5970149253731343);
        assertClose(
                Fits.numbers("{'kind': 'robust_scale', 'lower': 0.1, 'upper': 0.9}", TRAINING, OTHERS),
                TOLERANCE,
                -0.16795865633074944,
                -0.11627906976744191,
                -0.0645994832041344,
                2.4160206718346267,
                5.000000000000003,
                -0.2454780361757107,
                1.1240310077519384);
        assertThat(Fits.numbers("{'kind': 'robust_scale'}", new double[] {7, 7, 7, 7, 9}, 7, 8))
                .containsExactly(0, 1);
    }

    /** MinMaxScaler() and MinMaxScaler((-1, 1), clip=True). */
    @Test
    void minMax() {
        assertClose(
                Fits.numbers("{'kind': 'min_max'}", TRAINING, OTHERS),
                TOLERANCE,
                -0.010101010101010102,
                0.010101010101010102,
                0.030303030303030304,
                1.0,
                2.0101010101010104,
                -0.04040404040404041,
                0.494949494949495);
        assertClose(
                Fits.numbers("{'kind': 'min_max', 'low': -1, 'high': 1, 'clip': true}", TRAINING, OTHERS),
                TOLERANCE,
                -1.0,
                -0.9797979797979797,
                -0.9393939393939393,
                1.0,
                1.0,
                -1.0,
                -0.010101010101009944);
        assertThat(Fits.numbers("{'kind': 'min_max', 'low': 3, 'high': 4}", new double[] {7, 7}, 7))
                .containsExactly(3);
    }

    /** QuantileTransformer(n_quantiles=1000 or 5, subsample=None), uniform and normal. */
    @Test
    void quantiles() {
        assertClose(
                Fits.numbers("{'kind': 'quantile'}", TRAINING, OTHERS),
                TOLERANCE,
                0.0,
                0.16666666666666666,
                0.3888888888888889,
                1.0,
                1.0,
                0.0,
                0.9158249158249158);
        assertClose(
                Fits.numbers("{'kind': 'quantile', 'quantiles': 5}", TRAINING, OTHERS),
                TOLERANCE,
                0.0,
                0.2,
                0.3529411764705882,
                1.0,
                1.0,
                0.0,
                0.845679012345679);
        // The upper end: scikit-learn rounds 1 - 1e-7 before it inverts, and gives 5.19933758270342.
        assertClose(
                Fits.numbers("{'kind': 'quantile', 'distribution': 'normal', 'quantiles': 5}", TRAINING, OTHERS),
                1e-9,
                -5.199337582605575,
                -0.8416212335729142,
                -0.37739194382855396,
                5.19933758270342,
                5.19933758270342,
                -5.199337582605575,
                1.0180757150135902);
    }

    /**
     * PowerTransformer(standardize=False), whose λ is good to about 1e-8 only: a minimum is flat. λ itself is that of
     * scipy's minimize_scalar on yeojohnson_llf with tol=1e-14.
     */
    @Test
    void yeoJohnson() {
        FittedPipeline fitted = Fits.steps(
                "{'kind': 'yeo_johnson'}", new TestTable().numbers("x", SIGNED).table());
        assertThat(((YeoJohnson.Learned)
                                fitted.document().features().getFirst().steps().getFirst())
                        .lambda())
                .isCloseTo(0.4415569703427956, within(1e-7));
        assertClose(
                Fits.numbers("{'kind': 'yeo_johnson'}", SIGNED, SIGNED),
                2e-6,
                -4.924873073114195,
                -1.2482702442360265,
                0.0,
                0.44402817455580484,
                0.8109240755188116,
                1.4139450529786732,
                1.6730560850700986,
                2.344728334592976,
                4.264298372158478,
                7.280916620001023);
        // PowerTransformer() standardises by itself.
        assertClose(
                Fits.numbers("{'kind': 'yeo_johnson'}, {'kind': 'standardise'}", SIGNED, -3, 25),
                1e-7,
                -2.0037045681851238,
                1.985497878138355);
        assertClose(Fits.numbers("{'kind': 'yeo_johnson'}", new double[] {4, 4, 4}, 4, 5), TOLERANCE, 4, 5);
    }

    /** pandas 3.0.6: Series.skew() before and after numpy's log1p. */
    @Test
    void logarithmsOfWhatIsSkewedToTheRight() {
        double[] skewed = {0, 1, 1, 2, 3, 5, 8, 40};
        FittedPipeline fitted = Fits.steps(
                "{'kind': 'log1p_if_skewed'}, {'kind': 'standardise'}",
                new TestTable().numbers("x", skewed).table());
        var report = fitted.document().features().getFirst().report();
        assertThat(report.skewnessBefore()).isCloseTo(2.6282063728001592, within(TOLERANCE));
        assertThat(report.skewnessAfter()).isCloseTo(1.039174440375072, within(TOLERANCE));
        assertThat(report.chosen()).isEqualTo("log1p");
        assertThat(report.reason()).isEqualTo("a skewness of 2.63 is above 1.0 and becomes 1.04");
        assertClose(Fits.numbers("{'kind': 'log1p_if_skewed'}", skewed, 3, -3), 0, Math.log1p(3), -Math.log1p(3));
    }

    @Test
    void leavesWhatIsNotSkewedOrHasNegativeNumbers() {
        assertThat(Fits.numbers("{'kind': 'log1p_if_skewed'}", new double[] {1, 2, 3, 4, 5}, 3))
                .containsExactly(3);
        assertThat(Fits.numbers("{'kind': 'log1p_if_skewed'}", new double[] {-1, 1, 1, 2, 3, 5, 8, 40}, 3))
                .containsExactly(3);
        assertThat(Fits.numbers("{'kind': 'log1p_if_skewed'}", new double[] {1, 1, 1}, 3))
                .containsExactly(3);
        assertThat(Fits.numbers(
                        "{'kind': 'log1p_if_skewed', 'threshold': 3}", new double[] {0, 1, 1, 2, 3, 5, 8, 40}, 3))
                .containsExactly(3);
    }

    @Test
    void missingStaysMissing() {
        for (String kind : new String[] {
            "standardise", "robust_scale", "min_max", "quantile", "yeo_johnson", "log1p_if_skewed", "bin"
        }) {
            assertThat(Fits.numbers("{'kind': '" + kind + "'}", TRAINING, 1, Double.NaN)[1])
                    .as(kind)
                    .isNaN();
        }
    }

    @Test
    void truthCountsAsZeroAndOne() {
        FittedPipeline fitted = Fits.steps(
                "{'kind': 'impute', 'strategy': 'mean'}",
                new TestTable()
                        .texts("x", "true", "false", null, "true", "true")
                        .table());
        assertThat(fitted.apply(new TestTable().texts("x", "false", null).table())
                        .columns()[0])
                .containsExactly(0, 0.75);
    }

    @Test
    void numbersBeyondDoublesAreRefused() {
        double[] huge = {-1.7e308, 1.7e308, 0};
        for (String kind : new String[] {"standardise", "robust_scale", "min_max"}) {
            assertThatThrownBy(() -> Fits.numbers(
                            "{'kind': '" + kind + (kind.equals("robust_scale") ? "', 'lower': 0, 'upper': 1}" : "'}"),
                            huge))
                    .as(kind)
                    .hasMessageContaining("the column x holds numbers too ");
        }
    }

    private static void assertClose(double[] actual, double tolerance, double... expected) {
        assertThat(actual).containsExactly(expected, within(tolerance));
    }
}
