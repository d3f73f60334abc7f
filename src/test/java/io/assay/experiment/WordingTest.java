package io.assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts read as {@code %,d} and {@code %,.0f} of {@link java.util.Formatter} write them. */
class WordingTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 7, 99, 999, 1_000, 12_345, 123_456, 1_234_567, 1_000_000_000_000_000L, -1, -999, -1_000})
    void groupsThousands(long n) {
        assertThat(Wording.count(n)).isEqualTo(String.format(Locale.ROOT, "%,d", n));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.4, 0.5, 999.5, 1_234.25, 10_000.5, 50_000, 1e15, 2e15})
    void roundsToWholeNumbers(double n) {
        assertThat(Wording.count(n)).isEqualTo(String.format(Locale.ROOT, "%,.0f", n));
    }

    @Test
    void isTheSameInEveryLocale() {
        assertThat(Wording.count(28_880L)).isEqualTo("28,880");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "-1, -1",
        "0.1, 0.1",
        "0.05, 0.05",
        "12.345, 12.3",
        "99.96, 100",
        "9.996, 10",
        "-0.012345, -0.0123",
        "1234.5, 1230",
        "123456, 123000",
        "0.00000012345, 0.000000123",
        "1e-12, 0.000000000001",
        "1.5e12, 1500000000000",
        "8319.6, 8320",
        "0.9996, 1",
        "-43.119, -43.1"
    })
    void roundsToThreeSignificantDigits(double value, String expected) {
        assertThat(Wording.digits(value)).isEqualTo(expected);
    }

    @Test
    void isWhatExactDecimalsRoundTo() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20261124);
        for (int i = 0; i < 100_000; i++) {
            double value = random.nextGaussian() * Math.pow(10, random.nextInt(-8, 8));
            BigDecimal expected = new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_UP));
            assertThat(new BigDecimal(Wording.digits(value))).isEqualByComparingTo(expected);
        }
    }

    @Test
    void showsAsManyDigitsAsTellTwoSharesApart() {
        assertThat(Wording.distinctPercents(0.1, 0.2)).containsExactly("10 %", "20 %");
        assertThat(Wording.distinctPercents(0.9996, 0.999)).containsExactly("99.96 %", "99.9 %");
        assertThat(Wording.distinctPercents(0.1, 0.100001)).containsExactly("10 %", "10.0001 %");
    }
}
