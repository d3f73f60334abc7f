package io.assay.statistics.proportion;

import static io.assay.statistics.proportion.Tables.table;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.assay.statistics.InvalidInputException;
import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {

    @Test
    void ratesAddToOneAndKeepTheirDigits() {
        Proportion almostAll = new Proportion(Proportion.LARGEST_N - 3, Proportion.LARGEST_N);
        assertThat(almostAll.failures()).isEqualTo(3);
        assertThat(almostAll.failureRate()).isEqualTo(3e-15);
        assertThat(almostAll.rate()).isEqualTo(1 - 3e-15);
    }

    @ParameterizedTest
    @CsvSource({"-1,5,successes", "6,5,successes", "0,0,n", "0,-1,n", "0,1000000000000001,n"})
    void refusesImpossibleCounts(long successes, long n, String parameter) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> new Proportion(successes, n))
                .satisfies(e -> assertThat(e.parameter()).isEqualTo(parameter));
    }

    /** Against exact decimals; the rates of such tables agree in up to fifteen digits. */
    @Test
    void differenceAndLiftAreRightToTheLastDigits() {
        Tables.random(20_000).forEach(this::checkAgainstDecimals);
        checkAgainstDecimals(
                table(333_333_333_333_333L, 999_999_999_999_999L, 333_333_333_333_334L, 1_000_000_000_000_000L));
        checkAgainstDecimals(table(1, 3, 333_333_333_333_333L, 999_999_999_999_998L));
    }

    private void checkAgainstDecimals(TwoByTwo table) {
        BigDecimal control = rate(table.control());
        BigDecimal treatment = rate(table.treatment());
        double difference = treatment.subtract(control).doubleValue();
        assertThat(Math.abs(table.difference() - difference)).isLessThanOrEqualTo(2 * Math.ulp(difference));
        if (table.control().successes() == 0) {
            assertThat(table.lift()).isNull();
        } else {
            double lift = treatment
                    .divide(control, new MathContext(60))
                    .subtract(BigDecimal.ONE)
                    .doubleValue();
            assertThat(Math.abs(requireNonNull(table.lift()) - lift)).isLessThanOrEqualTo(2 * Math.ulp(lift));
        }
    }

    private static BigDecimal rate(Proportion arm) {
        return new BigDecimal(arm.successes()).divide(new BigDecimal(arm.n()), new MathContext(60));
    }

    @Test
    void pooledRate() {
        assertThat(table(1, 4, 2, 8).pooledRate()).isEqualTo(0.25);
        assertThat(table(1, 4, 2, 8).pooledFailureRate()).isEqualTo(0.75);
    }
}
