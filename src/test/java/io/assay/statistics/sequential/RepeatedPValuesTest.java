package io.assay.statistics.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.distribution.Normal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RepeatedPValuesTest {

    private static final Spending OBRIEN_FLEMING = new Spending.OBrienFleming();
    private static final Spending POCOCK = new Spending.Pocock();
    private static final List<Double> FIFTHS = EqualLooks.fractions(5);

    /**
     * Targets: the recursion in numpy 1.26 with Simpson's rule of 2,401 points between the bounds, and scipy 1.17.1 brentq in
     * ln alpha until the last bound is z; relative 1e-10.
     */
    @Test
    void againstAnIndependentRecursion() {
        List<Double> three = List.of(0.1, 0.35, 0.6);
        assertClose(new RepeatedPValues(three, OBRIEN_FLEMING, Sides.TWO, false), -2.9, 0.03211552588316435);
        assertClose(new RepeatedPValues(three, OBRIEN_FLEMING, Sides.TWO, true), 2.2, 0.02781083328736369);
        assertClose(
                new RepeatedPValues(List.of(0.1, 0.35, 0.6, 1.0), POCOCK, Sides.ONE, false), 2.5, 0.01442042906645459);
        assertClose(new RepeatedPValues(List.of(0.3, 0.7), POCOCK, Sides.TWO, false), 0.9, 0.5933698285161908);
        assertClose(new RepeatedPValues(FIFTHS, OBRIEN_FLEMING, Sides.TWO, false), 0.4, 0.8691537288127412);
    }

    private static void assertClose(RepeatedPValues values, double z, double expected) {
        assertThat(values.pValue(z)).isCloseTo(expected, Offset.offset(1e-10 * expected));
    }

    /** With one look at full information there is nothing to be corrected. */
    @Test
    void aSingleFinalLookHasTheOrdinaryPValue() {
        RepeatedPValues two = new RepeatedPValues(List.of(1.0), OBRIEN_FLEMING, Sides.TWO, false);
        RepeatedPValues one = new RepeatedPValues(List.of(0.4), POCOCK, Sides.ONE, true);
        for (double z : new double[] {0.01, 0.5, 1.96, 4, 11, 30}) {
            assertThat(two.pValue(-z)).isCloseTo(Normal.twoSidedP(z), Offset.offset(1e-10 * Normal.twoSidedP(z)));
            assertThat(one.pValue(z)).isCloseTo(Normal.survival(z), Offset.offset(1e-10 * Normal.survival(z)));
        }
    }

    /** Random plans: the bound falls as alpha grows, and the p-value of z at the bound is that alpha, to 1e-9 of it. */
    @Test
    void theBoundAndThePValueAreTheSameStatement() {
        Random random = new Random(3);
        Spending[] kinds = {OBRIEN_FLEMING, POCOCK, new Spending.Power(0.5), new Spending.Power(3)};
        for (int plan = 0; plan < 24; plan++) {
            TreeSet<Double> times = new TreeSet<>();
            for (int k = random.nextInt(5); k >= 0; k--) {
                times.add(1e-3 + random.nextDouble());
            }
            Sides sides = plan % 2 == 0 ? Sides.ONE : Sides.TWO;
            RepeatedPValues values = new RepeatedPValues(
                    new ArrayList<>(times), kinds[random.nextInt(kinds.length)], sides, plan % 3 == 0);
            double before = Double.NEGATIVE_INFINITY;
            for (double u : new double[] {1e-6, 0.01, 0.3, random.nextDouble(0.4, 3), 3.1, 5, 8}) {
                double alpha = (sides == Sides.TWO ? 2 : 1) * Normal.survival(u);
                double bound = values.bound(alpha);
                assertThat(bound).isGreaterThanOrEqualTo(before);
                before = bound;
                if (bound < Double.POSITIVE_INFINITY) {
                    assertThat(values.pValue(bound)).isCloseTo(alpha, Offset.offset(1e-9 * alpha));
                    assertThat(values.pValue(bound + 1e-6)).isLessThan(alpha);
                    assertThat(values.pValue(bound - 1e-6)).isGreaterThan(alpha);
                }
            }
        }
    }

    @Test
    void theBoundIsThatOfThePlan() {
        GroupSequentialPlan plan = GroupSequentialPlan.spending(FIFTHS, OBRIEN_FLEMING, 0.01, Sides.TWO, false);
        RepeatedPValues values = new RepeatedPValues(FIFTHS, OBRIEN_FLEMING, Sides.TWO, false);
        assertThat(values.bound(0.01)).isEqualTo(plan.looks().getLast().zBound());
    }

    @Test
    void doesNotDependOnWhatWasAskedBefore() {
        RepeatedPValues fresh = new RepeatedPValues(FIFTHS, POCOCK, Sides.TWO, false);
        RepeatedPValues used = new RepeatedPValues(FIFTHS, POCOCK, Sides.TWO, false);
        for (double z = 0; z < 5; z += 0.37) {
            used.pValue(z);
        }
        assertThat(fresh.pValue(2.2)).isEqualTo(used.pValue(2.2));
    }

    @ParameterizedTest
    @EnumSource
    void extremes(Sides sides) {
        RepeatedPValues values = new RepeatedPValues(FIFTHS, OBRIEN_FLEMING, sides, false);
        assertThat(values.pValue(0)).isEqualTo(1);
        assertThat(values.pValue(40)).isBetween(Double.MIN_NORMAL, 1e-280);
        assertThat(values.pValue(1e300)).isBetween(Double.MIN_NORMAL, 1e-280);
        assertThat(values.pValue(-3)).isEqualTo(sides == Sides.ONE ? 1 : values.pValue(3));
        assertThat(values.pValue(-1e300)).isEqualTo(sides == Sides.ONE ? 1 : values.pValue(40));
        assertThatThrownBy(() -> values.pValue(Double.NaN)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> values.bound(1)).isInstanceOf(InvalidInputException.class);
    }

    /** Before the end hardly anything may be spent, so that the smallest alpha with a bound is not that small. */
    @Test
    void anEarlyLookHasALeastPValue() {
        RepeatedPValues early = new RepeatedPValues(List.of(0.25), OBRIEN_FLEMING, Sides.ONE, false);
        assertThat(early.pValue(100)).isBetween(1e-77, 1e-75).isEqualTo(early.pValue(40));
        assertThat(early.bound(early.pValue(40))).isFinite();
        assertThat(early.bound(early.pValue(40) / 2)).isInfinite();
    }

    @Test
    void aLookAfterTheEndCannotStop() {
        RepeatedPValues late = new RepeatedPValues(List.of(0.5, 1.0, 1.2), POCOCK, Sides.TWO, false);
        assertThat(late.bound(0.05)).isInfinite();
        assertThat(late.pValue(8)).isEqualTo(1);
    }
}
