package io.assay.statistics.power;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.statistics.Direction;
import io.assay.statistics.bayes.NormalPrior;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.inference.Scale;
import io.assay.statistics.power.PlannedInference.AlwaysValid;
import io.assay.statistics.power.PlannedInference.Bayesian;
import io.assay.statistics.power.PlannedInference.FixedHorizon;
import io.assay.statistics.power.PlannedInference.GroupSequential;
import io.assay.statistics.sequential.AsymptoticConfidenceSequence;
import io.assay.statistics.sequential.EqualLooks;
import io.assay.statistics.sequential.FutilityPlan;
import io.assay.statistics.sequential.GroupSequentialPlan;
import io.assay.statistics.sequential.GroupSequentialPower;
import io.assay.statistics.sequential.OperatingCharacteristics;
import io.assay.statistics.sequential.Sides;
import io.assay.statistics.sequential.Spending;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PowerSolverTest {

    private static final Offset<Double> CLOSE = Offset.offset(1e-11);
    private static final FixedHorizon FIXED = new FixedHorizon(Normal.upperQuantile(0.025));
    private static final Claim DIFFERENCE = new Claim.Difference(Direction.INCREASE);
    private static final PlannedMetric RATE = PlannedMetric.of(0.1, new UnitVariance.Rate(0.1));

    private static PlannedComparison ofRate(Claim claim, PlannedInference inference) {
        return PlannedComparison.of(RATE, Scale.RELATIVE, claim, inference, 0.5, 0.5);
    }

    /** Inflation of the sample by the plan: Jennison and Turnbull (2000) by way of {@link OperatingCharacteristics}. */
    @ParameterizedTest
    @EnumSource(Sides.class)
    void groupSequentialUnitsAreInflatedAsThePlanSays(Sides sides) {
        GroupSequentialPlan plan =
                GroupSequentialPlan.spending(EqualLooks.fractions(5), new Spending.OBrienFleming(), 0.05, sides, true);
        Claim claim = sides == Sides.TWO ? DIFFERENCE : new Claim.OneSided(Direction.INCREASE, 0);
        FixedHorizon once = new FixedHorizon(Normal.upperQuantile(sides == Sides.TWO ? 0.025 : 0.05));
        double fixed = units(ofRate(claim, once), 0.05);
        double sequential = units(ofRate(claim, new GroupSequential(new GroupSequentialPower(plan))), 0.05);
        assertThat(sequential / fixed)
                .isCloseTo(OperatingCharacteristics.of(plan, 0.8).inflation(), Offset.offset(1e-8));

        FutilityPlan futility = FutilityPlan.of(plan, new Spending.OBrienFleming(), 0.8);
        GroupSequentialPower power = new GroupSequentialPower(plan, futility.zBounds());
        assertThat(units(ofRate(claim, new GroupSequential(power)), 0.05) / fixed)
                .isCloseTo(futility.characteristics().inflation(), Offset.offset(1e-7));
        double drift = futility.characteristics().drift();
        assertThat(power.stopping(drift).expectedInformation())
                .isCloseTo(futility.characteristics().underAlternative().expectedInformation(), Offset.offset(1e-9));
        assertThat(power.stopping(0).futility())
                .zipSatisfy(
                        futility.characteristics().underNull().futility(),
                        (mine, target) -> assertThat(mine).isCloseTo(target, Offset.offset(1e-9)));
    }

    @ParameterizedTest
    @CsvSource({"30, 1e-6, TWO", "4, 1e-15, ONE", "1, 1e-15, ONE", "5, 0.05, ONE"})
    void theSequentialPowerFunctionIsMonotoneAndEndsAtOne(int looks, double alpha, Sides sides) {
        GroupSequentialPower power = new GroupSequentialPower(GroupSequentialPlan.spending(
                EqualLooks.fractions(looks), new Spending.OBrienFleming(), alpha, sides, true));
        double before = 0;
        for (double drift = -40; drift <= 40; drift += 0.5) {
            double now = power.increase(drift);
            assertThat(now).isBetween(before - 1e-12, 1.0);
            before = now;
        }
        assertThat(before).isCloseTo(1, CLOSE);
    }

    @Test
    void alwaysValidPowerIsThatOfTheConfidenceSequence() {
        PlannedComparison comparison = ofRate(DIFFERENCE, new AlwaysValid(0.05, Sides.TWO, 5000.0));
        double error = comparison.standardError(0.05, 80_000);
        assertThat(comparison.power(0.05, 80_000))
                .isCloseTo(new AsymptoticConfidenceSequence(0.05, Sides.TWO, 5000).power(0.05, error, 80_000), CLOSE);
        assertThat(units(comparison, 0.05)).isGreaterThan(1.5 * units(ofRate(DIFFERENCE, FIXED), 0.05));
    }

    /** With a flat prior the posterior decides as the one-sided test does; a wide prior is nearly flat. */
    @Test
    void bayesianPowerWithoutPriorIsThatOfTheTest() {
        double fixed = ofRate(DIFFERENCE, FIXED).power(0.05, 50_000);
        assertThat(ofRate(DIFFERENCE, new Bayesian(0.975, null)).power(0.05, 50_000))
                .isCloseTo(fixed, CLOSE);
        assertThat(ofRate(DIFFERENCE, new Bayesian(0.975, new NormalPrior(0, 1e6)))
                        .power(0.05, 50_000))
                .isCloseTo(fixed, CLOSE);
    }

    /** A rate of 0.999 cannot rise by more than 0.1 %: no number of units finds more, and few find less than that. */
    @Test
    void whatCannotBeFound() {
        PlannedMetric rate = PlannedMetric.of(0.999, new UnitVariance.Rate(0.999));
        PlannedComparison comparison = PlannedComparison.of(rate, Scale.ABSOLUTE, DIFFERENCE, FIXED, 0.5, 0.5);
        assertThat(PowerSolver.effect(comparison, 200, 0.8, 0, 1, 0.001, 0.001)).isEmpty();
        assertThat(PowerSolver.units(comparison, 1e-9, 0.8, 4, 1e15)).isEmpty();
        Claim held = new Claim.OneSided(Direction.INCREASE, -0.01);
        assertThat(PowerSolver.units(ofRate(held, FIXED), -0.02, 0.8, 4, 1e15)).isEmpty();
    }

    /** The way back: the effect found with the power at these units needs these units. */
    @ParameterizedTest
    @CsvSource({"1e3, 0.8", "1e6, 0.8", "1e9, 0.99", "1e15, 0.5", "1e15, 0.9999999"})
    void effectAndUnitsAreInverse(double units, double power) {
        PlannedComparison comparison = ofRate(DIFFERENCE, FIXED);
        for (double direction : new double[] {1, -1}) {
            double step = comparison.standardError(0, units);
            double effect = PowerSolver.effect(comparison, units, power, 0, direction, step, 1)
                    .orElseThrow();
            assertThat(Math.signum(effect)).isEqualTo(direction);
            assertThat(comparison.power(effect, units)).isCloseTo(power, CLOSE);
            assertThat(PowerSolver.units(comparison, effect, power, 4, 1e16).orElseThrow())
                    .isCloseTo(units, Percentage.withPercentage(1e-6));
        }
    }

    /** What a power below alpha asks for is there without an effect. */
    @Test
    void aPowerThatIsThereWithoutAnEffectNeedsNone() {
        assertThat(PowerSolver.effect(ofRate(DIFFERENCE, FIXED), 1000, 0.04, 0, 1, 0.1, 1))
                .hasValue(0);
    }

    /** z² 2 · 0.25/0.05² · 2 (Wasabi, predictedDataNeeded: 1,537 in all). */
    @Test
    void unitsForAHalfWidth() {
        PlannedMetric half = PlannedMetric.of(0.5, new UnitVariance.Rate(0.5));
        PlannedComparison comparison = PlannedComparison.of(half, Scale.ABSOLUTE, DIFFERENCE, FIXED, 0.5, 0.5);
        assertThat(Math.ceil(comparison.unitsForHalfWidth(Normal.upperQuantile(0.025), 0.05)))
                .isEqualTo(1537);
    }

    private static double units(PowerFunction function, double effect) {
        return PowerSolver.units(function, effect, 0.8, 4, 1e15).orElseThrow();
    }
}
