package io.assay.experiment.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.experiment.readout.AlwaysValidMethod;
import io.assay.experiment.readout.Crossing;
import io.assay.experiment.readout.InferenceKind;
import io.assay.experiment.readout.Plan;
import io.assay.statistics.sequential.Spending;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final Crossing BETTER = new Crossing("conversion", "treatment", 1, true);

    private static final FrozenPlan SEQUENTIAL = Definitions.frozen(InferenceKind.GROUP_SEQUENTIAL, 1000);

    private static final FrozenPlan FIXED = Definitions.frozen(InferenceKind.FIXED_HORIZON, 1000);

    @Test
    void alphaIsSpentByTheUnitsThatCameHoweverManyLooksThereWere() {
        Ledger none = new Ledger(List.of());
        Ledger three = none.with(look(1, 100, true)).with(look(2, 300, true)).with(look(3, 200, false));

        // Lan-DeMets O'Brien-Fleming: 2 sides of 2 (1 - Phi(z_{1-0.025/2} / sqrt(t))); scipy 1.17.1,
        // 4 * norm.sf(norm.isf(0.0125) / sqrt(0.5)) = 0.00305065
        assertThat(none.alphaSpent(SEQUENTIAL, 500, false)).isCloseTo(0.0030506, within(1e-6));
        assertThat(three.alphaSpent(SEQUENTIAL, 500, false)).isEqualTo(none.alphaSpent(SEQUENTIAL, 500, false));
    }

    @Test
    void alphaIsNeverSpentBack() {
        Ledger looked = new Ledger(List.of(look(1, 800, true, true, null)));

        assertThat(looked.alphaSpent(SEQUENTIAL, 700, false)).isEqualTo(0.05);
        assertThat(looked.grows(800)).isFalse();
        assertThat(looked.grows(801)).isTrue();
    }

    @Test
    void plannedUnitsSpendAllOfAlpha() {
        assertThat(new Ledger(List.of()).alphaSpent(SEQUENTIAL, 1200, false)).isEqualTo(0.05);
    }

    @Test
    void otherPlansSpendNone() {
        assertThat(new Ledger(List.of()).alphaSpent(FIXED, 1000, false)).isNull();
    }

    @Test
    void stoppingEarlyReleasesAlphaOnlyWhereNobodyHasLooked() {
        Ledger looked = new Ledger(List.of(look(1, 300, true)));

        assertThat(new Ledger(List.of()).isOnly(true)).isTrue();
        assertThat(new Ledger(List.of()).isOnly(false)).isFalse();
        assertThat(looked.isOnly(true)).isFalse();
        assertThat(looked.next(plan(InferenceKind.GROUP_SEQUENTIAL), 500, false).earlierLooks())
                .containsExactly(300.0);
    }

    @Test
    void looksThatBroughtNoUnitsAreNoLooksOfASequentialPlanButOfAFixedOne() {
        Ledger looked = new Ledger(List.of(look(1, 300, true), look(2, 300, false)));

        Plan sequential = looked.next(plan(InferenceKind.GROUP_SEQUENTIAL), 500, false);
        Plan fixed = looked.next(plan(InferenceKind.FIXED_HORIZON), 500, false);

        assertThat(sequential.looksBefore()).isEqualTo(1);
        assertThat(fixed.looksBefore()).isEqualTo(2);
        assertThat(fixed.earlierLooks()).as("not known, as they do not rise").isEmpty();
    }

    @Test
    void crossedBoundariesStayCrossedUntilTheirFiguresAreWithdrawn() {
        Ledger crossed = new Ledger(List.of(look(1, 300, true, null, BETTER), look(2, 400, true)));
        LookCorrection sinceOne = new LookCorrection("a test account", 1);

        assertThat(crossed.crossed(null, Look::judged)).containsExactly(BETTER);
        assertThat(crossed.crossed(new LookCorrection("a test account", null), Look::judged))
                .as("look 2 alone is corrected")
                .containsExactly(BETTER);
        assertThat(crossed.crossed(sinceOne, Look::judged)).isEmpty();
        assertThat(crossed.withdrawn(sinceOne)).containsExactly(BETTER);
        Ledger corrected = crossed.with(look(3, 390, false, sinceOne));
        assertThat(corrected.crossed(null, Look::judged)).as("and after it").isEmpty();
    }

    @Test
    void aPlanAnswersOnce() {
        Ledger read = new Ledger(List.of(look(1, 1000, true)));

        assertThat(whyNotNow(read, null, 1001)).isEqualTo("the plan gave its answer at look 1");
        assertThat(whyNotNow(read, new LookCorrection("duplicates", null), 990))
                .as("an answer that is withdrawn is none")
                .isNull();
    }

    @Test
    void theOnlyLookOfAStoppedExperimentSpendsAllAndIsTheAnswer() {
        Ledger stopped = new Ledger(List.of(look(1, 500, true, true, null)));

        assertThat(new Ledger(List.of()).alphaSpent(SEQUENTIAL, 500, true)).isEqualTo(0.05);
        assertThat(whyNotNow(stopped, null, 700)).isEqualTo("the plan gave its answer at look 1");
        assertThat(stopped.isOnly(true)).as("the next one is not the only one").isFalse();
    }

    @Test
    void aLookThatBringsNoUnitsCrossesNothing() {
        Ledger looked = new Ledger(List.of(look(1, 300, true)));

        assertThat(whyNotNow(looked, null, 300)).startsWith("no more units have come");
        assertThat(whyNotNow(looked, null, 301)).isNull();
        assertThat(looked.whyNotNow(FIXED, null, 300, Look::judged))
                .as("always-valid inference judges it, which spends nothing")
                .isNull();
    }

    @Test
    void armsShareAlphaInTheLedgerAsTheyDoInTheBounds() {
        ExperimentDefinition three = Definitions.withArms(
                Definitions.of("test", InferenceKind.GROUP_SEQUENTIAL, 1000), "control", "a", "b", "c");
        FrozenPlan plan = FrozenPlan.of(three, Planning.size(three, UnaryOperator.identity()));

        // 3 treatments of 0.05 / 3, 2 sides each: 12 * norm.sf(norm.isf(0.05 / 12) / sqrt(0.5)), scipy 1.17.1
        assertThat(new Ledger(List.of()).alphaSpent(plan, 500, false)).isCloseTo(0.001144058359965, within(1e-9));
    }

    private static @Nullable String whyNotNow(Ledger ledger, @Nullable LookCorrection correction, long n) {
        return ledger.whyNotNow(SEQUENTIAL, correction, n, Look::judged);
    }

    private static Plan plan(InferenceKind kind) {
        return new Plan(
                kind,
                1000.0,
                0,
                List.of(),
                null,
                false,
                new Spending.OBrienFleming(),
                AlwaysValidMethod.ASYMPTOTIC,
                null,
                null);
    }

    private static Look look(int number, long n, boolean grew) {
        return look(number, n, grew, null);
    }

    private static Look look(
            int number, long n, boolean grew, @Nullable LookCorrection correction, Crossing... crossed) {
        return look(number, n, grew, false, correction, crossed);
    }

    private static Look look(
            int number, long n, boolean grew, boolean only, @Nullable LookCorrection correction, Crossing... crossed) {
        return new Look(
                number,
                number,
                Instant.EPOCH,
                "somebody",
                n,
                List.of(n / 2, n - n / 2),
                n / 1000.0,
                grew,
                only ? 0.05 : null,
                only,
                new Look.Verdict(InferenceKind.GROUP_SEQUENTIAL, true, List.of(crossed)),
                null,
                correction,
                "");
    }
}
