package io.assay.experiment.readout;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.experiment.readout.Decision.Rule;
import io.assay.experiment.readout.Decision.Verdict;
import io.assay.statistics.Direction;
import io.assay.statistics.proportion.Proportion;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A crossing at an earlier look stands, and is no reason to ship where today's estimate contradicts it. */
class CrossedThenTurnedTests {

    private static final Plan HALF_WAY = Inputs.plan(InferenceKind.GROUP_SEQUENTIAL, 80_000.0, 1, List.of(20_000.0));
    private static final Plan AT_THE_END = Inputs.plan(InferenceKind.GROUP_SEQUENTIAL, 40_000.0, 1, List.of(20_000.0));

    private static MetricInput primary(String key, long successes) {
        return Inputs.proportion(key, Role.PRIMARY, new Proportion(2000, 20_000), new Proportion(successes, 20_000));
    }

    /** Less is better, and 2 % more are tolerated. */
    private static MetricInput crashes(long treatment) {
        return Inputs.proportion(
                "crashes",
                Role.GUARDRAIL,
                Direction.DECREASE,
                new Proportion(4000, 20_000),
                new Proportion(treatment, 20_000));
    }

    private static Decision decide(Plan plan, List<String> better, MetricInput... metrics) {
        List<Crossing> crossed = better.stream()
                .map(key -> new Crossing(key, "treatment1", 1, true))
                .toList();
        return Readouts.read(Inputs.input(plan, metrics).with(plan, new History(crossed, null, false)))
                .arms()
                .getFirst()
                .decision();
    }

    @Test
    void anEstimateThatTurnedRoundIsNotShipped() {
        Decision decision = decide(AT_THE_END, List.of("conversion"), primary("conversion", 1990));
        assertThat(decision.rule()).isEqualTo(Rule.CROSSED_THEN_TURNED);
        assertThat(decision.decision()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(decision.sentence())
                .startsWith(
                        "Inconclusive for treatment1: conversion was better at look 1, which stands; today it is not "
                                + "clearly different (-0.5 %, between ")
                .endsWith(" by group-sequential inference, and the estimate no longer points that way.");
    }

    @Test
    void whereUnitsAreStillToComeThatIsSaid() {
        Decision decision = decide(HALF_WAY, List.of("conversion"), primary("conversion", 1990));
        assertThat(decision.rule()).isEqualTo(Rule.CROSSED_THEN_TURNED);
        assertThat(decision.sentence())
                .endsWith("points that way. 40,000 of 80,000 units have come, and more may tell.");
    }

    @Test
    void aSmallerEstimateThatPointsTheSameWayIsShipped() {
        assertThat(decide(AT_THE_END, List.of("conversion"), primary("conversion", 2001))
                        .rule())
                .isEqualTo(Rule.BOUNDARY_CROSSED_EARLIER);
    }

    /** One has to be better and none worse: the second primary metric still is. */
    @Test
    void anotherPrimaryMetricThatDidNotTurnCarriesTheShip() {
        Decision decision = decide(
                AT_THE_END, List.of("conversion", "clicks"), primary("conversion", 1990), primary("clicks", 2050));
        assertThat(decision.rule()).isEqualTo(Rule.BOUNDARY_CROSSED_EARLIER);
        assertThat(decision.sentence()).startsWith("Ship treatment1: clicks was better at look 1");
        assertThat(decide(AT_THE_END, List.of("conversion"), primary("conversion", 1990), primary("clicks", 2300))
                        .rule())
                .isEqualTo(Rule.PRIMARY_BETTER_AND_GUARDRAILS_HELD);
    }

    /** 4,120 of 4,000 crashes are 3 % more where 2 % are tolerated, and too few to be a breach. */
    @Test
    void aGuardrailHeldEarlierAndBeyondItsToleranceTodayIsNotShipped() {
        List<String> both = List.of("conversion", "crashes");
        Decision decision = decide(AT_THE_END, both, primary("conversion", 2300), crashes(4120));
        assertThat(decision.rule()).isEqualTo(Rule.CROSSED_THEN_TURNED);
        assertThat(decision.sentence())
                .startsWith("Inconclusive for treatment1: conversion is better (+15 %, ")
                .endsWith(
                        ", but guardrail crashes was held at look 1, which stands; today its estimated loss of 3 % is "
                                + "beyond the tolerated one of 2 %.");
        assertThat(decide(AT_THE_END, both, primary("conversion", 2300), crashes(4070))
                        .rule())
                .isEqualTo(Rule.BOUNDARY_CROSSED_EARLIER);
    }
}
