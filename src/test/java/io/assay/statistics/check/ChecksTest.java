package io.assay.statistics.check;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.InvalidInputException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {

    /**
     * Targets: the formulas with scipy.stats.norm 1.17.1, relative 1e-12. The first two are the examples of Gelman and
     * Carlin 2014, whose simulation gives power 0.05, type S 0.46, type M 77, and 0.06, 0.24, 9.7.
     */
    @ParameterizedTest
    @CsvSource({
        "0.1, 3.28, 0.05, 0.05010648209372839, 0.4644228430379464, 76.68916411091334",
        "2, 8.1, 0.05, 0.05701294063487661, 0.2396176544552163, 9.536627594074423",
        "2.8, 1, 0.05, 0.7995568714356514, 1.2108426227178004e-06, 1.1252187817878925",
        "1, 1, 0.01, 0.05770713327902787, 0.0030249241694691805, 3.002855665420182",
        "-2, 1, 0.05, 0.5160052739761747, 7.263595109056901e-05, 1.3862651465671014"
    })
    void winnersCurse(
            double effect, double standardError, double alpha, double power, double sign, double exaggeration) {
        WinnersCurse curse = WinnersCurse.of(effect, standardError, alpha);
        assertThat(curse.power()).isCloseTo(power, within(1e-12 * power));
        assertThat(curse.signError()).isCloseTo(sign, within(1e-12 * sign));
        assertThat(curse.exaggeration()).isCloseTo(exaggeration, within(1e-12 * exaggeration));
        assertThat(curse.check().status()).isEqualTo(exaggeration < 1.5 ? Status.PASS : Status.WARN);
    }

    @Test
    void winnersCurseRefusesNoEffect() {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> WinnersCurse.of(0, 1, 0.05));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> WinnersCurse.of(1, 0, 0.05));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> WinnersCurse.of(1, 1, 1));
        assertThat(WinnersCurse.of(1e6, 1, 0.05).exaggeration()).isEqualTo(1);
    }

    @Test
    void noPowerAtAll() {
        Check check = WinnersCurse.of(1e-9, 1, 1e-300).check();
        assertThat(check.status()).isEqualTo(Status.WARN);
        assertThat(check.evidence()).isEqualTo("at the planned effect the power is below 0.0001 %");
    }

    /** Target: scipy.stats.skew([1, 2, 2, 3, 9]) 1.17.1, relative 1e-13; 355 skewness² rounded up. */
    @Test
    void heavyTails() {
        double skewness = requireNonNull(HeavyTails.skewness(5, 17, 99, 773));
        assertThat(skewness).isCloseTo(1.321086967875271, within(1e-13));
        assertThat(HeavyTails.requiredSize(skewness)).isEqualTo(620);
        assertThat(HeavyTails.check(620, skewness).status()).isEqualTo(Status.PASS);
        assertThat(HeavyTails.check(619, skewness).status()).isEqualTo(Status.WARN);
        assertThat(HeavyTails.check(619, null).status()).isEqualTo(Status.UNKNOWN);
    }

    /** The values of the test above plus a constant, which changes the skewness of rounded sums only. */
    @Test
    void skewnessFarFromZero() {
        assertThat(requireNonNull(HeavyTails.skewness(5, 5017, 5_034_099, 5_051_297_773.0)))
                .isCloseTo(1.321086967875271, within(1e-6));
        assertThat(HeavyTails.skewness(5, 5_000_017, 5.000034000099e12, 5.000051000297000773e18))
                .isNull();
    }

    @Test
    void skewnessOfNothingAndOfTheImpossible() {
        assertThat(HeavyTails.skewness(4, 8, 16, 32)).isNull();
        // one unit of a hundred at 1, the others at 0: as skewed as a hundred can be
        assertThat(requireNonNull(HeavyTails.skewness(100, 1, 1, 1))).isCloseTo(98 / Math.sqrt(99), within(1e-12));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> HeavyTails.skewness(100, 1, 1, 2))
                .satisfies(refused -> assertThat(refused.parameter()).isEqualTo("sum_cubes"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-01, 2026-10-15, PASS",
        "2026-10-01, 2026-10-14, WARN",
        "2026-10-01, 2026-10-08, WARN",
        "2026-10-01, 2026-10-22, PASS",
        "2026-10-01, , UNKNOWN"
    })
    void wholeWeeks(LocalDate start, LocalDate end, Status expected) {
        assertThat(WholeWeeks.check(start, end).status()).isEqualTo(expected);
    }

    @Test
    void aPeriodEndsAfterItsStart() {
        LocalDate day = LocalDate.of(2026, 10, 1);
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> WholeWeeks.check(day, day));
    }

    @Test
    void twyman() {
        assertThat(Twyman.check(0.05, 0.1).status()).isEqualTo(Status.PASS);
        assertThat(Twyman.check(-0.5, 0.1).status()).isEqualTo(Status.WARN);
        assertThat(Twyman.check(0.5, null).status()).isEqualTo(Status.UNKNOWN);
        assertThat(Twyman.check(null, 0.1).status()).isEqualTo(Status.UNKNOWN);
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Twyman.check(0.1, 0.0));
    }
}
