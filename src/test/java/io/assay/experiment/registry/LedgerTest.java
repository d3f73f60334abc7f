package io.assay.experiment.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.experiment.readout.AlwaysValidMethod;
import io.assay.experiment.readout.Crossing;
import io.assay.experiment.readout.History;
import io.assay.experiment.readout.InferenceKind;
import io.assay.experiment.readout.Plan;
import io.assay.statistics.sequential.Spending;
import java.time.Instant;
import java.util.List;
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
        Ledger looked = new Ledger(List.of(look(1, 800, true)));

        assertThat(looked.alphaSpent(SEQUENTIAL, 700, false)).isEqualTo(looked.alphaSpent(SEQUENTIAL, 800, false));
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
        Plan planned = plan(InferenceKind.GROUP_SEQUENTIAL);
        Ledger looked = new Ledger(List.of(look(1, 300, true)));

        assertThat(new Ledger(List.of()).next(planned, 500, true).lastLook()).isTrue();
        assertThat(looked.next(planned, 500, true).lastLook()).isFalse();
        assertThat(looked.next(planned, 500, true).earlierLooks()).containsExactly(300.0);
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

        assertThat(history(crossed, null).crossed()).containsExactly(BETTER);
        assertThat(history(crossed, new Correction("a test account", null)).crossed())
                .as("look 2 alone is corrected")
                .containsExactly(BETTER);
        assertThat(history(crossed, new Correction("a test account", 1)).crossed())
                .isEmpty();
        Ledger corrected = crossed.with(look(3, 390, false, new Correction("a test account", 1)));
        assertThat(history(corrected, null).crossed()).as("and after it").isEmpty();
    }

    @Test
    void aPlanAnswersOnce() {
        Ledger read = new Ledger(List.of(look(1, 1000, true)));

        assertThat(history(read, null).whyNotNow()).isEqualTo("the plan gave its answer at look 1");
        assertThat(history(read, new Correction("duplicates", null)).whyNotNow())
                .as("an answer that is withdrawn is none")
                .isNull();
    }

    @Test
    void aLookThatBringsNoUnitsCrossesNothing() {
        Ledger looked = new Ledger(List.of(look(1, 300, true)));

        assertThat(looked.history(SEQUENTIAL, null, false, 1, 300, Look::crossed)
                        .whyNotNow())
                .startsWith("no more units have come");
        assertThat(looked.history(SEQUENTIAL, null, false, 1, 301, Look::crossed)
                        .whyNotNow())
                .isNull();
        assertThat(looked.history(FIXED, null, false, 1, 300, Look::crossed).whyNotNow())
                .as("always-valid inference judges it, which spends nothing")
                .isNull();
    }

    private static History history(Ledger ledger, @Nullable Correction correction) {
        return ledger.history(SEQUENTIAL, correction, false, ledger.looks().size(), 1001, Look::crossed);
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

    private static Look look(int number, long n, boolean grew, @Nullable Correction correction, Crossing... crossed) {
        return new Look(
                number,
                number,
                Instant.EPOCH,
                "somebody",
                n,
                List.of(n / 2, n - n / 2),
                n / 1000.0,
                grew,
                null,
                InferenceKind.GROUP_SEQUENTIAL,
                true,
                List.of(crossed),
                List.of(),
                correction,
                "");
    }
}
