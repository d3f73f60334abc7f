package io.assay.experiment.readout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.proportion.Proportion;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How hypotheses are corrected for each other, and what follows for an effect. */
class FamilyTest {

    private static final Plan FIXED = Inputs.plan(InferenceKind.FIXED_HORIZON, 60_000);
    private static final Proportion CONTROL = new Proportion(2000, 20_000);

    private static MetricInput primary(String key) {
        return Inputs.proportion(
                key, Role.PRIMARY, CONTROL, new Proportion(2150, 20_000), new Proportion(2060, 20_000));
    }

    private static InferenceReadout result(Readout readout, int metric, int arm) {
        return Objects.requireNonNull(
                readout.metrics().get(metric).comparisons().get(arm).under(InferenceKind.FIXED_HORIZON));
    }

    /**
     * Two metrics and two arms. p of statsmodels 0.15.0 test_proportions_2indep(…, method="score", compare="diff"); twice
     * P(max |T| > z), at most 1, scipy 1.17.1 quad over the common normal; the level from brentq on the same at 0.025.
     */
    @Test
    void dunnettOverArmsAndBonferroniOverMetrics() {
        Readout readout =
                Readouts.read(Inputs.input(FIXED, MultiplicityMethod.DUNNETT, primary("visits"), primary("orders")));
        assertThat(result(readout, 0, 0).adjustedPValue()).isEqualTo(0.05266369448253139, within(1e-9));
        assertThat(result(readout, 1, 1).adjustedPValue()).isEqualTo(1);
        assertThat(result(readout, 0, 0).testedAt()).isEqualTo(0.013193866392066015, within(1e-9));
        assertThat(readout.families().getFirst().simultaneous()).isTrue();
    }

    @Test
    void primaryAndSecondaryMetricsAreFamiliesOfTheirOwn() {
        MetricInput secondary = Inputs.proportion("clicks", Role.SECONDARY, CONTROL, CONTROL, CONTROL);
        Readout readout = Readouts.read(Inputs.input(FIXED, primary("visits"), primary("orders"), secondary));
        assertThat(readout.families())
                .extracting(Readout.FamilyReadout::hypotheses)
                .containsExactly(4, 2);
        assertThat(result(readout, 0, 0).testedAt()).isEqualTo(0.05 / 4);
        assertThat(result(readout, 2, 0).testedAt()).isEqualTo(0.05 / 2);
    }

    @Test
    void shippingIsWorthBaseValueTimesTheRelativeEffectToActOn() {
        String metric = Bodies.metric(
                "'kind': 'proportion', 'role': 'primary', 'base_value': -2000",
                "{'n': 20000, 'successes': 2000}",
                "{'n': 20000, 'successes': 2150}");
        ComparisonReadout comparison = Readouts.read(
                        Bodies.input(Bodies.body("'plan': {'kind': 'always_valid'}", metric)))
                .metrics()
                .getFirst()
                .comparisons()
                .getFirst();
        Effect lift = Objects.requireNonNull(Objects.requireNonNull(comparison.under(InferenceKind.ALWAYS_VALID))
                .relative());
        Effect value = Objects.requireNonNull(comparison.valueOfShipping());
        assertThat(List.of(
                        value.estimate(), Objects.requireNonNull(value.lower()), Objects.requireNonNull(value.upper())))
                .containsExactly(
                        -2000 * lift.estimate(),
                        -2000 * Objects.requireNonNull(lift.upper()),
                        -2000 * Objects.requireNonNull(lift.lower()));
    }
}
