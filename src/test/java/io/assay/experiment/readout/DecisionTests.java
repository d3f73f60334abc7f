package io.assay.experiment.readout;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.assay.experiment.readout.Decision.Rule;
import io.assay.experiment.readout.Decision.Verdict;
import io.assay.statistics.Direction;
import io.assay.statistics.bayes.NormalPrior;
import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.moments.Metric;
import io.assay.statistics.moments.Moments;
import io.assay.statistics.moments.Strata;
import io.assay.statistics.proportion.Proportion;
import io.assay.statistics.sequential.Spending;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The decision is the first rule that matches, and each rule has data that it matches. */
class DecisionTests {

    private static final Plan FIXED = Inputs.plan(InferenceKind.FIXED_HORIZON, 40_000);
    private static final Proportion CONTROL = new Proportion(2000, 20_000);

    private static MetricInput conversion(long successes) {
        return Inputs.proportion("conversion", Role.PRIMARY, CONTROL, new Proportion(successes, 20_000));
    }

    /** Crashes: less is better, and 2 % more of them are tolerated. */
    private static MetricInput crashes(long control, long treatment) {
        return Inputs.proportion(
                "crashes",
                Role.GUARDRAIL,
                Direction.DECREASE,
                new Proportion(control, 20_000),
                new Proportion(treatment, 20_000));
    }

    private static Decision decide(Plan plan, MetricInput... metrics) {
        return Readouts.read(Inputs.input(plan, metrics)).arms().getFirst().decision();
    }

    @Test
    void betterWithEveryGuardrailHeldIsShipped() {
        Decision decision = decide(FIXED, conversion(2200), crashes(4000, 3500));
        assertThat(decision.rule()).isEqualTo(Rule.PRIMARY_BETTER_AND_GUARDRAILS_HELD);
        assertThat(decision.decision()).isEqualTo(Verdict.SHIP);
        assertThat(decision.sentence())
                .isEqualTo(
                        "Ship treatment1: conversion is better (+10 %, between +3.88 % and +16.5 % at a level of 95 %) "
                                + "by fixed-horizon inference, and every guardrail is held.");
    }

    @Test
    void aBreachedGuardrailStopsIt() {
        Decision decision = decide(FIXED, conversion(2200), crashes(4000, 4400));
        assertThat(decision.rule()).isEqualTo(Rule.GUARDRAIL_BREACHED);
        assertThat(decision.decision()).isEqualTo(Verdict.DO_NOT_SHIP);
    }

    /** A loss of everything is tolerated: the margin cannot be tested, and cannot be breached. */
    @Test
    void aToleranceOfEverythingIsHeld() {
        MetricInput guardrail = Inputs.tolerating(
                1, Inputs.proportion("signups", Role.GUARDRAIL, CONTROL, new Proportion(1500, 20_000)));
        Decision decision = decide(FIXED, conversion(2200), guardrail);
        assertThat(decision.rule()).isEqualTo(Rule.PRIMARY_BETTER_AND_GUARDRAILS_HELD);
    }

    @Test
    void anUnresolvedGuardrailDoesNotLetItPass() {
        Decision decision = decide(FIXED, conversion(2200), crashes(4000, 4020));
        assertThat(decision.rule()).isEqualTo(Rule.GUARDRAIL_UNRESOLVED);
        assertThat(decision.decision()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(decision.sentence()).contains("guardrail crashes is neither held nor breached");
    }

    @Test
    void worseIsNotShipped() {
        assertThat(decide(FIXED, conversion(1800)).rule()).isEqualTo(Rule.PRIMARY_WORSE);
    }

    @Test
    void noClearEffectAtThePlannedSizeIsInconclusive() {
        assertThat(decide(FIXED, conversion(2010)).rule()).isEqualTo(Rule.NO_CLEAR_EFFECT);
    }

    @Test
    void noClearEffectBeforeThePlannedSizeKeepsRunning() {
        Plan early = Inputs.plan(InferenceKind.FIXED_HORIZON, 80_000);
        Decision decision = decide(early, conversion(2150));
        assertThat(decision.rule()).isEqualTo(Rule.PLANNED_N_NOT_REACHED);
        assertThat(decision.sentence()).startsWith("Keep treatment1 running: 40,000 of 80,000 units have come, and");
    }

    @Test
    void aFailedSampleRatioComesBeforeEverything() {
        MetricInput lost = Inputs.proportion("conversion", Role.PRIMARY, CONTROL, new Proportion(2200, 18_000));
        Readout readout = Readouts.read(Inputs.input(FIXED, lost, crashes(4000, 6000)));
        assertThat(readout.decision().decision()).isEqualTo(Verdict.INVALID);
        assertThat(readout.decision().rule()).isEqualTo(Rule.SAMPLE_RATIO_FAILED);
    }

    @Test
    void withoutAPrimaryMetricNothingIsDecided() {
        Decision decision = decide(FIXED, Inputs.proportion("clicks", Role.SECONDARY, CONTROL, CONTROL));
        assertThat(decision.rule()).isEqualTo(Rule.NO_PRIMARY_METRIC);
    }

    @Test
    void aSecondaryMetricNeverDecides() {
        MetricInput secondary = Inputs.proportion("clicks", Role.SECONDARY, CONTROL, new Proportion(3000, 20_000));
        assertThat(decide(FIXED, conversion(2010), secondary).rule()).isEqualTo(Rule.NO_CLEAR_EFFECT);
    }

    @Test
    void overallTheBestArmThatMayBeShippedIsShipped() {
        MetricInput metric = Inputs.proportion(
                "conversion",
                Role.PRIMARY,
                CONTROL,
                new Proportion(2250, 20_000),
                new Proportion(2300, 20_000),
                new Proportion(1700, 20_000));
        Readout readout = Readouts.read(Inputs.input(Inputs.plan(InferenceKind.FIXED_HORIZON, 80_000), metric));
        assertThat(readout.decision().arm()).isEqualTo("treatment2");
        assertThat(readout.arms())
                .extracting(arm -> arm.decision().decision())
                .containsExactly(Verdict.SHIP, Verdict.SHIP, Verdict.DO_NOT_SHIP);
    }

    @Test
    void theSameFiguresReadTheFourthTimeAreNotShippedOnAFixedHorizonPValue() {
        Plan peeked = Inputs.plan(InferenceKind.FIXED_HORIZON, 40_000.0, 3, List.of());
        Readout readout = Readouts.read(Inputs.input(peeked, conversion(2150)));
        MetricReadout metric = readout.metrics().getFirst();
        assertThat(metric.actOn().inference()).isEqualTo(InferenceKind.ALWAYS_VALID);
        assertThat(metric.comparisons().getFirst().results())
                .extracting(InferenceReadout::inference, InferenceReadout::significant)
                .containsExactly(tuple(InferenceKind.FIXED_HORIZON, true), tuple(InferenceKind.ALWAYS_VALID, false));
        assertThat(readout.decision().decision()).isEqualTo(Verdict.INCONCLUSIVE);
        // Jennison and Turnbull 2000, table 2.1: 4 looks at 5 % are 12.6 %
        assertThat(readout.plan().errorRateIfStoppingWasPossible().fixedHorizon())
                .isEqualTo(0.126, within(5e-4));
    }

    /** Ended early for whatever reason: nothing is left to keep running, and the size is not the planned one. */
    @Test
    void anExperimentThatEndsEarlyIsNotKeptRunning() {
        Plan ended = new Plan(
                InferenceKind.FIXED_HORIZON,
                80_000.0,
                0,
                List.of(),
                null,
                true,
                new Spending.OBrienFleming(),
                AlwaysValidMethod.ASYMPTOTIC,
                null,
                null);
        Readout readout = Readouts.read(Inputs.input(ended, conversion(2010)));
        assertThat(readout.decision().rule()).isEqualTo(Rule.NO_CLEAR_EFFECT);
        assertThat(readout.metrics().getFirst().actOn().reason())
                .isEqualTo("40,000 of the planned 80,000 units have come: it ends at another size than was planned.");
    }

    /** Units that come in after the planned ones: alpha is spent, and p = 1 would be a stand-in. */
    @Test
    void aPlanThatHasEndedIsNotReadAgain() {
        Plan ended = Inputs.plan(InferenceKind.GROUP_SEQUENTIAL, 39_000.0, 2, List.of(20_000.0, 39_500.0));
        MetricReadout metric =
                Readouts.read(Inputs.input(ended, conversion(2200))).metrics().getFirst();
        assertThat(metric.actOn().inference()).isEqualTo(InferenceKind.ALWAYS_VALID);
        assertThat(metric.actOn().reason()).contains("the plan has ended");
        InferenceReadout read = requireNonNull(metric.comparisons().getFirst().under(InferenceKind.GROUP_SEQUENTIAL));
        assertThat(read.pValue()).isNull();
    }

    /** A prior about the primary metric is none about a guardrail: with it alone a loss of 2 % would be ruled out. */
    @Test
    void aGuardrailIsNotHeldByThePriorOfThePrimary() {
        Plan plan = new Plan(
                InferenceKind.BAYESIAN,
                400.0,
                0,
                List.of(),
                null,
                false,
                new Spending.OBrienFleming(),
                AlwaysValidMethod.ASYMPTOTIC,
                new NormalPrior(0, 0.01),
                null);
        MetricInput guardrail = Inputs.proportion(
                "crashes", Role.GUARDRAIL, Direction.DECREASE, new Proportion(40, 200), new Proportion(46, 200));
        Readout readout = Readouts.read(Inputs.input(
                plan,
                Inputs.proportion("conversion", Role.PRIMARY, new Proportion(20, 200), new Proportion(60, 200)),
                guardrail));
        assertThat(requireNonNull(readout.metrics()
                                .get(1)
                                .comparisons()
                                .getFirst()
                                .guardrail())
                        .status())
                .isEqualTo(Guardrail.Status.UNRESOLVED);
    }

    /** A metric that cannot be compared was planned all the same: the other is tested at half of alpha. */
    @Test
    void whatCannotBeTestedCountsInItsFamily() {
        MetricInput empty =
                Inputs.mean("revenue", Role.PRIMARY, Moments.ofMean(20_000, 1, 0), Moments.ofMean(20_000, 1, 0));
        Readout readout = Readouts.read(Inputs.input(FIXED, conversion(2150), empty));
        assertThat(requireNonNull(readout.metrics()
                                .getFirst()
                                .comparisons()
                                .getFirst()
                                .under(InferenceKind.FIXED_HORIZON))
                        .testedAt())
                .isEqualTo(0.025);
        assertThat(readout.families().getFirst().hypotheses()).isEqualTo(2);
    }

    /**
     * Two strata far apart: what both arms share of the weights' noise is no doubt about which is better. Target: the
     * probability that a normal difference is positive, which is what two arms' probability of being best is.
     */
    @Test
    void theBestOfTwoArmsIsTheOneThatLikelyWins() {
        Strata a = strata(0, 100);
        Strata b = strata(0.3, 100.3);
        MetricInput metric = Inputs.metric(
                "value",
                MetricKind.MEAN,
                Role.PRIMARY,
                Direction.INCREASE,
                new Metric.Mean(),
                new Adjustment.PostStratification(List.of()),
                List.of(a, b),
                null);
        MetricReadout read = Readouts.read(Inputs.input(Inputs.plan(InferenceKind.BAYESIAN, 400), metric))
                .metrics()
                .getFirst();
        BayesianState state =
                requireNonNull(requireNonNull(read.comparisons().getFirst().under(InferenceKind.BAYESIAN))
                        .bayesian());
        assertThat(requireNonNull(read.probabilityBest()).get("treatment1"))
                .isEqualTo(state.chanceToWin(), within(1e-9));
    }

    private static Strata strata(double first, double second) {
        return new Strata(List.of(
                new Strata.Stratum("x", Moments.ofMean(100, first, 4)),
                new Strata.Stratum("y", Moments.ofMean(100, second, 4))));
    }
}
