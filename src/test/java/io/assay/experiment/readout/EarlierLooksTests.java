package io.assay.experiment.readout;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.experiment.readout.Decision.Rule;
import io.assay.experiment.readout.Decision.Verdict;
import io.assay.statistics.Direction;
import io.assay.statistics.proportion.Proportion;
import io.assay.statistics.sequential.Spending;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What earlier looks crossed, what a look that spends nothing may say, and what stopping changes. */
class EarlierLooksTests {

    private static final Proportion CONTROL = new Proportion(2000, 20_000);
    private static final String ARM = "treatment1";

    /** The second look of a group-sequential plan, half way. */
    private static final Plan HALF_WAY = Inputs.plan(InferenceKind.GROUP_SEQUENTIAL, 80_000.0, 1, List.of(20_000.0));

    /** The second look of the same plan, at its end. */
    private static final Plan AT_THE_END = Inputs.plan(InferenceKind.GROUP_SEQUENTIAL, 40_000.0, 1, List.of(20_000.0));

    private static MetricInput conversion(long successes) {
        return Inputs.proportion("conversion", Role.PRIMARY, CONTROL, new Proportion(successes, 20_000));
    }

    private static MetricInput crashes(long treatment) {
        return Inputs.proportion(
                "crashes",
                Role.GUARDRAIL,
                Direction.DECREASE,
                new Proportion(4000, 20_000),
                new Proportion(treatment, 20_000));
    }

    private static History crossed(Crossing... crossings) {
        return new History(List.of(crossings), null, false);
    }

    private static History spendingNothing(Crossing... crossings) {
        return new History(List.of(crossings), "no unit came since look 1", false);
    }

    private static Crossing better(String metric) {
        return new Crossing(metric, ARM, 1, true);
    }

    private static Crossing worse(String metric) {
        return new Crossing(metric, ARM, 1, false);
    }

    private static Readout read(Plan plan, History history, MetricInput... metrics) {
        return Readouts.read(Inputs.input(plan, metrics).with(plan, history));
    }

    private static Decision decide(Plan plan, History history, MetricInput... metrics) {
        return read(plan, history, metrics).arms().getFirst().decision();
    }

    @Test
    void whatWasCrossedStaysCrossed() {
        Decision decision = decide(HALF_WAY, crossed(better("conversion")), conversion(2050));
        assertThat(decision.rule()).isEqualTo(Rule.BOUNDARY_CROSSED_EARLIER);
        assertThat(decision.decision()).isEqualTo(Verdict.SHIP);
        assertThat(decision.sentence())
                .startsWith("Ship treatment1: conversion was better at look 1, which stands; today it is not clearly "
                        + "different (+2.5 %, between ")
                .endsWith(" by group-sequential inference.");
    }

    @Test
    void todaysCrossingNeedsNoEarlierOne() {
        assertThat(decide(HALF_WAY, crossed(better("conversion")), conversion(2300))
                        .rule())
                .isEqualTo(Rule.PRIMARY_BETTER_AND_GUARDRAILS_HELD);
    }

    @Test
    void whatIsWorseTodayIsNotShippedThoughItWasBetter() {
        Decision decision = decide(HALF_WAY, crossed(better("conversion")), conversion(1700));
        assertThat(decision.rule()).isEqualTo(Rule.PRIMARY_WORSE);
        assertThat(decision.sentence()).endsWith("; that it was better at look 1 does not outweigh that.");
    }

    @Test
    void whatWasWorseIsNotShippedThoughItIsBetterToday() {
        Decision decision = decide(HALF_WAY, crossed(worse("conversion")), conversion(2300));
        assertThat(decision.rule()).isEqualTo(Rule.PRIMARY_WORSE);
        assertThat(decision.sentence()).startsWith("Do not ship treatment1: conversion was worse at look 1");
    }

    @Test
    void aBreachStands() {
        Decision decision = decide(HALF_WAY, crossed(worse("crashes")), conversion(2300), crashes(3500));
        assertThat(decision.rule()).isEqualTo(Rule.GUARDRAIL_BREACHED);
        assertThat(decision.sentence())
                .isEqualTo(
                        "Do not ship treatment1: guardrail crashes was worse by more than is tolerated at look 1, which "
                                + "stands.");
    }

    @Test
    void whatWasCrossedIsOfOneArmAndMetric() {
        History others = crossed(new Crossing("conversion", "treatment2", 1, true), better("clicks"));
        assertThat(decide(HALF_WAY, others, conversion(2050)).rule()).isEqualTo(Rule.PLANNED_N_NOT_REACHED);
    }

    /** The rejections that a ship takes need not come at the same look. */
    @Test
    void aGuardrailStaysHeld() {
        MetricInput open = crashes(4020);
        assertThat(decide(HALF_WAY, crossed(better("conversion")), conversion(2050), open)
                        .rule())
                .isEqualTo(Rule.PLANNED_N_NOT_REACHED);
        Decision decision = decide(HALF_WAY, crossed(better("conversion"), better("crashes")), conversion(2050), open);
        assertThat(decision.rule()).isEqualTo(Rule.BOUNDARY_CROSSED_EARLIER);
        assertThat(decision.sentence())
                .endsWith(", and every guardrail is held, at this look or since an earlier one.");
        assertThat(decide(HALF_WAY, crossed(better("crashes")), conversion(2300), open)
                        .rule())
                .isEqualTo(Rule.BOUNDARY_CROSSED_EARLIER);
        assertThat(decide(HALF_WAY, crossed(better("conversion"), better("crashes")), conversion(2050), crashes(4600))
                        .rule())
                .isEqualTo(Rule.GUARDRAIL_BREACHED);
    }

    @Test
    void aLookThatSpendsNothingCannotMakeItBetter() {
        Decision early = decide(HALF_WAY, spendingNothing(), conversion(2300));
        assertThat(early.rule()).isEqualTo(Rule.PLANNED_N_NOT_REACHED);
        assertThat(early.sentence())
                .startsWith(
                        "Keep treatment1 running: 40,000 of 80,000 units have come, and conversion is better (+15 %, ")
                .endsWith(", but this look decides nothing new: no unit came since look 1.");
        Decision atTheEnd = decide(AT_THE_END, spendingNothing(), conversion(2300));
        assertThat(atTheEnd.rule()).isEqualTo(Rule.LOOK_CANNOT_DECIDE);
        assertThat(atTheEnd.decision()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(atTheEnd.sentence()).startsWith("Inconclusive for treatment1: conversion is better (+15 %, ");
    }

    @Test
    void aLookThatSpendsNothingCannotHoldAGuardrail() {
        Decision decision = decide(AT_THE_END, spendingNothing(better("conversion")), conversion(2300), crashes(3500));
        assertThat(decision.rule()).isEqualTo(Rule.LOOK_CANNOT_DECIDE);
        assertThat(decision.sentence())
                .endsWith(", and no guardrail stands against it, but this look decides nothing new: no unit came since "
                        + "look 1.");
        Decision shipped = decide(
                AT_THE_END, spendingNothing(better("conversion"), better("crashes")), conversion(2300), crashes(3500));
        assertThat(shipped.rule()).isEqualTo(Rule.BOUNDARY_CROSSED_EARLIER);
        assertThat(shipped.sentence())
                .contains("today it is better (+15 %, ")
                .endsWith(", and every guardrail is held.");
    }

    /** Not to ship needs no alpha. */
    @Test
    void aLookThatSpendsNothingMayShowHarm() {
        assertThat(decide(HALF_WAY, spendingNothing(better("conversion")), conversion(1700))
                        .rule())
                .isEqualTo(Rule.PRIMARY_WORSE);
        assertThat(decide(HALF_WAY, spendingNothing(better("conversion")), conversion(2300), crashes(4600))
                        .rule())
                .isEqualTo(Rule.GUARDRAIL_BREACHED);
    }

    @Test
    void whoeverReadsSuchALookIsTold() {
        Readout readout = read(HALF_WAY, spendingNothing(), conversion(2300));
        assertThat(readout.plan().nothingCrossesBecause()).isEqualTo("no unit came since look 1");
        assertThat(readout.metrics().getFirst().actOn().reason())
                .endsWith("look 2 of the plan. This look decides nothing new: no unit came since look 1.");
        assertThat(readout.crossings(2)).isEmpty();
    }

    @Test
    void whatStoppedIsNotKeptRunningAndReleasesNoAlpha() {
        History stopped = new History(List.of(), null, true);
        Readout readout = read(HALF_WAY, stopped, conversion(2050));
        assertThat(readout.decision().rule()).isEqualTo(Rule.NO_CLEAR_EFFECT);
        assertThat(readout.decision().sentence())
                .startsWith(
                        "Inconclusive for treatment1: it was stopped at 40,000 of 80,000 units, and conversion is not "
                                + "clearly different");
        assertThat(state(readout).alphaSpent())
                .isEqualTo(state(read(HALF_WAY, History.NONE, conversion(2050))).alphaSpent());
        Plan lastLook = new Plan(
                InferenceKind.GROUP_SEQUENTIAL,
                80_000.0,
                1,
                List.of(20_000.0),
                null,
                true,
                new Spending.OBrienFleming(),
                AlwaysValidMethod.ASYMPTOTIC,
                null,
                null);
        assertThat(state(read(lastLook, History.NONE, conversion(2050))).alphaSpent())
                .isEqualTo(0.05);
    }

    private static GroupSequentialState state(Readout readout) {
        InferenceReadout result =
                readout.metrics().getFirst().comparisons().getFirst().under(InferenceKind.GROUP_SEQUENTIAL);
        return requireNonNull(requireNonNull(result).groupSequential());
    }

    @Test
    void theComparisonShowsTheFirstLookThatCrossed() {
        History history = crossed(
                new Crossing("conversion", ARM, 3, true),
                new Crossing("conversion", ARM, 2, true),
                new Crossing("conversion", ARM, 4, false));
        ComparisonReadout comparison = read(HALF_WAY, history, conversion(2050))
                .metrics()
                .getFirst()
                .comparisons()
                .getFirst();
        assertThat(comparison.crossedBetterAtLook()).isEqualTo(2);
        assertThat(comparison.crossedWorseAtLook()).isEqualTo(4);
    }

    @Test
    void crossingsAreThoseOfToday() {
        Readout readout = read(
                HALF_WAY,
                crossed(better("clicks")),
                conversion(2300),
                Inputs.proportion("clicks", Role.SECONDARY, CONTROL, new Proportion(1700, 20_000)),
                Inputs.proportion("opens", Role.SECONDARY, CONTROL, new Proportion(2010, 20_000)),
                Inputs.proportion("likes", Role.EXPLORATORY, CONTROL, new Proportion(3000, 20_000)),
                crashes(4600));
        assertThat(readout.actedOn()).isEqualTo(InferenceKind.GROUP_SEQUENTIAL);
        assertThat(readout.crossings(2))
                .containsExactly(
                        new Crossing("conversion", ARM, 2, true),
                        new Crossing("clicks", ARM, 2, false),
                        new Crossing("crashes", ARM, 2, false));
        assertThat(read(HALF_WAY, History.NONE, conversion(2300), crashes(3500)).crossings(2))
                .contains(new Crossing("crashes", ARM, 2, true));
    }

    /** The sample ratio is that of all arms together: where it fails no arm's figures can be believed. */
    @Test
    void nothingIsCrossedWhereTheSampleRatioFails() {
        MetricInput lost = Inputs.proportion("conversion", Role.PRIMARY, CONTROL, new Proportion(2600, 18_000));
        Readout readout = read(HALF_WAY, crossed(better("conversion")), lost);
        assertThat(readout.decision().rule()).isEqualTo(Rule.SAMPLE_RATIO_FAILED);
        assertThat(readout.crossings(2)).isEmpty();
    }

    @Test
    void ofSeveralArmsTheOneWithTheLargestEffectTodayIsShipped() {
        MetricInput metric = Inputs.proportion(
                "conversion", Role.PRIMARY, CONTROL, new Proportion(2060, 20_000), new Proportion(2300, 20_000));
        Plan plan = Inputs.plan(InferenceKind.GROUP_SEQUENTIAL, 120_000.0, 1, List.of(20_000.0));
        Readout.Overall overall =
                read(plan, crossed(better("conversion")), metric).decision();
        assertThat(overall.arm()).isEqualTo("treatment2");
        assertThat(overall.sentence()).endsWith("of the 2 arms that may be shipped.");
    }

    @Test
    void anExploratoryMetricIsAFamilyOfItsOwnAndNeverDecides() {
        MetricInput likes = Inputs.proportion("likes", Role.EXPLORATORY, CONTROL, new Proportion(3000, 20_000));
        MetricInput shares = Inputs.proportion("shares", Role.EXPLORATORY, CONTROL, new Proportion(1000, 20_000));
        Readout readout = read(AT_THE_END, History.NONE, conversion(2010), likes, shares);
        Readout without = read(AT_THE_END, History.NONE, conversion(2010));
        assertThat(readout.decision()).isEqualTo(without.decision());
        assertThat(readout.metrics().getFirst()).isEqualTo(without.metrics().getFirst());
        assertThat(readout.families())
                .extracting(Readout.FamilyReadout::role)
                .containsExactly(Role.PRIMARY, Role.EXPLORATORY);
        assertThat(readout.families().getLast().hypotheses()).isEqualTo(2);
        assertThat(readout.families().getLast().correction()).isEqualTo(MultiplicityMethod.BONFERRONI);
        assertThat(readout.metrics().getLast().actOn().reason()).contains("Nobody registered this metric");
    }

    /** Each blinded readout is one more chance to find the arms unequal. */
    @Test
    void blindedReadoutsCountForTheSampleRatio() {
        Plan first = Inputs.plan(InferenceKind.FIXED_HORIZON, 40_000);
        ReadoutInput input = Inputs.input(first, conversion(2200));
        ReadoutInput readBefore = input.with(first, new History(List.of(), null, false, 1));
        assertThat(Readouts.read(input).checks().getFirst().evidence()).doesNotContain("always-valid");
        assertThat(Readouts.read(readBefore).checks().getFirst().evidence()).contains("always-valid");
        assertThat(Readouts.blinded(readBefore).checks().getFirst().evidence()).contains("always-valid");
        assertThat(Readouts.read(readBefore).actedOn()).isEqualTo(InferenceKind.FIXED_HORIZON);
    }
}
