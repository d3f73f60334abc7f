package io.assay.statistics.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.InvalidInputException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SensitivityTest {

    /** VanderWeele and Ding 2017, Annals of Internal Medicine 167:268: 3.9 (1.8 to 8.7) has 7.26 and 3.0. */
    @Test
    void eValueOfARatio() {
        EValue value = EValue.ofRatio(3.9, 1.8, 8.7);
        assertThat(value.point()).isCloseTo(3.9 + Math.sqrt(3.9 * 2.9), within(1e-14));
        assertThat(value.limit()).isCloseTo(3.0, within(1e-14));
        assertThat(EValue.ofRatio(0.5, null, 1.2).point()).isCloseTo(2 + Math.sqrt(2), within(1e-14));
        assertThat(EValue.ofRatio(0.5, null, 1.2).limit()).isEqualTo(1);
        assertThat(EValue.ofRatio(1.5, null, null).limit()).isNull();
        assertThatThrownBy(() -> EValue.ofRatio(-1, null, null)).isInstanceOf(InvalidInputException.class);
    }

    /** The R package EValue's formula, RR = exp(0.91 d), limits exp(0.91 d ∓ 1.78 se). */
    @Test
    void eValueOfADifference() {
        EValue value = EValue.ofDifference(0.5, 0.1);
        assertThat(value.riskRatio()).isCloseTo(1.5761733830339912, within(1e-14));
        assertThat(value.point()).isCloseTo(2.5291419818612693, within(1e-13));
        assertThat(value.ratioLower()).isCloseTo(Math.exp(0.455 - 0.178), within(1e-14));
    }

    /** The formula of Rosenbaum 2002, section 4.3.3, on ranks 1 to 20 without ties; tails by scipy 1.17, norm.sf. */
    @Test
    void boundsOpenWithGamma() {
        double[] differences = new double[20];
        for (int i = 0; i < 20; i++) {
            differences[i] = (i + 1) * (i % 5 == 4 ? -1 : 1);
        }
        RosenbaumBounds bounds = RosenbaumBounds.of(differences);
        assertThat(bounds.statistic()).isEqualTo(210 - 5 - 10 - 15 - 20);
        var one = bounds.at(1);
        assertThat(one.lower()).isCloseTo(one.upper(), within(1e-15));
        // z = (160 - 105)/sqrt(2870/4), P(Z > z) by scipy 1.17's norm.sf
        assertThat(one.upper()).isCloseTo(0.020021899036121154, within(1e-14));
        var two = bounds.at(2);
        // z = (160 - 140)/sqrt(2870 * 2/9) and (160 - 70)/sqrt(2870 * 2/9)
        assertThat(two.upper()).isCloseTo(0.2141962228375769, within(1e-14));
        assertThat(two.lower()).isCloseTo(0.00018279372466141618, within(1e-16));
        double breakdown = Objects.requireNonNull(bounds.breakdown(0.05));
        assertThat(bounds.at(breakdown).upper()).isCloseTo(0.05, within(1e-9));
        assertThat(bounds.breakdown(0.01)).isNull();
    }

    /**
     * The R package sensemakr 0.1.4, its vignette on Darfur: estimate 0.097, error 0.023, 783 degrees of freedom; partial R² 2.19 %,
     * robustness 13.88 %, at 5 % 7.63 %; as strong as female: R² 0.00916 and 0.12464, estimate 0.07522, error 0.02187, t 3.4389,
     * 0.03228 to 0.11816; printed digits.
     */
    @Test
    void robustnessOfDarfur() {
        OmittedVariable effect = new OmittedVariable(0.09731582, 0.02325654, 783);
        assertThat(effect.partialRSquared()).isCloseTo(0.02187, within(5e-6));
        assertThat(effect.robustness(1)).isCloseTo(0.13878, within(5e-6));
        assertThat(effect.robustness(1, 0.05)).isCloseTo(0.07626, within(5e-6));
        var bound = effect.with(0.009164287, 0.1246409, 0.95);
        assertThat(bound.estimate()).isCloseTo(0.07522, within(5e-6));
        assertThat(bound.standardError()).isCloseTo(0.02187, within(5e-6));
        assertThat(bound.statistic()).isCloseTo(3.4389, within(1e-4));
        assertThat(effect.asStrongAs(0.00908106, 0.10903, 1, 0.95).treatmentShare())
                .isCloseTo(0.009164287, within(1e-8));
        assertThat(new OmittedVariable(0.01, 1, 10).robustness(1, 0.05)).isZero();
    }

    /** The robustness value is the strength at which the estimate is 0, or no longer significant. */
    @Test
    void robustnessIsWhereTheEffectEnds() {
        OmittedVariable effect = new OmittedVariable(-2, 0.4, 50);
        double rv = effect.robustness(1);
        assertThat(effect.with(rv, rv, 0.95).estimate()).isCloseTo(0, within(1e-12));
    }
}
