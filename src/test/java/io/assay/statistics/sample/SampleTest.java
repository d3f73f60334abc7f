package io.assay.statistics.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.InvalidInputException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Moments, quantiles and frequencies. */
class SampleTest {

    private static final double TOLERANCE = 1e-12;

    /** numpy 2.4.6 var, std; pandas 3.0.6 Series.skew(). */
    @Test
    void moments() {
        SampleMoments far = SampleMoments.of(new double[] {1e9 + 1, Double.NaN, 1e9 + 2, 1e9 + 4, 1e9 + 9});
        assertThat(far.n()).isEqualTo(4);
        assertThat(far.mean()).isEqualTo(1e9 + 4);
        assertThat(far.populationVariance()).isEqualTo(9.5);
        assertThat(far.skewness()).isCloseTo(1.3309377322476703, within(TOLERANCE));
        assertThat(SampleMoments.of(new double[] {0.1, 0.2, 0.4}).populationDeviation())
                .isCloseTo(0.12472191289246473, within(TOLERANCE));
        assertThat(SampleMoments.of(new double[] {0, 1, 1, 2, 3, 5, 8, 40}).skewness())
                .isCloseTo(2.6282063728001592, within(TOLERANCE));
        assertThat(far.smallest()).isEqualTo(1e9 + 1);
        assertThat(far.largest()).isEqualTo(1e9 + 9);
    }

    @Test
    void momentsOfLittle() {
        assertThat(SampleMoments.of(new double[0]).mean()).isNaN();
        assertThat(SampleMoments.of(new double[] {Double.NaN}).n()).isZero();
        SampleMoments constant = SampleMoments.of(new double[] {0.1, 0.1, 0.1});
        assertThat(constant.mean()).isEqualTo(0.1);
        assertThat(constant.isConstant()).isTrue();
        assertThat(constant.skewness()).isNull();
        assertThat(SampleMoments.of(new double[] {1, 2}).skewness()).isNull();
        // Equal within the rounding of their mean, as scikit-learn 1.9.1's StandardScaler takes them.
        assertThat(SampleMoments.of(new double[] {1e8, Math.nextUp(1e8), 1e8}).isConstant())
                .isTrue();
        assertThat(SampleMoments.of(new double[] {1, 2, 3}).isConstant()).isFalse();
    }

    /** numpy 2.4.6: quantile. */
    @Test
    void quantiles() {
        double[] values = {3, 1, 4, Double.NaN, 1, 5, 9, 2, 6};
        assertThat(Quantile.of(values, 0, 0.1, 0.25, 0.5, 0.75, 0.9, 1))
                .containsExactly(1.0, 1.0, 1.75, 3.5, 5.25, 6.8999999999999995, 9.0);
        assertThat(Quantile.median(values)).isEqualTo(3.5);
        assertThat(Quantile.median(new double[] {1, 2, 3, 4})).isEqualTo(2.5);
        assertThat(Quantile.median(new double[] {1.7e308, 1.7e308})).isEqualTo(1.7e308);
        assertThat(Quantile.median(new double[] {1.6e308, 1.7e308})).isCloseTo(1.65e308, within(1e293));
        assertThat(Quantile.median(new double[] {Double.NaN})).isNaN();
        assertThat(Quantile.of(new double[0], 0.5)).containsExactly(Double.NaN);
        assertThatThrownBy(() -> Quantile.of(values, 0.5, 0.1)).isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void selectionFindsWhatSortingFinds(long seed) {
        Random random = new Random(seed);
        int n = 1 + random.nextInt(5_000);
        int different = seed % 2 == 0 ? 5 : n;
        double[] values = random.doubles(n).map(x -> Math.rint(x * different)).toArray();
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        assertThat(Quantile.median(values)).isEqualTo(Quantile.ofSorted(sorted, 0.5));
        double[] shares = {0, 0.01, 0.3, 0.3, 0.77, 1};
        assertThat(Quantile.of(values, shares))
                .containsExactly(Arrays.stream(shares)
                        .map(share -> Quantile.ofSorted(sorted, share))
                        .toArray());
    }

    @Test
    void selectionIsNotSlowOnWhatIsSorted() {
        int n = 1_000_000;
        double[] ascending = new double[n];
        Arrays.setAll(ascending, i -> i);
        double[] organ = new double[n];
        Arrays.setAll(organ, i -> Math.min(i, n - i));
        assertThat(Quantile.median(ascending)).isEqualTo((n - 1) / 2.0);
        assertThat(Quantile.median(new double[n])).isZero();
        assertThat(Quantile.median(organ)).isEqualTo(n / 4.0);
    }

    @Test
    void frequencies() {
        assertThat(Frequencies.mode(new double[] {3, 1, 3, 1, 2, Double.NaN, Double.NaN, Double.NaN}))
                .isEqualTo(1);
        assertThat(Frequencies.mode(new double[] {Double.NaN})).isNaN();
        assertThat(Frequencies.distinct(new double[] {2, -0.0, 0.0, Double.NaN, 2}))
                .containsExactly(0.0, 2.0);
    }

    /** scipy 1.17.1: minimize_scalar of minus yeojohnson_llf with tol=1e-14; the transform by yeojohnson(x, lmbda). */
    @Test
    void powers() {
        double[] signed = {-3, -1, 0, 0.5, 1, 2, 2.5, 4, 10, 25, Double.NaN};
        assertThat(PowerTransform.lambda(signed)).isCloseTo(0.4415569703427956, within(1e-7));
        assertThat(PowerTransform.of(3, 0)).isEqualTo(Math.log1p(3));
        assertThat(PowerTransform.of(-3, 2)).isEqualTo(-Math.log1p(3));
        assertThat(PowerTransform.of(3, 2)).isCloseTo(7.5, within(TOLERANCE));
        assertThat(PowerTransform.of(-3, 1)).isCloseTo(-3, within(TOLERANCE));
        assertThat(PowerTransform.of(0, 0.3)).isZero();
        assertThat(PowerTransform.lambda(new double[] {5, 5, 5})).isEqualTo(1);
        // Values that a power overflows for have one nevertheless.
        assertThat(PowerTransform.lambda(new double[] {1e300, 2e300, 5e299, 1e10, 3}))
                .isBetween(-1.0, 1.0);
    }
}
