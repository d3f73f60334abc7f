package io.assay.experiment.readout;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.statistics.Check;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks on a metric are about the inference that may be acted on, and agree with each other. */
class MetricChecksTest {

    private static Check check(String members, String id) {
        String metric = Bodies.metric(
                "'kind': 'proportion', 'role': 'primary', 'minimum_detectable_effect': 0.1",
                "{'n': 20000, 'successes': 2000}",
                "{'n': 20000, 'successes': 2150}");
        return Readouts.read(Bodies.input(Bodies.body(members, metric))).metrics().getFirst().checks().stream()
                .filter(check -> check.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /**
     * scipy 1.17.1: norm.cdf(0.1 / 0.0304917 - 0.00597791 / 0.00304917), half the score interval over the standard error,
     * and, of the always-valid band, norm.cdf(0.1 / 0.0304917 - 0.00925474 / 0.00304917).
     */
    @Test
    void powerIsThatOfTheInferenceToActOn() {
        assertThat(check("'plan': {'planned_total_n': 40000}", "winners_curse").evidence())
                .startsWith("at the planned effect the power is 90.6 %");
        assertThat(check("'plan': {'kind': 'always_valid', 'planned_total_n': 40000}", "winners_curse")
                        .evidence())
                .startsWith("at the planned effect the power is 59.7 %");
        assertThat(check("'plan': {'kind': 'always_valid', 'planned_total_n': 40000}", "minimum_detectable_effect")
                        .evidence())
                .contains("11.8 %");
    }

    @Test
    void aLookThatHardlyStopsHasNoPower() {
        assertThat(check("'plan': {'kind': 'group_sequential', 'planned_total_n': 4000000}", "winners_curse")
                        .status())
                .isEqualTo(Check.Status.WARN);
    }

    /** Nobody converted in one arm: too few for normal approximations, and perhaps not logged. */
    @Test
    void anArmWithOneOutcomeIsWarnedAbout() {
        String metric = Bodies.metric(
                "'kind': 'proportion', 'role': 'secondary'",
                "{'n': 20000, 'successes': 2000}",
                "{'n': 20000, 'successes': 0}");
        assertThat(statuses(metric)).contains("both_arms_seen WARN", "small_counts WARN");
    }

    /** A covariate does not make more of few conversions: 4 and 40 of 400 in two strata. */
    @Test
    void fewConversionsAreFewUnderAnAdjustmentToo() {
        String few = "{'strata': [{'key': 'x', 'data': {'n': 200, 'successes': 1}},"
                + " {'key': 'y', 'data': {'n': 200, 'successes': 3}}]}";
        String enough = "{'strata': [{'key': 'x', 'data': {'n': 200, 'successes': 20}},"
                + " {'key': 'y', 'data': {'n': 200, 'successes': 20}}]}";
        assertThat(statuses(Bodies.metric("'kind': 'proportion', 'role': 'secondary'", few, enough)))
                .contains("both_arms_seen PASS", "small_counts WARN");
        assertThat(statuses(Bodies.metric("'kind': 'proportion', 'role': 'secondary'", enough, enough)))
                .contains("both_arms_seen PASS", "small_counts PASS");
    }

    private static List<String> statuses(String metric) {
        return Readouts.read(Bodies.input(Bodies.body("'alpha': 0.05", metric))).metrics().getFirst().checks().stream()
                .map(check -> check.id() + " " + check.status())
                .toList();
    }
}
