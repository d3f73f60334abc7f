package io.assay.statistics.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.statistics.Direction;
import io.assay.statistics.bayes.NormalPrior;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.inference.Scale;
import io.assay.statistics.power.PlannedDecision.Guardrail;
import io.assay.statistics.power.PlannedInference.Bayesian;
import io.assay.statistics.power.PlannedInference.FixedHorizon;
import io.assay.statistics.power.PlannedInference.GroupSequential;
import io.assay.statistics.sequential.EqualLooks;
import io.assay.statistics.sequential.GroupSequentialPlan;
import io.assay.statistics.sequential.GroupSequentialPower;
import io.assay.statistics.sequential.Sides;
import io.assay.statistics.sequential.Spending;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PlannedDecisionTest {

    /** Standard error 1 at 4 units. */
    private static PlannedComparison unit(PlannedInference inference) {
        PlannedMetric metric = PlannedMetric.of(0, new UnitVariance.Given(1, 1));
        Claim claim = new Claim.OneSided(Direction.INCREASE, 0);
        return PlannedComparison.of(metric, Scale.ABSOLUTE, claim, inference, 0.5, 0.5);
    }

    /** The effect at which a test with critical value 2 succeeds with the probability. */
    private static double effectFor(double probability) {
        return 2 + Normal.quantile(probability);
    }

    private static Guardrail guardrail(double held, double correlation) {
        return new Guardrail(unit(new FixedHorizon(2)), effectFor(held), correlation);
    }

    private static double decision(double primary, Guardrail... guardrails) {
        return new PlannedDecision(unit(new FixedHorizon(2)), List.of(guardrails)).power(effectFor(primary), 4);
    }

    /** Targets: scipy 1.17.1, integrate.quad of the one-factor form; multivariate_normal.cdf agrees to its 1e-9. */
    @Test
    void correlatedGuardrails() {
        Offset<Double> close = Offset.offset(1e-11);
        assertThat(decision(0.8, guardrail(0.9, 0.5))).isCloseTo(0.7514970906505518, close);
        assertThat(decision(0.8, guardrail(0.9, -0.5))).isCloseTo(0.7026264433793928, close);
        assertThat(decision(0.8, guardrail(0.95, 0.3), guardrail(0.7, -0.6))).isCloseTo(0.48904953437966703, close);
        assertThat(decision(0.3, guardrail(0.2, -0.95))).isCloseTo(2.081931697517337e-07, close);
        assertThat(decision(0.999999, guardrail(0.9, 0.99))).isCloseTo(0.9, close);
    }

    @Test
    void independentGuardrailsMultiply() {
        Offset<Double> close = Offset.offset(1e-13);
        assertThat(decision(0.8)).isCloseTo(0.8, close);
        assertThat(decision(0.8, guardrail(0.9, 0), guardrail(0.95, 0))).isCloseTo(0.8 * 0.9 * 0.95, close);
        assertThat(decision(0.8, guardrail(0.9, 0.5), guardrail(0.95, 0)))
                .isCloseTo(0.7514970906505518 * 0.95, Offset.offset(1e-11));
        assertThat(decision(0.8, guardrail(0.9, 1e-12))).isCloseTo(0.72, Offset.offset(1e-11));
    }

    /** A guardrail that is held for certain, or never, decides without an integral. */
    @Test
    void certainties() {
        PlannedComparison primary = unit(new FixedHorizon(2));
        Guardrail sure = new Guardrail(unit(new FixedHorizon(2)), 100, 0.5);
        Guardrail never = new Guardrail(unit(new FixedHorizon(2)), -100, 0.5);
        assertThat(new PlannedDecision(primary, List.of(sure)).power(effectFor(0.8), 4))
                .isCloseTo(0.8, Offset.offset(1e-12));
        assertThat(new PlannedDecision(primary, List.of(never)).power(effectFor(0.8), 4))
                .isZero();
        assertThat(new PlannedDecision(primary, List.of(sure)).power(-100, 4)).isZero();
    }

    @Test
    void aSequentialPrimaryGoesWithUncorrelatedGuardrails() {
        PlannedComparison sequential = unit(new GroupSequential(new GroupSequentialPower(
                GroupSequentialPlan.spending(EqualLooks.fractions(3), new Spending.Pocock(), 0.05, Sides.ONE, true))));
        assertThat(new PlannedDecision(sequential, List.of(guardrail(0.9, 0))).power(3, 4))
                .isCloseTo(0.9 * sequential.power(3, 4), Offset.offset(1e-12));
        assertThatThrownBy(() -> new PlannedDecision(sequential, List.of(guardrail(0.9, 0.1))))
                .hasMessageContaining("correlation must be 0");
    }

    /**
     * Targets: scipy 1.17.1, brentq on the power with variance se²/(1 + s) (mean 1 and 1.05, variance 1000/499, 500 units
     * an arm, relative by the delta method); GrowthBook's own bisection gives 25.457 and 13.940.
     */
    @Test
    void extraUnits() {
        double variance = 1000.0 / 499;
        double error = Math.sqrt(variance / 500 + variance / 500 * 1.05 * 1.05);
        Claim difference = new Claim.Difference(Direction.INCREASE);
        MidExperiment read = new MidExperiment(difference, new FixedHorizon(Normal.upperQuantile(0.025)), error, 1000);
        assertThat(read.extraShare(0.05, 0.8).orElseThrow()).isCloseTo(25.45647971279894, Offset.offset(1e-9));
        MidExperiment posterior = new MidExperiment(
                difference, new Bayesian(0.975, new NormalPrior(0.05, Math.sqrt(0.001))), error, 1000);
        assertThat(posterior.extraShare(0.05, 0.8).orElseThrow()).isCloseTo(13.940199825011193, Offset.offset(1e-9));
        assertThat(read.extraShare(10, 0.8)).hasValue(0);
        assertThat(read.extraShare(1e-12, 0.8)).isEmpty();
    }
}
