package io.assay.statistics.proportion;

import static io.assay.statistics.proportion.Tables.assertClose;
import static io.assay.statistics.proportion.Tables.lower;
import static io.assay.statistics.proportion.Tables.upper;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.Interval;
import io.assay.statistics.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneArmIntervalsTest {

    private static final long HUGE = Proportion.LARGEST_N;

    /** statsmodels 0.15.0, proportion_confint(…, method="normal"); relative 1e-12. */
    @ParameterizedTest
    @CsvSource({
        "2,5,0.05,0.0,0.8294065944921178",
        "7,200,0.01,0.0015266051393430097,0.068473394860657",
        "1100,10000,0.05,0.10386747345259757,0.11613252654740243",
        "20034,44700,0.05,0.44357771693415227,0.4527981219920222",
        "99,100,0.1,0.9736339130530403,1.0",
        "3,1000000,0.05,0.0,6.394752110088894e-06"
    })
    void wald(long successes, long n, double alpha, double lower, double upper) {
        assertClose(OneArmIntervals.wald(new Proportion(successes, n), alpha), lower, upper, 1e-12);
    }

    @Test
    void waldSaysNothingWhereNothingVaries() {
        assertThat(OneArmIntervals.wald(new Proportion(0, 10), 0.05)).isNull();
        assertThat(OneArmIntervals.wald(new Proportion(10, 10), 0.05)).isNull();
    }

    /** statsmodels 0.15.0, proportion_confint(…, method="wilson"); the last three mpmath 1.3. Relative 1e-13. */
    @ParameterizedTest
    @CsvSource({
        "2,5,0.05,0.11762077423264788,0.7692757187239871",
        "0,10,0.05,0.0,0.27753279986288926",
        "10,10,0.05,0.7224672001371106,1.0",
        "1,1,0.05,0.2065493143772374,1.0",
        "7,200,0.01,0.013772550635466597,0.08608907458103246",
        "1100,10000,0.05,0.10401658169254806,0.11628293703657967",
        "20034,44700,0.05,0.44358236514774474,0.45280237833639625",
        "99,100,0.1,0.9564182264659439,0.9977659071665453",
        "3,1000000,0.05,1.0202712409681232e-06,8.821149774312438e-06",
        "1,1000000000000000,0.05,1.7652455493515295e-16,5.664934265758951e-15",
        "999999999999999,1000000000000000,0.05,0.9999999999999943,0.9999999999999998",
        "0,1000000000000000,0.05,0.0,3.841458820694111e-15"
    })
    void wilson(long successes, long n, double alpha, double lower, double upper) {
        assertClose(OneArmIntervals.wilson(new Proportion(successes, n), alpha), lower, upper, 1e-13);
    }

    /** statsmodels 0.15.0, proportion_confint(…, method="agresti_coull"); relative 1e-12. The first is Wasabi's, too. */
    @ParameterizedTest
    @CsvSource({
        "2,5,0.05,0.11598664954499116,0.7709098434116438",
        "0,10,0.05,0.0,0.3208873057505458",
        "10,10,0.05,0.6791126942494543,1.0",
        "1,1,0.05,0.167499485479413,1.0",
        "7,200,0.01,0.010902733225658046,0.088958891990841",
        "1100,10000,0.05,0.10401475426175236,0.1162847644673754",
        "20034,44700,0.05,0.44358236299795606,0.45280238048618493",
        "99,100,0.1,0.9528097002026673,1.0",
        "3,1000000,0.05,5.730052329493103e-07,9.26841578233125e-06"
    })
    void agrestiCoull(long successes, long n, double alpha, double lower, double upper) {
        assertClose(OneArmIntervals.agrestiCoull(new Proportion(successes, n), alpha), lower, upper, 1e-12);
    }

    /** mpmath 1.3 at 60 digits, bisection on betainc; relative 1e-12. statsmodels 0.15.0 (method="beta") agrees. */
    @ParameterizedTest
    @CsvSource({
        "2,5,0.05,0.0527449505263169,0.8533672003653269",
        "0,10,0.05,0.0,0.30849710781876083",
        "10,10,0.05,0.6915028921812392,1.0",
        "1,1,0.05,0.025,1.0",
        "7,200,0.01,0.010289183813943585,0.08351637307554177",
        "99,100,0.1,0.9534401885464611,0.9994871985837377",
        "1100,10000,0.05,0.10393168939116747,0.11629646551636014"
    })
    void clopperPearson(long successes, long n, double alpha, double lower, double upper) {
        assertClose(OneArmIntervals.clopperPearson(new Proportion(successes, n), alpha), lower, upper, 1e-12);
    }

    /**
     * mpmath 1.3 at 60 digits, bisection on betainc; relative 1e-12. statsmodels 0.15.0 (method="jeffreys") agrees but
     * where no or every unit is a success: it leaves out the modification of Brown, Cai, DasGupta, section 4.1.2.
     */
    @ParameterizedTest
    @CsvSource({
        "2,5,0.05,0.09439032734434406,0.7905833359239952",
        "0,10,0.05,0.0,0.21719626750921056",
        "10,10,0.05,0.7828037324907894,1.0",
        "1,1,0.05,0.1467463163095751,1.0",
        "7,200,0.01,0.011625072822271394,0.07999152118665566",
        "99,100,0.1,0.9615852119095223,0.9982379037459226",
        "1100,10000,0.05,0.10398045366018713,0.11624525911827528"
    })
    void jeffreys(long successes, long n, double alpha, double lower, double upper) {
        assertClose(OneArmIntervals.jeffreys(new Proportion(successes, n), alpha), lower, upper, 1e-12);
    }

    /** mpmath 1.3: 1 - 0.025^(1/1e15); beyond the beta quantile's reach the other counts have no exact interval. */
    @Test
    void hugeSamples() {
        assertClose(
                upper(OneArmIntervals.clopperPearson(new Proportion(0, HUGE), 0.05)), 3.6888794541139295e-15, 1e-14);
        assertThat(lower(OneArmIntervals.clopperPearson(new Proportion(HUGE, HUGE), 0.05)))
                .isCloseTo(1 - 3.7e-15, within(1e-15));
        assertThat(OneArmIntervals.clopperPearson(new Proportion(1, HUGE), 0.05))
                .isNull();
        assertThat(OneArmIntervals.jeffreys(new Proportion(1, HUGE), 0.05)).isNull();
    }

    /** z²/2 = 1920 pairs of pseudo-counts against 1e9 units: all five intervals agree to within 1e-4 of their width. */
    @Test
    void largeSamplesAgree() {
        Proportion arm = new Proportion(400_000_000, 1_000_000_000);
        Interval wilson = OneArmIntervals.wilson(arm, 0.05);
        double tolerance = 1e-4 * (upper(wilson) - lower(wilson));
        for (Interval other : new Interval[] {
            requireNonNull(OneArmIntervals.wald(arm, 0.05)),
            OneArmIntervals.agrestiCoull(arm, 0.05),
            requireNonNull(OneArmIntervals.clopperPearson(arm, 0.05)),
            requireNonNull(OneArmIntervals.jeffreys(arm, 0.05))
        }) {
            assertThat(lower(other)).isCloseTo(lower(wilson), within(tolerance));
            assertThat(upper(other)).isCloseTo(upper(wilson), within(tolerance));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.999999, 1e-9, Double.MIN_VALUE})
    void limitsEncloseTheRateAndMirror(double alpha) {
        Tables.extremes().map(TwoByTwo::treatment).distinct().forEach(arm -> {
            check(OneArmIntervals.wilson(arm, alpha), OneArmIntervals.wilson(arm.complement(), alpha), arm.rate());
            check(
                    OneArmIntervals.agrestiCoull(arm, alpha),
                    OneArmIntervals.agrestiCoull(arm.complement(), alpha),
                    arm.rate());
            if (arm.n() <= 1000 && alpha > 1e-300) {
                check(
                        requireNonNull(OneArmIntervals.clopperPearson(arm, alpha)),
                        requireNonNull(OneArmIntervals.clopperPearson(arm.complement(), alpha)),
                        arm.rate());
            }
        });
    }

    private static void check(Interval interval, Interval complement, double rate) {
        assertThat(lower(interval)).isBetween(0.0, rate * (1 + 1e-15));
        assertThat(upper(interval)).isBetween(rate * (1 - 1e-15), 1.0);
        assertThat(lower(complement)).isCloseTo(1 - upper(interval), within(1e-14));
        assertThat(upper(complement)).isCloseTo(1 - lower(interval), within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, Double.NaN})
    void refusesAnImpossibleAlpha(double alpha) {
        Proportion arm = new Proportion(1, 2);
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> OneArmIntervals.wilson(arm, alpha));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> OneArmIntervals.clopperPearson(arm, alpha));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> OneArmIntervals.jeffreys(arm, alpha));
    }
}
