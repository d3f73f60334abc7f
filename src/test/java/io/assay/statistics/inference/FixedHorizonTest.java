package io.assay.statistics.inference;

import static io.assay.statistics.moments.Samples.assertClose;
import static io.assay.statistics.moments.Samples.compare;
import static io.assay.statistics.moments.Samples.controlValues;
import static io.assay.statistics.moments.Samples.ofValues;
import static io.assay.statistics.moments.Samples.treatmentValues;
import static io.assay.statistics.moments.Samples.value;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.Interval;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.moments.Moments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FixedHorizonTest {

    /**
     * real-hillstrom-spend-mens, real-lalonde-nsw (R 4.2 t.test), tt-mean-basic and sp-ttest-diff; relative as given (tt-mean-basic's printed limits are off in the 11th digit, the
     * limits here are those of scipy 1.17.1).
     */
    @ParameterizedTest
    @CsvSource({
        "21306,13908.33,2870050.3621,21307,30311.69,6759024.4973,0.7698271558945364,1.1638149682254859e-07,"
                + "0.4851397325684073,1.0545145792206656,36671.157977360504,1e-9",
        "260,1184248.291255951,13182781881.93716,185,1174591.54788208,18846517440.538666,1794.343,0.007893,"
                + "474.0108,3114.6754,307.13,1e-4",
        "53,30,58,47,18,30,-0.18305901244480127,0.2551230546709908,-0.5004359360464881,0.1343179111568856,,1e-12",
        "10,24,80,150,330,1010,-0.2,0.704021,-1.340533,0.940533,,1e-5"
    })
    void welch(
            double nc,
            double sumC,
            double squaresC,
            double nt,
            double sumT,
            double squaresT,
            double effect,
            double pValue,
            double lower,
            double upper,
            Double degreesOfFreedom,
            double tolerance) {
        Estimate estimate = value(
                Estimates.absolute(compare(Moments.ofSums(nc, sumC, squaresC), Moments.ofSums(nt, sumT, squaresT))));
        assertClose(estimate.effect(), effect, tolerance);
        assertClose(test(estimate, Alternative.TWO_SIDED).pValue(), pValue, tolerance);
        Interval interval = interval(estimate, Alternative.TWO_SIDED, 0.05);
        assertClose(requireNonNull(interval.lower()), lower, tolerance);
        assertClose(requireNonNull(interval.upper()), upper, tolerance);
        if (degreesOfFreedom != null) {
            assertClose(estimate.degreesOfFreedom(), degreesOfFreedom, tolerance);
        }
    }

    /** scipy 1.17.1: ttest_ind(treatment, control, equal_var=…) and its confidence_interval(0.95); relative 1e-12. */
    @Test
    void welchAndStudentAgainstScipy() {
        var comparison = compare(ofValues(controlValues()), ofValues(treatmentValues()));
        Estimate welch = value(Estimates.absolute(comparison));
        assertClose(test(welch, Alternative.TWO_SIDED).pValue(), 0.21421747025814977, 1e-12);
        assertClose(welch.degreesOfFreedom(), 12.790782576906544, 1e-13);
        Estimate student = value(comparison.withEqualVariances().then(Estimates::absolute));
        assertThat(student.degreesOfFreedom()).isEqualTo(13);
        assertThat(requireNonNull(student.varianceReduction())).isCloseTo(0, within(1e-15));
        SignificanceTest test = test(student, Alternative.TWO_SIDED);
        assertClose(test.statistic(), 1.3055026046720295, 1e-13);
        assertClose(test.pValue(), 0.21435425994844753, 1e-12);
        Interval interval = interval(student, Alternative.TWO_SIDED, 0.05);
        assertClose(requireNonNull(interval.lower()), -1.0757717329283758, 1e-12);
        assertClose(requireNonNull(interval.upper()), 4.361486018642662, 1e-12);
        assertThat(interval.method()).isEqualTo("t");
    }

    /** gb-onesided-greater-abs and gb-onesided-lesser-abs: gbstats, TestOneSided*TTest; relative 1e-9. */
    @Test
    void oneSided() {
        Estimate estimate = value(Estimates.absolute(
                compare(Moments.ofSums(3000, 1396.87, 52377.9767), Moments.ofSums(3461, 2422.7, 134698.29))));
        assertClose(estimate.effect(), 0.23437666666666668, 1e-12);
        assertClose(estimate.standardError(), 0.12983081254184736, 1e-12);
        assertClose(test(estimate, Alternative.GREATER).pValue(), 0.03554272489873023, 1e-9);
        assertClose(test(estimate, Alternative.LESS).pValue(), 0.9644572751012698, 1e-12);
        Interval greater = interval(estimate, Alternative.GREATER, 0.05);
        assertClose(requireNonNull(greater.lower()), 0.020791480063255735, 1e-9);
        assertThat(greater.upper()).isNull();
        Interval less = interval(estimate, Alternative.LESS, 0.05);
        assertThat(less.lower()).isNull();
        assertClose(requireNonNull(less.upper()), 0.44796185327007765, 1e-9);
    }

    /** The interval holds exactly the effects that the test of the same side does not reject. */
    @ParameterizedTest
    @EnumSource(Alternative.class)
    void testAndIntervalAgree(Alternative alternative) {
        Estimate estimate = value(Estimates.absolute(compare(ofValues(controlValues()), ofValues(treatmentValues()))));
        for (double alpha : new double[] {1e-12, 0.01, 0.05, 0.5, 0.9}) {
            Interval interval = interval(estimate, alternative, alpha);
            for (Double limit : new Double[] {interval.lower(), interval.upper()}) {
                if (limit != null) {
                    double p = FixedHorizon.test(estimate, limit, alternative, Reference.STUDENT_T)
                            .pValue();
                    assertClose(p, alpha, 1e-9);
                }
            }
            assertClose(interval.level(), 1 - alpha, 1e-15);
        }
    }

    /** Where p underflows its logarithm does not: mpmath 1.4.1, log10(erfc(z/sqrt(2))) with z² = 5e9; relative 1e-13. */
    @Test
    void extremeEffects() {
        Estimate estimate = value(Estimates.absolute(compare(Moments.ofMean(1e10, 0, 1), Moments.ofMean(1e10, 1, 1))));
        SignificanceTest test = FixedHorizon.test(estimate, 0, Alternative.TWO_SIDED, Reference.NORMAL);
        assertThat(test.pValue()).isZero();
        assertClose(test.log10PValue(), -1085736209.7056745, 1e-13);
        assertThat(FixedHorizon.test(estimate, 0, Alternative.LESS, Reference.NORMAL)
                        .pValue())
                .isOne();
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "NaN", "-0.1", "5"})
    void alphaIsChecked(double alpha) {
        Estimate estimate = value(Estimates.absolute(compare(ofValues(controlValues()), ofValues(treatmentValues()))));
        assertThatThrownBy(() -> interval(estimate, Alternative.TWO_SIDED, alpha))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("alpha ");
    }

    private static SignificanceTest test(Estimate estimate, Alternative alternative) {
        return FixedHorizon.test(estimate, 0, alternative, Reference.STUDENT_T);
    }

    private static Interval interval(Estimate estimate, Alternative alternative, double alpha) {
        return FixedHorizon.interval(estimate, alternative, Reference.STUDENT_T, alpha);
    }
}
