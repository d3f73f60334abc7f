package io.assay.statistics.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.model.judgement.Drawn;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.calibration.CalibrationCurve.Bin;
import io.assay.statistics.calibration.CalibrationCurve.Edges;
import io.assay.statistics.classification.BinaryPredictions;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private static final Drawn DRAWN = new Drawn();

    /** numpy 2.4.6: 60 Newton steps on the same sum, gradient below 2e-14; 1e-11. scikit-learn's own are within 1e-6. */
    @Test
    void platt() {
        Platt plain = Platt.fit(DRAWN.p(), DRAWN.y(), null);
        assertThat(plain.a()).isCloseTo(-4.048610570492652, within(1e-11));
        assertThat(plain.b()).isCloseTo(2.0935246318074006, within(1e-11));
        Platt weighted = Platt.fit(DRAWN.p(), DRAWN.y(), DRAWN.weights());
        assertThat(weighted.a()).isCloseTo(-4.055477662148718, within(1e-11));
        assertThat(weighted.b()).isCloseTo(2.0743266729647236, within(1e-11));
    }

    /** Separated classes, a constant score and scores that differ in their last places leave Platt's sigmoid finite. */
    @Test
    void plattIsFinite() {
        boolean[] y = {false, false, true, true};
        Platt separated = Platt.fit(new double[] {-1e6, -1, 1, 1e6}, y, null);
        assertThat(separated.apply(1)).isBetween(0.5, 0.9);
        Platt constant = Platt.fit(new double[] {3, 3, 3, 3}, y, null);
        assertThat(constant.a()).isZero();
        assertThat(constant.apply(3)).isCloseTo(0.5, within(1e-15));
        Platt near = Platt.fit(new double[] {1, 1, 1, Math.nextUp(1.0)}, y, null);
        assertThat(near.apply(1)).isBetween(0.0, 1.0);
    }

    /** scikit-learn 1.9.1, IsotonicRegression(out_of_bounds='clip'); 1e-12. */
    @Test
    void isotonic() {
        double[] at = {0, 0.123, 0.5, 0.777, 1};
        Isotonic plain = Isotonic.fit(DRAWN.p(), DRAWN.y(), null);
        assertThat(plain.scores()).hasSize(30);
        assertThat(plain.apply(at))
                .containsExactly(
                        new double[] {0, 0.22666666666666666, 0.45588235294117646, 0.7674418604651163, 1.0},
                        within(1e-12));
        Isotonic weighted = Isotonic.fit(DRAWN.p(), DRAWN.y(), DRAWN.weights());
        assertThat(weighted.scores()).hasSize(26);
        assertThat(weighted.apply(at))
                .containsExactly(
                        new double[] {0, 0.20938517187127556, 0.4576728828150681, 0.7811420013517942, 1.0},
                        within(1e-12));
    }

    /** scipy 1.17.1, brentq on the derivative of the log loss, xtol 1e-15; 1e-11. */
    @Test
    void temperature() {
        assertThat(Temperature.fit(DRAWN.p(), DRAWN.y(), null, ScoreScale.PROBABILITY)
                        .temperature())
                .isCloseTo(1.3377025172763446, within(1e-11));
        assertThat(Temperature.fit(DRAWN.p(), DRAWN.y(), DRAWN.weights(), ScoreScale.PROBABILITY)
                        .temperature())
                .isCloseTo(1.3405953007952376, within(1e-11));
        Temperature several = Temperature.fit(DRAWN.multiclass(false));
        assertThat(several.temperature()).isCloseTo(0.8804506084239822, within(1e-11));
        double[] row = several.applyToClasses(new double[] {0.2, 0.3, 0.5});
        assertThat(row[0] + row[1] + row[2]).isCloseTo(1, within(1e-15));
        assertThat(row[2]).isGreaterThan(0.5);
    }

    /** scikit-learn 1.9.1, _TemperatureScaling, whose logits are twice as far apart; its minimiser stops at about 1e-5. */
    @Test
    void temperatureOfScikitLearn() {
        Temperature fitted = Temperature.fit(DRAWN.p(), DRAWN.y(), DRAWN.weights(), ScoreScale.PROBABILITY);
        assertThat(fitted.apply(0.2)).isCloseTo(0.26229221, within(1e-5));
        assertThat(fitted.apply(0.7)).isCloseTo(0.65294985, within(1e-5));
    }

    /** scikit-learn 1.9.1, calibration_curve(n_bins=10); 1e-12. */
    @Test
    void curves() {
        var uniform = CalibrationCurve.of(DRAWN.binary(false), 10, Edges.UNIFORM, 0.95);
        assertThat(uniform.stream().mapToDouble(Bin::observed))
                .containsExactly(
                        0.09615384615384616,
                        0.28,
                        0.1836734693877551,
                        0.39215686274509803,
                        0.4642857142857143,
                        0.4166666666666667,
                        0.675,
                        0.7708333333333334,
                        0.7358490566037735,
                        0.8867924528301887);
        assertThat(uniform.get(5).predicted()).isCloseTo(0.5514583333333333, within(1e-12));
        var quantile = CalibrationCurve.of(DRAWN.binary(false), 10, Edges.QUANTILE, 0.95);
        assertThat(quantile.stream().mapToDouble(Bin::observed))
                .containsExactly(
                        0.09615384615384616,
                        0.28,
                        0.1836734693877551,
                        0.39215686274509803,
                        0.46938775510204084,
                        0.41818181818181815,
                        0.6888888888888889,
                        0.7551020408163265,
                        0.7547169811320755,
                        0.8936170212765957);
        assertThat(quantile.get(9).predicted()).isCloseTo(0.9546808510638299, within(1e-12));
        assertThat(quantile.stream().mapToLong(Bin::rows).sum()).isEqualTo(500);
    }

    /** numpy 2.4.6, from the definitions; 1e-12. */
    @Test
    void brierParts() {
        BrierParts parts = Objects.requireNonNull(BrierParts.of(DRAWN.binary(false)));
        assertThat(parts.reliability()).isCloseTo(0.00629266610841044, within(1e-12));
        assertThat(parts.resolution()).isCloseTo(0.0648683769516865, within(1e-12));
        assertThat(parts.uncertainty()).isCloseTo(0.249856, within(1e-12));
        assertThat(parts.within()).isCloseTo(-0.0017652891567239426, within(1e-12));
    }

    @Test
    void theLineSaysWhyThereIsNone() {
        boolean[] y = {false, false, true, true};
        var separated = BinaryPredictions.of(new double[] {0.1, 0.2, 0.2, 0.9}, y, null);
        assertThat(CalibrationLine.slope(separated).reasonOrNull()).contains("infinite");
        var constant = BinaryPredictions.of(new double[] {0.2, 0.2, 0.2, 0.2}, y, null);
        assertThat(CalibrationLine.slope(constant).reasonOrNull()).contains("the same");
        // logit(1/2) - logit(1/5) = ln 4.
        assertThat(Objects.requireNonNull(CalibrationLine.intercept(constant).valueOrNull())
                        .value())
                .isCloseTo(Math.log(4), within(1e-14));
        var oneClass = BinaryPredictions.of(new double[] {0.1, 0.2}, new boolean[] {true, true}, null);
        assertThat(CalibrationLine.intercept(oneClass).reasonOrNull()).contains("one class");
        // Even where everything was said wrongly and with certainty there is a number.
        var certain = BinaryPredictions.of(new double[] {1, 1, 0, 0}, y, null);
        assertThat(Objects.requireNonNull(CalibrationLine.intercept(certain).valueOrNull())
                        .value())
                .isFinite();
    }

    @Test
    void oneClassTeachesNothing() {
        assertThatThrownBy(() -> Platt.fit(new double[] {1, 2}, new boolean[] {true, true}, null))
                .isInstanceOf(InvalidInputException.class);
    }
}
