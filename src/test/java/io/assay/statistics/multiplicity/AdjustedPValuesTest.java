package io.assay.statistics.multiplicity;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AdjustedPValuesTest {

    private static final List<@Nullable Double> FAMILY = List.of(0.012, 0.0004, 0.03, 0.2, 0.03, 0.7, 0.0099, 0.041);

    /**
     * Targets: statsmodels 0.15.0, multipletests(p, 0.05, method) with bonferroni, sidak, holm, holm-sidak,
     * simes-hochberg, fdr_bh, fdr_by; it has no Hochberg procedure with Sidak steps. Absolute 1e-14.
     */
    @ParameterizedTest
    @CsvSource({
        "NONE, 0.012|0.0004|0.03|0.2|0.03|0.7|0.0099|0.041, 1|1|1|0|1|0|1|1",
        "BONFERRONI, 0.096|0.0032|0.24|1|0.24|1|0.0792|0.328, 0|1|0|0|0|0|0|0",
        "SIDAK, 0.09206333033127068|0.0031955235822085735|0.2162566405623039|0.83222784|0.2162566405623039|0.99993439"
                + "|0.07650938962605032|0.2846001292243865, 0|1|0|0|0|0|0|0",
        "HOLM_BONFERRONI, 0.072|0.0032|0.15|0.4|0.15|0.7|0.0693|0.15, 0|1|0|0|0|0|0|0",
        "HOLM_SIDAK, 0.06987425045000602|0.0031955235822085735|0.1412659743|0.36|0.1412659743|0.7|0.06727541624689456"
                + "|0.1412659743, 0|1|0|0|0|0|0|0",
        "HOCHBERG_BONFERRONI, 0.072|0.0032|0.12|0.4|0.12|0.7|0.0693|0.123, 0|1|0|0|0|0|0|0",
        "BENJAMINI_HOCHBERG, 0.032|0.0032|0.048|0.2285714285714286|0.048|0.7|0.032|0.05466666666666667,"
                + " 1|1|1|0|1|0|1|0",
        "BENJAMINI_YEKUTIELI, 0.08697142857142857|0.008697142857142856|0.13045714285714285|0.6212244897959183"
                + "|0.13045714285714285|1|0.08697142857142857|0.14857619047619047, 0|1|0|0|0|0|0|0"
    })
    void adjustsLikeStatsmodels(Correction correction, String adjusted, String rejected) {
        AdjustedPValues family = AdjustedPValues.of(FAMILY, correction, 0.05);
        double[] expected = Arrays.stream(adjusted.split("\\|"))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(family.adjusted()).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(family.adjusted().get(i)).isCloseTo(expected[i], within(1e-14));
        }
        assertThat(family.rejected())
                .containsExactlyElementsOf(
                        Arrays.stream(rejected.split("\\|")).map("1"::equals).toList());
    }

    /** Target: tea-tasting 2.0, adjust_fwer's default, absolute 1e-15. */
    @Test
    void hochbergWithSidakSteps() {
        AdjustedPValues family =
                AdjustedPValues.of(List.of(0.005, 0.06, 0.007, 0.04, 0.01, 0.03), Correction.HOCHBERG_SIDAK, 0.05);
        double[] expected = {0.0296274906437343, 0.06, 0.0345134180118071, 0.06, 0.0394039900000001, 0.06};
        for (int i = 0; i < expected.length; i++) {
            assertThat(family.adjusted().get(i)).isCloseTo(expected[i], within(1e-15));
        }
    }

    /** Targets by hand: alpha divided by the hypotheses left at the step that rejected, or at which it stopped. */
    @ParameterizedTest
    @CsvSource({
        "HOLM_BONFERRONI, 0.0166666666666667|0.0125|0.025|0.025",
        "HOCHBERG_BONFERRONI, 0.025|0.025|0.025|0.05",
        "BENJAMINI_HOCHBERG, 0.0375|0.0375|0.0375|0.0375",
        "BONFERRONI, 0.0125|0.0125|0.0125|0.0125"
    })
    void levelsOfTheSteps(Correction correction, String levels) {
        List<@Nullable Double> family = correction == Correction.HOLM_BONFERRONI
                ? List.of(0.015, 0.001, 0.03, 0.04)
                : List.of(0.015, 0.001, 0.024, 0.06);
        double[] expected = Arrays.stream(levels.split("\\|"))
                .mapToDouble(Double::parseDouble)
                .toArray();
        AdjustedPValues adjusted = AdjustedPValues.of(family, correction, 0.05);
        for (int i = 0; i < expected.length; i++) {
            assertThat(adjusted.levels().get(i)).isCloseTo(expected[i], within(1e-15));
        }
    }

    /** An adjusted p-value that says no beside an interval that says yes is a fault that others shipped. */
    @ParameterizedTest
    @EnumSource(Correction.class)
    void rejectsExactlyWhatIsBelowItsLevelAndKeepsTheOrder(Correction correction) {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            List<@Nullable Double> family = random.doubles(1 + random.nextInt(12))
                    .map(u -> Math.pow(u, 4))
                    .<@Nullable Double>mapToObj(p -> p)
                    .toList();
            AdjustedPValues adjusted = AdjustedPValues.of(family, correction, 0.05);
            for (int i = 0; i < family.size(); i++) {
                double p = requireNonNull(family.get(i));
                assertThat(p < requireNonNull(adjusted.levels().get(i)))
                        .isEqualTo(requireNonNull(adjusted.rejected().get(i)));
                assertThat(requireNonNull(adjusted.adjusted().get(i))).isBetween(p, 1.0);
                for (int j = 0; j < family.size(); j++) {
                    if (requireNonNull(family.get(j)) <= p) {
                        assertThat(requireNonNull(adjusted.adjusted().get(j)))
                                .isLessThanOrEqualTo(
                                        requireNonNull(adjusted.adjusted().get(i)));
                    }
                }
            }
        }
    }

    /**
     * 3,000 p-values, many of them tied and every tenth missing, against the definition: with l smaller ones, in the order
     * of their places where tied, the step of p is on m - l hypotheses; Holm takes the largest step up to it, Hochberg the
     * smallest from it on. Exact.
     */
    @Test
    void aLargeFamilyIsThatOfTheDefinition() {
        Random random = new Random(11);
        List<@Nullable Double> family = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            family.add(i % 10 == 3 ? null : (Double) Math.pow(random.nextInt(2_000) / 2_000.0, 6));
        }
        double[] steps = new double[family.size()];
        for (int i = 0; i < steps.length; i++) {
            Double p = family.get(i);
            if (p != null) {
                steps[i] = Math.clamp((2_700 - before(family, i, p)) * p, p, 1);
            }
        }
        AdjustedPValues holm = AdjustedPValues.of(family, Correction.HOLM_BONFERRONI, 0.05);
        AdjustedPValues hochberg = AdjustedPValues.of(family, Correction.HOCHBERG_BONFERRONI, 0.05);
        assertThat(holm.familySize()).isEqualTo(2_700);
        for (int i = 0; i < steps.length; i++) {
            Double p = family.get(i);
            if (p == null) {
                assertThat(holm.adjusted().get(i)).isNull();
                assertThat(holm.levels().get(i)).isNull();
                continue;
            }
            double largest = 0;
            double smallest = 1;
            for (int j = 0; j < steps.length; j++) {
                Double other = family.get(j);
                if (other != null && (other < p || (p.equals(other) && j <= i))) {
                    largest = Math.max(largest, steps[j]);
                }
                if (other != null && (other > p || (p.equals(other) && j >= i))) {
                    smallest = Math.min(smallest, steps[j]);
                }
            }
            assertThat(holm.adjusted().get(i)).isEqualTo(largest);
            assertThat(hochberg.adjusted().get(i)).isEqualTo(smallest);
            assertThat(holm.rejected().get(i)).isEqualTo(largest < 0.05);
        }
    }

    private static long before(List<@Nullable Double> family, int place, double p) {
        long before = 0;
        for (int j = 0; j < family.size(); j++) {
            Double other = family.get(j);
            before += other != null && (other < p || (other == p && j < place)) ? 1 : 0;
        }
        return before;
    }

    @Test
    void leavesOutWhatCouldNotBeComputed() {
        AdjustedPValues family = AdjustedPValues.of(Arrays.asList(0.02, null, 0.03), Correction.BONFERRONI, 0.05);
        assertThat(family.familySize()).isEqualTo(2);
        assertThat(family.adjusted()).containsExactly(0.04, null, 0.06);
        assertThat(family.rejected()).containsExactly(true, null, false);
        assertThat(family.levels()).containsExactly(0.025, null, 0.025);
    }

    @ParameterizedTest
    @EnumSource(Correction.class)
    void aFamilyOfOneIsNotCorrectedAndAnEmptyOneHasNothing(Correction correction) {
        AdjustedPValues one = AdjustedPValues.of(List.of(0.04), correction, 0.05);
        assertThat(requireNonNull(one.adjusted().getFirst())).isCloseTo(0.04, within(1e-16));
        assertThat(requireNonNull(one.levels().getFirst())).isCloseTo(0.05, within(1e-16));
        assertThat(AdjustedPValues.of(List.of(), correction, 0.05).familySize()).isZero();
    }

    @Test
    void capsAtOneAndKeepsTinyOnes() {
        AdjustedPValues family = AdjustedPValues.of(List.of(1e-300, 1.0), Correction.SIDAK, 0.05);
        assertThat(requireNonNull(family.adjusted().getFirst())).isCloseTo(2e-300, within(1e-314));
        assertThat(family.adjusted().getLast()).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNoProbability() {
        for (double p : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> AdjustedPValues.of(List.of(0.1, p), Correction.NONE, 0.05))
                    .satisfies(refused -> assertThat(refused.parameter()).isEqualTo("p_values/1"));
        }
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> AdjustedPValues.of(List.of(), Correction.NONE, 1));
    }

    @Test
    void onlySingleStepProceduresCoverSimultaneously() {
        assertThat(Arrays.stream(Correction.values()).filter(Correction::coversSimultaneously))
                .containsExactly(Correction.BONFERRONI, Correction.SIDAK);
    }
}
