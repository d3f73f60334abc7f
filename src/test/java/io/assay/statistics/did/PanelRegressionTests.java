package io.assay.statistics.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Two-way regressions of mpdta with x = lpop (year - 2003)²/10 and, where said, weights 1 + |lpop|. Targets: pyfixest 0.60.0,
 * feols("lemp ~ … + x | countyreal + year", weights = "w", vcov = {"CRV1": "countyreal"}) with PYTHONHASHSEED=3; 1e-9. That release counts K by the order of a set: with some seeds the
 * years are missing from it, with this one it is fixest's.
 */
class PanelRegressionTests {

    private static final double DIGITS = 1e-9;

    private static Panel panel(boolean controlled, boolean weighted) {
        double[][] columns = Mpdta.columns();
        PanelRows rows = Mpdta.rows(false);
        double[] x = new double[columns[0].length];
        double[] w = new double[x.length];
        for (int row = 0; row < x.length; row++) {
            double since = columns[0][row] - 2003;
            x[row] = columns[2][row] * since * since / 10;
            w[row] = 1 + Math.abs(columns[2][row]);
        }
        if (controlled) {
            rows.covariate("x", x);
        }
        if (weighted) {
            rows.weights(w);
        }
        return Panel.of(rows);
    }

    private static void requireTreatment(Panel panel, double estimate, double error) {
        CohortRegression fit = TwoWay.of(panel);
        assertThat(fit.coefficients()[0]).isCloseTo(estimate, within(DIGITS));
        assertThat(Math.sqrt(fit.covariance()[0][0])).isCloseTo(error, within(DIGITS));
    }

    @Test
    void treatmentWithControlsAndWeights() {
        requireTreatment(panel(true, false), -0.039260367483686956, 0.013428092837461785);
        requireTreatment(panel(true, true), -0.03790386583750546, 0.012350373908011919);
        requireTreatment(panel(false, true), -0.03570074271250326, 0.012296533423495898);
    }

    @Test
    void eventStudy() {
        List<Double> coefficients = List.of(
                0.01138608633847821,
                0.02505460556467554,
                0.023093011261145043,
                0.0,
                -0.020692026587817793,
                -0.03902591330286427,
                -0.1196692621058075,
                -0.09308866749196051);
        List<Double> errors = List.of(
                0.01975127832290926,
                0.01650992693756688,
                0.012204012634375597,
                0.0,
                0.008651151100346689,
                0.015288198131563291,
                0.025292145782525983,
                0.025436405805294198);
        List<LinearEffect> effects = EventStudy.of(panel(true, true), 0).effects();
        assertThat(effects).hasSize(coefficients.size());
        for (int k = 0; k < effects.size(); k++) {
            assertThat(effects.get(k).effect()).isCloseTo(coefficients.get(k), within(DIGITS));
            assertThat(effects.get(k).standardError()).isCloseTo(errors.get(k), within(DIGITS));
        }
    }

    /** Dummies of cohort and year in pyfixest; the average from treatment on by the sum of weights, as fixest's aggregate. */
    @Test
    void sunAndAbraham() {
        LinearEffect overall = SunAbraham.of(panel(true, true), 0).overall();
        assertThat(overall.effect()).isCloseTo(-0.04062987724163631, within(DIGITS));
        assertThat(overall.standardError()).isCloseTo(0.009786511717994743, within(DIGITS));
    }

    /** Weights that are all the same change nothing: the moments of the cohorts give the same. */
    @Test
    void equalWeightsAreNone() {
        PanelRows rows = Mpdta.rows(false);
        double[] two = new double[2500];
        Arrays.fill(two, 2);
        CohortRegression weighted = TwoWay.of(Panel.of(rows.weights(two)));
        CohortRegression plain = TwoWay.of(Mpdta.panel(false));
        assertThat(weighted.coefficients()[0]).isCloseTo(plain.coefficients()[0], within(1e-13));
        assertThat(weighted.covariance()[0][0]).isCloseTo(plain.covariance()[0][0], within(1e-15));
        assertThat(weighted.parameters()).isEqualTo(plain.parameters());
    }
}
