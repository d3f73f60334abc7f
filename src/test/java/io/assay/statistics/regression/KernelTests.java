package io.assay.statistics.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums of products, few and many at once. */
class KernelTests {

    /** Against Σ a b in the order of the rows; 1e-12. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4096, 4097, 5000})
    void everySumIsItsOwn(int count) {
        Random random = new Random(3);
        Kernel.Products products = new Kernel.Products(count);
        double[] expected = new double[count];
        for (int n : new int[] {Kernel.BLOCK, Kernel.BLOCK, 77}) {
            double[] a = random.doubles(Kernel.BLOCK).toArray();
            double[] b = random.doubles(Kernel.BLOCK).toArray();
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += a[i] * b[i];
            }
            for (int at = count - 1; at >= 0; at -= 2) {
                products.add(at, a, b, n);
                expected[at] += sum;
            }
        }
        double[] totals = products.totals();
        assertThat(totals).hasSize(count);
        for (int at = 0; at < count; at++) {
            assertThat(totals[at]).isCloseTo(expected[at], within(1e-12 * Math.max(1, expected[at])));
        }
    }

    /** Those of 5,800 columns: in 128 lanes each they would be more numbers than an array can hold. */
    @Test
    void manySumsAreNoMoreNumbersThanThereAreSums() {
        int count = 5_800 * 5_801 / 2;
        Kernel.Products products = new Kernel.Products(count);
        products.add(count - 1, new double[] {3}, new double[] {5}, 1);
        assertThat(products.totals()).hasSize(count).endsWith(0, 15);
    }
}
