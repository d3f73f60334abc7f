package io.assay.statistics.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.encoding.TargetEncoding.Smoothing;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Figures of scikit-learn 1.9.1's TargetEncoder: case target_encoder.small of the reference. */
class TargetEncodingTest {

    private static final double TOLERANCE = 1e-12;

    private static final int[] CATEGORIES = {0, 0, 0, 1, 1, 2, 2, 2, 2, 3};
    private static final double[] AMOUNTS = {3, 5, 4, 10, 12, 7, 7.5, 8, 6, 20};
    private static final double[] CLASSES = {1, 0, 1, 0, 0, 1, 1, 1, 1, 0};

    private static double[] encoded(double[] target, Smoothing smoothing) {
        TargetEncoding encoding = TargetEncoding.of(CATEGORIES, 4, target, smoothing);
        return IntStream.range(0, 4).mapToDouble(encoding::of).toArray();
    }

    @Test
    void automatic() {
        assertThat(encoded(AMOUNTS, Smoothing.automatic()))
                .containsExactly(
                        new double[] {4.042764605999623, 10.938513135830073, 7.131991547995312, 20.0},
                        within(TOLERANCE));
        assertThat(encoded(CLASSES, Smoothing.automatic()))
                .containsExactly(new double[] {0.6509433962264151, 0.0, 1.0, 0.0}, within(TOLERANCE));
    }

    @Test
    void byAFixedWeight() {
        assertThat(encoded(AMOUNTS, Smoothing.of(2)))
                .containsExactly(new double[] {5.7, 9.625, 7.5, 12.166666666666666}, within(TOLERANCE));
    }

    @Test
    void aRowIsNotInItsOwnEncoding() {
        int[] folds = {0, 1, 2, 0, 1, 2, 0, 1, 2, 0};
        double[] crossFitted = TargetEncoding.crossFitted(CATEGORIES, 4, CLASSES, folds, Smoothing.of(3));
        for (int row = 0; row < folds.length; row++) {
            double[] other = CLASSES.clone();
            other[row] = 1 - other[row];
            assertThat(TargetEncoding.crossFitted(CATEGORIES, 4, other, folds, Smoothing.of(3))[row])
                    .isEqualTo(crossFitted[row]);
        }
    }

    @Test
    void whatHasTooFewRowsOrNoneGetsTheMean() {
        TargetEncoding encoding = TargetEncoding.of(CATEGORIES, 6, AMOUNTS, new Smoothing(0, 2));
        assertThat(encoding.of(3)).isEqualTo(encoding.prior());
        assertThat(encoding.of(5)).isEqualTo(encoding.prior());
        assertThat(TargetEncoding.of(CATEGORIES, 6, AMOUNTS, Smoothing.automatic())
                        .of(5))
                .isEqualTo(8.25);
        assertThat(TargetEncoding.of(new int[3], 1, new double[] {2, 2, 2}, Smoothing.automatic())
                        .of(0))
                .isEqualTo(2);
        assertThatThrownBy(() -> Smoothing.of(-1)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new Smoothing(1, 0)).isInstanceOf(InvalidInputException.class);
    }
}
