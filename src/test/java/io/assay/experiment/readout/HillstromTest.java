package io.assay.experiment.readout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/**
 * The e-mail experiment of {@code docs/readout.md} (Kevin Hillstrom, The MineThatData E-Mail Analytics and Data Mining
 * Challenge, 2008) against figures from elsewhere.
 */
class HillstromTest {

    private static final Percentage REFERENCE = Percentage.withPercentage(1e-4);
    private static final Percentage EXACT = Percentage.withPercentage(1e-9);

    private static String request() {
        try {
            return Files.readString(
                    Path.of("src/main/resources/openapi-examples/readout.request.hillstrom-email.json"));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static InferenceReadout fixedHorizon(String request, int metric, int arm) {
        return Objects.requireNonNull(Readouts.read(Bodies.input(request))
                .metrics()
                .get(metric)
                .comparisons()
                .get(arm)
                .under(InferenceKind.FIXED_HORIZON));
    }

    private static Effect absolute(InferenceReadout result) {
        return Objects.requireNonNull(result.absolute());
    }

    private static Effect relative(InferenceReadout result) {
        return Objects.requireNonNull(result.relative());
    }

    private static void isBetween(Effect effect, double lower, double upper, Percentage within) {
        assertThat(effect.lower()).isCloseTo(lower, within);
        assertThat(effect.upper()).isCloseTo(upper, within);
    }

    /** At 95 %, as reference cases are, with the pooled z-test. */
    private static String uncorrected() {
        return request()
                .replace("\"alpha\": 0.05", "\"alpha\": 0.05, \"multiplicity\": \"none\"")
                .replace("\"kind\": \"proportion\"", "\"kind\": \"proportion\", \"test\": \"pooled_z\"");
    }

    /** Case real-hillstrom-spend-cuped: computed from the raw file; relative 1e-6. */
    @Test
    void spendAdjustedForHistory() {
        InferenceReadout result = fixedHorizon(uncorrected(), 2, 0);
        assertThat(absolute(result).estimate()).isCloseTo(0.7674384994278023, REFERENCE);
        assertThat(result.pValue()).isCloseTo(1.2653144672519455e-07, REFERENCE);
        isBetween(absolute(result), 0.4828128537957847, 1.0520641450598198, REFERENCE);
    }

    /** Case real-hillstrom-visit-mens: pooled z from the raw file; relative 1e-9. */
    @Test
    void visitsByThePooledTest() {
        InferenceReadout result = fixedHorizon(uncorrected(), 0, 0);
        assertThat(absolute(result).estimate()).isCloseTo(0.07658956365153125, EXACT);
        assertThat(relative(result).estimate()).isCloseTo(0.721404616781399, EXACT);
        assertThat(result.pValue()).isCloseTo(5.685165482802317e-112, EXACT);
        isBetween(absolute(result), 0.06991374252756064, 0.08326538477550186, EXACT);
    }

    /** Case real-hillstrom-conv-womens: pooled z from the raw file; relative 1e-9. */
    @Test
    void conversionsByThePooledTest() {
        InferenceReadout result = fixedHorizon(uncorrected(), 1, 1);
        assertThat(absolute(result).estimate()).isCloseTo(0.003111057511085258, EXACT);
        assertThat(result.pValue()).isCloseTo(0.00015710512910668448, EXACT);
        isBetween(absolute(result), 0.0014977588389005383, 0.004724356183269977, EXACT);
    }

    /**
     * The readout's own test is the score test of Miettinen and Nurminen. p: statsmodels 0.15.0,
     * test_proportions_2indep(3894, 21307, 2262, 21306, compare="diff", method="score", correction=True); lift: its
     * confint_proportions_2indep(…, compare="ratio", method="score", alpha=0.025) minus 1; difference: the score statistic
     * inverted with scipy 1.17.1 brentq; relative 1e-9.
     */
    @Test
    void visitsByTheScoreTest() {
        InferenceReadout result = fixedHorizon(request(), 0, 0);
        assertThat(result.testedAt()).isEqualTo(0.025);
        assertThat(result.pValue()).isCloseTo(5.719061071477795e-112, EXACT);
        isBetween(relative(result), 0.6291371636750693, 0.8190289286802737, EXACT);
        isBetween(absolute(result), 0.06900885726113583, 0.08418954749631505, EXACT);
    }

    /** As above, with counts of women's and no e-mail and alpha = 0.0125; relative 1e-9. */
    @Test
    void conversionsByTheScoreTest() {
        InferenceReadout result = fixedHorizon(request(), 1, 1);
        assertThat(result.testedAt()).isEqualTo(0.0125);
        assertThat(result.pValue()).isCloseTo(0.00015713305889762766, EXACT);
        assertThat(result.adjustedPValue()).isCloseTo(4 * 0.00015713305889762766, EXACT);
        isBetween(relative(result), 0.15707051133897854, 1.0586164996027128, EXACT);
        isBetween(absolute(result), 0.001065974532772993, 0.005214078405138682, EXACT);
    }

    @Test
    void historySaysNextToNothingOfSpending() {
        ComparisonReadout comparison = Readouts.read(Bodies.input(request()))
                .metrics()
                .getLast()
                .comparisons()
                .getFirst();
        // (0.14524656 / 0.14521504)^2 of real-hillstrom-spend-mens and -spend-cuped
        assertThat(comparison.varianceReduction())
                .isEqualTo(1 - Math.pow(0.14521504219 / 0.14524656025, 2), within(1e-9));
    }
}
