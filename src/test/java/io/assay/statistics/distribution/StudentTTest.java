package io.assay.statistics.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Targets: mpmath 1.4.1 at 50 digits, betainc(nu/2, 1/2, 0, nu/(nu + t**2), regularized=True)/2 and findroot on it. */
class StudentTTest {

    @ParameterizedTest
    @CsvSource({
        "0.3, 1, 0.40722642092225766, -0.898385931464041",
        "2, 1, 0.14758361765043327, -1.9133603645040103",
        "1e10, 1, 3.1830988618379067e-11, -24.170580815789857",
        "1e200, 1.5, 3.7708524320162464e-301, -691.75081190601855",
        "2.5, 2.7, 0.048539707221467338, -3.0253731103980542",
        "0.01, 5, 0.49620400902129095, -0.70076812831070062",
        "-1.5, 7.3, 0.91221845359845694, -0.091875785136675334",
        "12, 3, 0.00062250790039466837, -7.3817542383088889",
        "40, 30, 6.8630225972032014e-28, -62.546234647299176",
        "1.96, 100, 0.026389450683114831, -3.6347909440259175",
        "5, 99.5, 1.2328336687936747e-6, -13.606195242481451",
        "35, 250, 1.216133547714336e-98, -225.4576625104799",
        "0.5, 1000, 0.30859254041693741, -1.1757335116817928",
        "2.2, 1234.5, 0.01399582682796425, -4.2689960775194995",
        "20, 1500, 2.2558219635854972e-79, -181.0907079328583",
        "38, 5000, 4.093349910221457e-278, -638.70929216857364",
        "60, 36671.157977360504, 1.3939794953829192e-748, -1722.0014869565105",
        "1.96, 1e6, 0.024998033792634893, -3.6889581055014799",
        "8, 1e9, 6.2209671422273817e-16, -35.01343610413674",
        "37, 1e13, 5.7255714911824133e-300, -689.03058552996814",
        "0.7, 3.5, 0.26381707117283944, -1.3324993282345421",
        "1, 4, 0.18695048315002944, -1.6769114931813459",
        "1.0000001, 4, 0.18695046168377793, -1.676911608004546"
    })
    void survivalAndItsLogarithm(double t, double degreesOfFreedom, double expected, double expectedLog) {
        assertClose(StudentT.survival(t, degreesOfFreedom), expected, 2e-13);
        assertClose(StudentT.logSurvival(t, degreesOfFreedom), expectedLog, 2e-14);
        if (t > 0) {
            assertClose(StudentT.twoSidedP(-t, degreesOfFreedom), 2 * expected, 2e-13);
            assertClose(StudentT.logTwoSidedP(-t, degreesOfFreedom), expectedLog + Math.log(2), 2e-13);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.025, 1, 12.706204736174705",
        "0.025, 2.7, 3.3921483831737523",
        "0.3, 1, 0.72654252800536089",
        "0.49, 5, 0.026346712342273238",
        "0.45, 30, 0.12672961313207359",
        "0.025, 10, 2.2281388519862747",
        "0.005, 45.3, 2.6888011620585487",
        "1e-10, 3, 2225.7692846830932",
        "1e-40, 8, 220558.34959202009",
        "1e-100, 200, 41.604283576931696",
        "0.025, 307.13, 1.9677179919487165",
        "0.05, 999, 1.6463803454275356",
        "0.025, 36671.157977360504, 1.9600286770213081",
        "1e-12, 2500, 7.0701500300061669",
        "0.025, 1e7, 1.9599642217672055",
        "1e-30, 1e12, 11.464024688823143",
        "1e-200, 20000, 30.553766349812711"
    })
    void upperQuantile(double q, double degreesOfFreedom, double expected) {
        assertClose(StudentT.upperQuantile(q, degreesOfFreedom), expected, 3e-14);
        if (q > 0.01) {
            assertClose(StudentT.upperQuantile(1 - q, degreesOfFreedom), -expected, 1e-13);
        }
    }

    /** The quantile inverts the survival function for few and many degrees of freedom and on both sides of the switch. */
    @ParameterizedTest
    @CsvSource({"0.6", "1", "1.0001", "2", "5.5", "29", "180", "220", "999", "1e5", "1e14"})
    void quantileInvertsSurvival(double degreesOfFreedom) {
        for (double q : new double[] {0.5 - 1e-9, 0.4, 0.26, 0.25, 0.1, 0.025, 5e-4, 1e-8, 1e-30, 1e-150}) {
            double t = StudentT.upperQuantile(q, degreesOfFreedom);
            assertClose(StudentT.logSurvival(t, degreesOfFreedom), Math.log(q), 1e-13);
        }
    }

    @Test
    void centre() {
        assertThat(StudentT.survival(0, 3)).isEqualTo(0.5);
        assertThat(StudentT.logTwoSidedP(0, 3)).isZero();
        assertThat(StudentT.upperQuantile(0.5, 3)).isZero();
        assertThat(StudentT.upperQuantile(0.5, 1e6)).isZero();
    }

    @Test
    void farTail() {
        assertThat(StudentT.survival(Double.MAX_VALUE, 1)).isCloseTo(0, Offset.offset(1e-300));
        // Cauchy: P(T > t) = 1/(pi t)
        assertClose(StudentT.logSurvival(1e300, 1), -Math.log(Math.PI) - 300 * Math.log(10), 1e-14);
        assertThat(StudentT.logSurvival(1e200, 50)).isFinite();
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "NaN", "-0.1"})
    void onlyProbabilities(double q) {
        assertThatThrownBy(() -> StudentT.upperQuantile(q, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertClose(double actual, double expected, double tolerance) {
        assertThat(actual).isCloseTo(expected, Offset.offset(Math.abs(expected) * tolerance + 1e-300));
    }

    /** Found as requests that never ended. */
    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void endsWhateverItIsGiven() {
        for (double huge : new double[] {1e151, 1e300, Double.POSITIVE_INFINITY}) {
            assertThat(StudentT.upperQuantile(0.025, huge)).isEqualTo(Normal.upperQuantile(0.025));
            assertThat(StudentT.twoSidedP(1.5, huge)).isCloseTo(Normal.twoSidedP(1.5), Offset.offset(1e-16));
        }
        assertThat(StudentT.upperQuantile(0.025, 1e149)).isEqualTo(Normal.upperQuantile(0.025), Offset.offset(1e-15));
        assertThat(StudentT.twoSidedP(Double.NaN, 5)).isNaN();
        for (double none : new double[] {0, -1, Double.NaN}) {
            assertThatThrownBy(() -> StudentT.upperQuantile(0.025, none)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> StudentT.twoSidedP(2, none)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
