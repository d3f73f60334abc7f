package io.assay.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LogarithmTest {

    /** Against the library's own, which is within one unit of the last place. */
    @Test
    void isTheLibrarysToAFewUnits() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            double x = Math.scalb(random.nextDouble(), -random.nextInt(70)) * (random.nextBoolean() ? 1 : -1);
            double expected = StrictMath.log1p(x);
            assertThat(Logarithm.ofOnePlus(x)).isCloseTo(expected, within(4 * Math.ulp(expected)));
        }
    }

    @Test
    void ends() {
        assertThat(Logarithm.ofOnePlus(0)).isZero();
        assertThat(Logarithm.ofOnePlus(-1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Logarithm.ofOnePlus(-0x1p-53)).isEqualTo(-0x1p-53);
        assertThat(Logarithm.ofOnePlus(Double.MIN_VALUE)).isEqualTo(Double.MIN_VALUE);
        assertThat(Logarithm.ofOnePlus(1e308)).isEqualTo(Math.log(1e308));
    }
}
