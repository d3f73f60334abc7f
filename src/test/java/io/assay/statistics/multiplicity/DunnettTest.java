package io.assay.statistics.multiplicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.InvalidInputException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DunnettTest {

    private static final double KNOWN = Double.POSITIVE_INFINITY;

    private static Dunnett family(double control, String treatments, boolean twoSided, double degreesOfFreedom) {
        List<Double> variances =
                Arrays.stream(treatments.split("\\|")).map(Double::valueOf).toList();
        return new Dunnett(control, variances, twoSided, degreesOfFreedom);
    }

    /**
     * Targets: the defining double integral with scipy 1.17.1 (nested integrate.quad over norm.pdf and chi.pdf, relative
     * 1e-11); relative 1e-9.
     */
    @ParameterizedTest
    @CsvSource({
        "2.5, 1, 1|1|1, true, 20, 0.054307805895844885",
        "2.5, 1, 1|1|1, false, 20, 0.02716613405159048",
        "-0.4, 1, 1|1, false, 12, 0.8046048817460608",
        "2.21, 1, 1|1, true, Infinity, 0.05026490316322982",
        "7.5, 1, 1|1|1|1, true, Infinity, 2.5526709180535697e-13",
        "2.3, 0.01, 0.02|0.005|0.001, true, Infinity, 0.052288213742943734",
        "3.1, 0.01, 0.02|0.005|0.001, false, 7, 0.019446223480549918",
        "1.7, 1, 0.5|0.5|0.5|0.5|0.5|0.5|0.5|0.5|0.5|0.5|0.5|0.5|0.5|0.5|0.5|0.5|0.5|0.5|0.5, true, 1,"
                + " 0.6694804313698537",
        "4, 0.001, 1|0.0001, true, 1000000, 0.0001266895272261928"
    })
    void adjustedPValues(
            double statistic, double control, String treatments, boolean twoSided, double df, double expected) {
        assertThat(family(control, treatments, twoSided, df).adjustedPValue(statistic))
                .isCloseTo(expected, within(1e-9 * expected));
    }

    /**
     * Targets: scipy.stats.dunnett 1.17.1 on the example of its documentation (6 controls, 4 and 5 treated), rng
     * default_rng(1), an independent way to the same figures; absolute 2e-4, the error of its randomised integration.
     */
    @Test
    void agreesWithScipysOwn() {
        Dunnett twoSided = new Dunnett(1.0 / 6, List.of(1.0 / 4, 1.0 / 5), true, 12);
        assertThat(twoSided.adjustedPValue(0.8570321259343803)).isCloseTo(0.62013997, within(2e-4));
        assertThat(twoSided.adjustedPValue(3.693752311235726)).isCloseTo(0.00579686, within(2e-4));
        Dunnett greater = new Dunnett(1.0 / 6, List.of(1.0 / 4, 1.0 / 5), false, 12);
        assertThat(greater.adjustedPValue(0.8570321259343803)).isCloseTo(0.32499686, within(2e-4));
        assertThat(greater.adjustedPValue(3.693752311235726)).isCloseTo(0.00289467, within(2e-4));
    }

    /** Targets: 2 scipy.stats.t.sf(2, 5) and norm.sf(2.5), relative 1e-12. */
    @Test
    void oneTreatmentIsAnOrdinaryTest() {
        assertThat(family(1, "1", true, 5).adjustedPValue(-2)).isCloseTo(0.10193947882985835, within(1e-13));
        assertThat(family(1, "3", false, KNOWN).adjustedPValue(2.5)).isCloseTo(0.006209665325776132, within(1e-14));
        assertThat(family(1, "1", true, KNOWN).criticalValue(0.05)).isCloseTo(1.959963984540054, within(1e-10));
    }

    /**
     * Targets: brentq (scipy 1.17.1, xtol 1e-13) on 1 - P with the double integral on 400 x 400 Gauss-Legendre nodes of
     * norm.cdf and chi.pdf; absolute 1e-9.
     */
    @ParameterizedTest
    @CsvSource({
        "2, true, 20, 2.3786899801809183",
        "3, true, 20, 2.5403496099412526",
        "3, false, 20, 2.1922834623868215",
        "9, true, Infinity, 2.6862233673739855"
    })
    void criticalValues(int treatments, boolean twoSided, double df, double expected) {
        Dunnett family = new Dunnett(1, Collections.nCopies(treatments, 1.0), twoSided, df);
        double critical = family.criticalValue(0.05);
        assertThat(critical).isCloseTo(expected, within(1e-9));
        assertThat(family.adjustedPValue(critical)).isCloseTo(0.05, within(1e-11));
    }

    @Test
    void extremesStayProbabilities() {
        Dunnett many = new Dunnett(1e-9, Collections.nCopies(19, 1e3), true, 3);
        assertThat(many.adjustedPValue(0)).isCloseTo(1, within(1e-12));
        assertThat(many.adjustedPValue(1e6)).isBetween(1e-18, 1e-14);
        Dunnett noisyControl = new Dunnett(1e9, List.of(1e-3, 1.0), true, KNOWN);
        assertThat(noisyControl.adjustedPValue(1.96)).isCloseTo(0.05, within(1e-4));
        assertThat(noisyControl.adjustedPValue(100)).isZero();
        assertThat(family(1, "1|1", false, KNOWN).adjustedPValue(-100)).isCloseTo(1, within(1e-12));
    }

    @Test
    void refusesImpossibleFamilies() {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> family(0, "1", true, 5));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> family(1, "1|0", true, 5));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> family(1, "1", true, 0.5));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> new Dunnett(1, List.of(), true, 5));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> family(1, "1", true, 5).criticalValue(0));
    }
}
