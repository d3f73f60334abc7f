package io.assay.statistics.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.statistics.InvalidInputException;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderTest {

    /** The library's stable sort of the indices; exact. */
    @Test
    void isStableAndAscending() {
        for (int n : new int[] {0, 1, 2, 47, 48, 49, 1000, 20_000}) {
            Random random = new Random(n);
            double[] values = new double[n];
            for (int i = 0; i < n; i++) {
                values[i] = switch (random.nextInt(4)) {
                    case 0 -> random.nextGaussian() * Math.pow(10, random.nextInt(-300, 300));
                    case 1 -> random.nextInt(-3, 4);
                    case 2 -> random.nextBoolean() ? 0.0 : -0.0;
                    default -> random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
                };
            }
            int[] expected = IntStream.range(0, n)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> values[i] + 0.0))
                    .mapToInt(Integer::intValue)
                    .toArray();
            assertThat(Order.ascending(values)).as("%d values", n).isEqualTo(expected);
        }
    }

    @Test
    void missingValuesAreRefused() {
        assertThatThrownBy(() -> Order.ascending(new double[] {1, Double.NaN}))
                .isInstanceOf(InvalidInputException.class);
        double[] many = new double[100];
        many[50] = Double.NaN;
        assertThatThrownBy(() -> Order.ascending(many)).isInstanceOf(InvalidInputException.class);
    }
}
