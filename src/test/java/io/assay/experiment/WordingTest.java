package io.assay.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
}
