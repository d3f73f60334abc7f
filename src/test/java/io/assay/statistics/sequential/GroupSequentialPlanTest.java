package io.assay.statistics.sequential;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Targets without another source: an independent recursion in numpy 1.26 and scipy 1.17 (Simpson's rule with 4,001 points
 * between the bounds, brentq for the roots). Tolerance 1e-8 in z.
 */
class GroupSequentialPlanTest {

    private static final Offset<Double> CLOSE = Offset.offset(1e-8);
    private static final List<Double> UNEVEN = List.of(0.1, 0.35, 0.6, 1.0);
    private static final Spending OBRIEN_FLEMING = new Spending.OBrienFleming();

    private static double[] bounds(GroupSequentialPlan plan) {
        return plan.looks().stream()
                .mapToDouble(look -> Objects.requireNonNull(look.zBound()))
                .toArray();
    }

    private static GroupSequentialPlan uneven() {
        return GroupSequentialPlan.spending(UNEVEN, OBRIEN_FLEMING, 0.05, Sides.TWO, false);
    }

    @Test
    void boundsAtUnevenLooks() {
        assertThat(bounds(uneven()))
                .containsExactly(
                        new double[] {6.991351707077416, 3.6127887373824117, 2.6732392255440116, 1.9811527469852561},
                        CLOSE);
        assertThat(bounds(GroupSequentialPlan.spending(UNEVEN, new Spending.Pocock(), 0.025, Sides.ONE, false)))
                .containsExactly(
                        new double[] {2.6551100479684906, 2.386621674232086, 2.3696787392262233, 2.2780142838273982},
                        CLOSE);
        assertThat(bounds(GroupSequentialPlan.spending(UNEVEN, new Spending.Power(3), 0.001, Sides.TWO, false)))
                .containsExactly(
                        new double[] {4.891638475698587, 4.096593289309591, 3.74042989078349, 3.335818762401151},
                        CLOSE);
    }

    @Test
    void underAndOverRunningSpendWhatIsLeftOnTheInformationThatCame() {
        assertThat(bounds(GroupSequentialPlan.spending(UNEVEN.subList(0, 3), OBRIEN_FLEMING, 0.05, Sides.TWO, true)))
                .containsExactly(new double[] {6.991351707077416, 3.6127887373824117, 1.9601439553683604}, CLOSE);
        assertThat(bounds(GroupSequentialPlan.spending(List.of(0.3, 0.7, 1.2), OBRIEN_FLEMING, 0.05, Sides.TWO, false)))
                .containsExactly(new double[] {3.928572542626035, 2.438742375285146, 2.0203159241642927}, CLOSE);
    }

    @Test
    void looksWithoutAlphaHaveNoBound() {
        List<GroupSequentialPlan.Look> looks = GroupSequentialPlan.spending(
                        List.of(0.001, 0.5, 1.1, 1.2), OBRIEN_FLEMING, 0.05, Sides.TWO, false)
                .looks();
        assertThat(looks.get(0).zBound()).isNull();
        assertThat(looks.get(3).zBound()).isNull();
        assertThat(looks.get(2).cumulativeAlpha()).isEqualTo(0.05);
    }

    /** With alpha so small earlier looks take nothing away: each bound is the quantile of its own spend. */
    @Test
    void aTinyAlphaKeepsItsDigits() {
        List<GroupSequentialPlan.Look> looks = GroupSequentialPlan.spending(
                        EqualLooks.fractions(5), OBRIEN_FLEMING, 1e-12, Sides.TWO, false)
                .looks();
        assertThat(looks.get(1).nominalP()).isCloseTo(looks.get(1).cumulativeAlpha(), Offset.offset(1e-41));
        assertThat(looks.getLast().cumulativeAlpha()).isEqualTo(1e-12);
        assertThat(Objects.requireNonNull(looks.getLast().nominalP())).isBetween(0.99e-12, 1e-12);
    }

    @Test
    void operatingCharacteristics() {
        OperatingCharacteristics found = OperatingCharacteristics.of(uneven(), 0.9);
        assertThat(found.drift()).isCloseTo(3.2544284824179703, CLOSE);
        assertThat(found.inflation()).isCloseTo(1.0079834385790813, CLOSE);
        assertThat(found.underNull().rejection()).isCloseTo(0.05, Offset.offset(1e-13));
        StoppingProbabilities at3 = OperatingCharacteristics.stopping(uneven(), 3);
        assertThat(at3.upper().get(1)).isCloseTo(0.03303379527223357, CLOSE);
        assertThat(at3.upper().get(3)).isCloseTo(0.48374662654939893, CLOSE);
        assertThat(at3.expectedInformation()).isCloseTo(0.8460702317961892, CLOSE);
    }

    @Test
    void futilityBounds() {
        GroupSequentialPlan two =
                GroupSequentialPlan.spending(EqualLooks.fractions(3), OBRIEN_FLEMING, 0.05, Sides.TWO, false);
        FutilityPlan wedge = FutilityPlan.of(two, OBRIEN_FLEMING, 0.9);
        assertThat(wedge.zBounds().get(0)).isCloseTo(0.035323707283313126, CLOSE);
        assertThat(wedge.zBounds().get(1)).isCloseTo(0.9887733374408184, CLOSE);
        assertThat(wedge.zBounds().get(2)).isNull();
        assertThat(wedge.characteristics().inflation()).isCloseTo(1.0626137870859613, CLOSE);
        GroupSequentialPlan one =
                GroupSequentialPlan.spending(EqualLooks.fractions(3), OBRIEN_FLEMING, 0.025, Sides.ONE, false);
        FutilityPlan below = FutilityPlan.of(one, OBRIEN_FLEMING, 0.9);
        assertThat(below.zBounds().get(0)).isCloseTo(-0.6945411704535833, CLOSE);
        assertThat(below.characteristics().drift()).isCloseTo(3.3363895473743974, CLOSE);
    }

    @Test
    void inferenceAfterStopping() {
        GroupSequentialPlan third =
                GroupSequentialPlan.spending(UNEVEN.subList(0, 3), OBRIEN_FLEMING, 0.05, Sides.TWO, false);
        StagewiseInference found =
                requireNonNull(StagewiseInference.atLastLook(third, 0.29, 0.1).valueOrNull());
        assertThat(found.pValue()).isCloseTo(0.0038752959264360047, CLOSE);
        assertThat(found.estimate()).isCloseTo(0.28957195521610063, CLOSE);
        assertThat(found.interval().lower()).isCloseTo(0.0932174764723066, CLOSE);
        assertThat(found.interval().upper()).isCloseTo(0.485711363130664, CLOSE);
        StagewiseInference end = requireNonNull(
                StagewiseInference.atLastLook(uneven(), -0.1, 0.1).valueOrNull());
        assertThat(end.pValue()).isCloseTo(0.31750528969554903, CLOSE);
        assertThat(end.estimate()).isCloseTo(-0.09996801877699746, CLOSE);
    }

    @Test
    void theStagewisePValueAgreesWithThePlan() {
        double bound = bounds(uneven())[3];
        assertThat(requireNonNull(StagewiseInference.atLastLook(uneven(), bound, 1)
                                .valueOrNull())
                        .pValue())
                .isCloseTo(0.05, Offset.offset(1e-10));
    }

    /** Jennison and Turnbull (2000), tables 2.1 and 2.3, alpha = 0.05, three decimals. */
    @Test
    void classicalConstants() {
        assertThat(bounds(GroupSequentialPlan.shaped(EqualLooks.fractions(5), 0.5, 0.05, Sides.TWO))[0])
                .isCloseTo(2.413, Offset.offset(0.0005));
        assertThat(bounds(GroupSequentialPlan.shaped(EqualLooks.fractions(5), 0, 0.05, Sides.TWO))[4])
                .isCloseTo(2.040, Offset.offset(0.0005));
    }

    /** Armitage, McPherson, Rowe (1969), table 2, three decimals; the others by the recursion. */
    @Test
    void repeatedLooks() {
        assertThat(RepeatedLooks.error(5, 1.959963984540054, Sides.TWO)).isCloseTo(0.142, Offset.offset(0.0005));
        assertThat(RepeatedLooks.error(List.of(1.0, 2.0, 7.0, 28.0), 1.96, Sides.TWO))
                .isCloseTo(0.15746586077129776, CLOSE);
        assertThat(RepeatedLooks.error(28, 1.6448536269514722, Sides.ONE)).isCloseTo(0.23512781729708526, CLOSE);
    }

    @Test
    void refusesWhatIsNoPlan() {
        assertThatThrownBy(() -> RepeatedLooks.error(List.of(2.0, 1.0), 2, Sides.TWO))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> GroupSequentialPlan.spending(UNEVEN, OBRIEN_FLEMING, 0.5, Sides.ONE, false))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> OperatingCharacteristics.of(uneven(), 0.04)).isInstanceOf(InvalidInputException.class);
    }

    /** 100,000 null experiments, seed 1: within four Monte-Carlo errors of 5 %. */
    @Test
    void levelOfTheBoundsBySimulation() {
        double[] bounds = bounds(uneven());
        Random random = new Random(1);
        int rejected = 0;
        int replications = 100_000;
        for (int i = 0; i < replications; i++) {
            double b = 0;
            double time = 0;
            boolean stopped = false;
            for (int k = 0; k < bounds.length; k++) {
                b += random.nextGaussian() * Math.sqrt(UNEVEN.get(k) - time);
                time = UNEVEN.get(k);
                stopped = stopped || Math.abs(b) / Math.sqrt(time) >= bounds[k];
            }
            rejected += stopped ? 1 : 0;
        }
        assertThat((double) rejected / replications).isCloseTo(0.05, Offset.offset(4 * Math.sqrt(0.05 * 0.95 / 1e5)));
    }

    /** Any z has figures in order, or a reason why the stages have none; alone in the plan a look is one test. */
    @Test
    void stagesOfExtremeEffects() {
        for (double z : new double[] {0, 3, 20, 37, 39, 100, 1e4, 1e150}) {
            for (double sign : new double[] {-1, 1}) {
                for (Sides sides : Sides.values()) {
                    GroupSequentialPlan four = GroupSequentialPlan.spending(
                            List.of(0.25, 0.5, 0.75, 1.0), new Spending.Pocock(), 1e-4, sides, true);
                    StagewiseInference.atLastLook(four, sign * z, 1).then(found -> {
                        assertThat(found.pValue()).isBetween(0.0, 1.0);
                        assertThat(requireNonNull(found.interval().lower())).isLessThanOrEqualTo(found.estimate());
                        return Outcome.of(found);
                    });
                    GroupSequentialPlan one =
                            GroupSequentialPlan.spending(List.of(1.0), new Spending.Pocock(), 1e-4, sides, true);
                    assertThat(requireNonNull(StagewiseInference.atLastLook(one, sign * z, 1)
                                            .valueOrNull())
                                    .estimate())
                            .isEqualTo(sign * z);
                }
            }
        }
    }
}
