package io.assay.experiment.readout;

import static io.assay.experiment.readout.Bodies.PROPORTION;
import static io.assay.experiment.readout.Bodies.body;
import static io.assay.experiment.readout.Bodies.errors;
import static io.assay.experiment.readout.Bodies.input;
import static io.assay.experiment.readout.Bodies.metric;
import static io.assay.experiment.readout.Bodies.pointers;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.experiment.readout.ReadoutInput.Arm;
import io.assay.statistics.Direction;
import io.assay.statistics.bayes.NormalPrior;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.inference.Scale;
import io.assay.statistics.sampleratio.Look;
import io.assay.statistics.sequential.Spending;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a readout means by what it leaves out, and which readouts are refused, by pointer. */
class ReadoutRequestTest {

    private static final String ONE_UNIT =
            metric("'kind': 'proportion', 'role': 'primary'", "{'n': 1, 'successes': 0}");

    @Test
    void defaults() {
        ReadoutInput input = input(body("", PROPORTION));

        assertThat(input.alpha()).isEqualTo(0.05);
        assertThat(input.arms()).containsExactly(new Arm("control", 1, null), new Arm("treatment", 1, null));
        assertThat(input.control()).isZero();
        assertThat(input.plan())
                .isEqualTo(new Plan(
                        InferenceKind.FIXED_HORIZON,
                        null,
                        0,
                        List.of(),
                        null,
                        false,
                        new Spending.OBrienFleming(),
                        AlwaysValidMethod.ASYMPTOTIC,
                        null,
                        null));
        assertThat(input.start()).isNull();
        assertThat(input.end()).isNull();
        assertThat(input.inferences()).isEmpty();
        assertThat(input.multiplicity()).isEqualTo(MultiplicityMethod.BONFERRONI);
        assertThat(input.compareArms()).isFalse();
        assertThat(input.phases()).isEmpty();
        MetricInput metric = input.metrics().getFirst();
        assertThat(metric.direction()).isEqualTo(Direction.INCREASE);
        assertThat(metric.alternative()).isEqualTo(Alternative.TWO_SIDED);
        assertThat(metric.tolerance()).isNull();
        assertThat(metric.test()).isNull();
    }

    @Test
    void everythingGiven() {
        ReadoutInput input = input("""
                {'alpha': 0.1, 'control': 'b', 'compare_arms': true, 'multiplicity': 'holm_sidak',
                 'inference': ['bayesian', 'always_valid'], 'period': {'start': '2026-10-01', 'end': '2026-10-15'},
                 'arms': [{'key': 'a', 'weight': 3, 'n': 900}, {'key': 'b', 'weight': 1, 'n': 300}],
                 'phases': [{'weights': [9, 1], 'units': [450, 50]}, {'weights': [1, 1], 'units': [450, 250]}],
                 'plan': {'kind': 'group_sequential', 'planned_total_n': 4e3, 'looks_before': 3,
                   'earlier_looks': [500, 1000], 'planned_looks': 4, 'last_look': true,
                   'spending': {'kind': 'power', 'phi': 3}, 'always_valid': 'normal_mixture',
                   'prior': {'mean': 0, 'standard_deviation': 0.1}, 'beta_prior': {'alpha': 1, 'beta': 9}},
                 'metrics': [{'key': 'crashes', 'kind': 'proportion', 'role': 'guardrail', 'direction': 'decrease',
                   'tolerated_loss': 0.02, 'tolerated_loss_scale': 'absolute', 'test': 'fisher',
                   'equivalence_margin': 0.01, 'minimum_detectable_effect': 0.05,
                   'plausible_lift': 0.2, 'base_value': 1e6,
                   'data': {'b': {'n': 300, 'successes': 3}, 'a': {'n': 900, 'successes': 4}}}]}
                """);

        assertThat(input.alpha()).isEqualTo(0.1);
        assertThat(input.control()).isEqualTo(1);
        assertThat(input.compareArms()).isTrue();
        assertThat(input.multiplicity()).isEqualTo(MultiplicityMethod.HOLM_SIDAK);
        assertThat(input.inferences()).containsExactlyInAnyOrder(InferenceKind.BAYESIAN, InferenceKind.ALWAYS_VALID);
        assertThat(input.start()).isEqualTo(LocalDate.of(2026, 10, 1));
        assertThat(input.end()).isEqualTo(LocalDate.of(2026, 10, 15));
        assertThat(input.arms()).containsExactly(new Arm("a", 3, 900L), new Arm("b", 1, 300L));
        assertThat(input.phases())
                .containsExactly(
                        new Look(List.of(450L, 50L), List.of(9.0, 1.0)),
                        new Look(List.of(450L, 250L), List.of(1.0, 1.0)));
        assertThat(input.plan())
                .isEqualTo(new Plan(
                        InferenceKind.GROUP_SEQUENTIAL,
                        4000.0,
                        3,
                        List.of(500.0, 1000.0),
                        4,
                        true,
                        new Spending.Power(3),
                        AlwaysValidMethod.NORMAL_MIXTURE,
                        new NormalPrior(0, 0.1),
                        new Plan.BetaPrior(1, 9)));
        MetricInput metric = input.metrics().getFirst();
        assertThat(metric.key()).isEqualTo("crashes");
        assertThat(metric.role()).isEqualTo(Role.GUARDRAIL);
        assertThat(metric.direction()).isEqualTo(Direction.DECREASE);
        assertThat(metric.tolerance()).isEqualTo(new MetricInput.Tolerance(0.02, Scale.ABSOLUTE));
        assertThat(metric.test()).isEqualTo(FixedTest.FISHER);
        assertThat(metric.relativeMethod()).isNull();
        assertThat(metric.equivalenceMargin()).isEqualTo(0.01);
        assertThat(metric.plannedLift()).isEqualTo(0.05);
        assertThat(metric.plausibleLift()).isEqualTo(0.2);
        assertThat(metric.baseValue()).isEqualTo(1e6);
        assertThat(metric.counts()).extracting("successes").containsExactly(4L, 3L);
    }

    /** What is known of earlier looks counts as looks; a ramp knows how many units were assigned. */
    @Test
    void defaultsFromOtherFields() {
        String members = "'plan': {'earlier_looks': [10, 20]}, 'phases': [{'weights': [1, 1], 'units': [40, 50]}, "
                + "{'weights': [1, 3], 'units': [1, 2]}]";

        ReadoutInput input = input(body(members, ONE_UNIT));

        assertThat(input.plan().looksBefore()).isEqualTo(2);
        assertThat(input.arms()).extracting(Arm::n).containsExactly(41L, 52L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'alpha': 0                                                       | /alpha
            'control': 'c'                                                   | /control
            'inference': []                                                  | /inference
            'period': {'start': '2026-10-02', 'end': '2026-10-02'}           | /period/end
            'period': {'start': '2026-10-02'}                                | /period/end
            'plan': {'planned_total_n': 1}                                   | /plan/planned_total_n
            'plan': {'planned_looks': 1001}                                  | /plan/planned_looks
            'plan': {'earlier_looks': [5, 5]}                                | /plan/earlier_looks
            'plan': {'earlier_looks': [5, 6], 'looks_before': 1}             | /plan/looks_before
            'plan': {'spending': {'kind': 'pocock', 'phi': 2}}               | /plan/spending/phi
            'plan': {'spending': {'phi': 2}}                                 | /plan/spending/kind
            'plan': {'prior': {'mean': 0, 'standard_deviation': 0}}          | /plan/prior/standard_deviation
            'plan': {'beta_prior': {'alpha': 1}}                             | /plan/beta_prior/beta
            'phases': [{'weights': [1, 1, 1], 'units': [1, 1]}]              | /phases/0/weights
            'phases': [{'weights': [0, 0], 'units': [1, 1]}]                 | /phases/0/weights
            'phases': [{'weights': [1, 1], 'units': [1, 1, 1]}]              | /phases/0/units
            'phases': [{'weights': [1, 1], 'units': [1e15, 1]}, {'weights': [1, 1], 'units': [1, 1]}] | /phases
            """)
    void refuses(String members, String pointer) {
        assertThat(pointers(body(members, ONE_UNIT))).containsExactly(pointer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'key': 'control'}, {'key': 'control'}                                | /arms/1/key
            {'key': 'control', 'weight': 1}, {'key': 'treatment'}                 | /arms
            {'key': 'control', 'weight': 1}, {'key': 'treatment', 'weight': 1e-16} | /arms
            {'key': 'control', 'weight': 0}, {'key': 'treatment', 'weight': 1}    | /arms/0/weight
            {'key': 'control', 'n': 6}, {'key': 'treatment', 'n': 4}              | /plan/earlier_looks/1
            {'key': 'control', 'n': 6}, {'key': 'treatment', 'n': -1}             | /arms/1/n
            {'key': 'control', 'n': 6}, {'key': ''}                               | /arms/1/key
            {'key': 'control'}                                                    | /arms
            """)
    void refusesArms(String arms, String pointer) {
        String body = "{'arms': [%s], 'plan': {'earlier_looks': [3, 10]}, 'metrics': [%s]}".formatted(arms, PROPORTION);

        assertThat(pointers(body)).contains(pointer);
    }

    @Test
    void unitsOfTheArmsAreThoseOfThePhases() {
        String body = "{'arms': [{'key': 'control', 'n': 3}, {'key': 'treatment', 'n': 4}], "
                + "'phases': [{'weights': [1, 1], 'units': [3, 5]}], 'metrics': [%s]}".formatted(ONE_UNIT);

        assertThat(errors(422, body)).containsExactly("/arms/1/n must be the sum of its units in the phases: 5");
    }

    @Test
    void metricsReportEveryArmAndNoOther() {
        String metric = "{'key': 'm', 'kind': 'mean', 'role': 'primary', 'data': {'control': null, 'a/b~': "
                + "{'n': 2, 'mean': 1, 'variance': -1}}}";

        assertThat(errors(422, body("", metric, metric)))
                .containsExactly(
                        "/metrics/0/data/a~1b~0 is not the key of an arm",
                        "/metrics/0/data/a~1b~0/variance is a variance that no data of this size can have",
                        "/metrics/0/data/control is required",
                        "/metrics/0/data/treatment is required: every metric reports all arms",
                        "/metrics/1/data/a~1b~0 is not the key of an arm",
                        "/metrics/1/data/a~1b~0/variance is a variance that no data of this size can have",
                        "/metrics/1/data/control is required",
                        "/metrics/1/data/treatment is required: every metric reports all arms",
                        "/metrics/1/key must differ from the other metrics' keys");
    }

    /** Its τ is of the size of the effect that was planned for. */
    @Test
    void normalMixtureNeedsAPlannedEffect() {
        assertThat(pointers(body("'plan': {'always_valid': 'normal_mixture'}", PROPORTION)))
                .containsExactly("/metrics/0/minimum_detectable_effect");
    }

    /** A bound on one side needs a level above one half. */
    @Test
    void alphaOfOneSide() {
        String greater = PROPORTION.replace("'role'", "'alternative': 'greater', 'role'");

        assertThat(pointers(body("'alpha': 0.5", greater))).containsExactly("/alpha");
        assertThat(input(body("'alpha': 0.5", PROPORTION)).alpha()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            '2026-02-30'           | must be a day such as "2026-10-01", not the string "2026-02-30"
            '2026-10-01T00:00:00Z' | must be a day such as "2026-10-01", not the string "2026-10-01T00:00:00Z"
            '+12026-10-01'         | must be a day such as "2026-10-01", not the string "+12026-10-01"
            [2026, 10, 1]          | must be a day such as "2026-10-01", not an array
            20000                  | must be a day such as "2026-10-01", not the number 20000
            """)
    void daysAreDays(String start, String detail) {
        assertThat(errors(400, body("'period': {'start': %s, 'end': '2026-10-15'}".formatted(start), PROPORTION)))
                .containsExactly("/period/start " + detail);
    }

    @Test
    void everythingAtOnce() {
        assertThat(errors(422, """
                {'alpha': 2, 'control': 'x', 'arms': [{'key': 'a'}, {'key': 'b', 'weight': -1}],
                 'plan': {'planned_looks': 0}, 'period': {'start': '2026-10-15', 'end': '2026-10-01'},
                 'metrics': [
                   {'kind': 'quantile', 'role': 'guardrail', 'alternative': 'less', 'test': 'score',
                    'data': {'a': {'n': 10, 'successes': 11}, 'b': {}}},
                   {'key': 'm', 'kind': 'proportion', 'role': 'primary', 'tolerated_loss': 1, 'adjustment': 'cuped',
                    'data': {'a': {'n': 10, 'successes': 11}, 'b': {'n': 10, 'sum': 1.5, 'sum_squares': 2}}}]}
                """))
                .extracting(error -> error.substring(0, error.indexOf(' ')))
                .containsExactlyInAnyOrder(
                        "/alpha",
                        "/arms",
                        "/arms/1/weight",
                        "/control",
                        "/metrics/0/alternative",
                        "/metrics/0/data/a",
                        "/metrics/0/data/b",
                        "/metrics/0/key",
                        "/metrics/0/quantile",
                        "/metrics/0/test",
                        "/metrics/0/tolerated_loss",
                        "/metrics/1/adjustment",
                        "/metrics/1/data/a/successes",
                        "/metrics/1/data/b/sum",
                        "/metrics/1/tolerated_loss",
                        "/period/end",
                        "/plan/planned_looks");
    }
}
