package io.assay.experiment.design;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import java.net.http.HttpResponse;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a design refuses, by pointer, and what it says at the extremes; its figures are pinned by reference cases. */
class DesignTest extends HttpTest {

    private static final String RATE = "{'kind': 'proportion', 'rate': 0.1}";
    private static final String MEAN = "{'kind': 'mean', 'mean': 20, 'variance': 900}";
    private static final String SIZE = "'solve': 'sample_size', 'metric': RATE";
    private static final String SEQUENTIAL = "{'kind': 'group_sequential', 'planned_looks': 3}";
    private static final String HELD = "'key': 'g', 'metric': MEAN, 'tolerated_loss': 0.02";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'metric': RATE, 'effect': 0.1                                              | /solve
            'solve': 'power', 'effect': 0.1                                            | /metric
            SIZE                                                                       | /effect
            SIZE, 'effect': 0                                                          | /effect
            SIZE, 'effect': 10                                                         | /effect
            SIZE, 'effect': -1.5                                                       | /effect
            SIZE, 'effect': 0.1, 'total_n': 100                                        | /total_n
            SIZE, 'effect': 0.1, 'weeks': 4, 'daily_units': 10                         | /weeks
            SIZE, 'effect': 0.1, 'margin': 0.1                                         | /margin
            SIZE, 'effect': 0.01, 'scale': 'absolute', 'test_scale': 'relative'        | /test_scale
            SIZE, 'effect': 0.1, 'test_scale': 'relative', 'test_variance': 'pooled'   | /test_variance
            SIZE, 'effect': 0.1, 'test_variance': 'pooled', 'plan': SEQUENTIAL         | /test_variance
            SIZE, 'claim': 'non_inferiority', 'margin': 0.1, 'test_scale': 'absolute', 'test_variance': 'pooled' \
            | /test_variance
            SIZE, 'claim': 'equivalence', 'margin': 1.5                                | /margin
            SIZE, 'effect': 0.1, 'claim': 'non_inferiority'                            | /margin
            SIZE, 'claim': 'non_inferiority', 'margin': 1.5                            | /margin
            SIZE, 'claim': 'equivalence', 'margin': 0                                  | /margin
            SIZE, 'effect': 0.1, 'claim': 'equivalence', 'margin': 0.1                 | /effect
            SIZE, 'effect': 0.1, 'claim': 'superiority', 'margin': 0.1                 | /effect
            SIZE, 'effect': 0.1, 'claim': 'superiority', 'direction': 'decrease'       | /effect
            SIZE, 'effect': -0.1, 'claim': 'non_inferiority', 'margin': 0.05           | /effect
            SIZE, 'effect': 0.1, 'alpha': 0.6, 'power': 0.9, 'claim': 'superiority'    | /alpha
            SIZE, 'effect': 0.1, 'alpha': 0.3, 'power': 0.2                            | /power
            SIZE, 'effect': 0.1, 'arms': 3, 'weights': [1, 1]                          | /weights
            SIZE, 'effect': 0.1, 'daily_units': 10, 'weekly_units': 70                 | /weekly_units
            SIZE, 'effect': 0.1, 'power_of': 'decision'                                | /guardrails
            SIZE, 'effect': 0.1, 'multiplicity': {'correction': 'dunnett', 'hypotheses': 3} | /multiplicity/hypotheses
            SIZE, 'effect': 0.1, 'multiplicity': {'correction': 'dunnett'}, 'plan': SEQUENTIAL | /multiplicity/correction
            SIZE, 'effect': 0.1, 'multiplicity': {'correction': 'sidak'}, 'plan': {'kind': 'bayesian', 'threshold': 0.9} \
            | /multiplicity
            SIZE, 'effect': 0.1, 'plan': {'kind': 'group_sequential'}                  | /plan/planned_looks
            SIZE, 'effect': 0.1, 'plan': {'kind': 'fixed_horizon', 'planned_looks': 3} | /plan/planned_looks
            SIZE, 'effect': 0.1, 'plan': {'kind': 'fixed_horizon', 'spending': {'kind': 'pocock'}} | /plan/spending
            SIZE, 'effect': 0.1, 'plan': {'kind': 'fixed_horizon', 'futility': {'kind': 'pocock'}} | /plan/futility
            SIZE, 'effect': 0.1, 'plan': {'kind': 'fixed_horizon', 'planned_total_n': 100} | /plan/planned_total_n
            SIZE, 'effect': 0.1, 'plan': {'kind': 'fixed_horizon', 'threshold': 0.9}   | /plan/threshold
            SIZE, 'effect': 0.1, 'plan': {'kind': 'fixed_horizon', 'prior': {'mean': 0, 'standard_deviation': 1}} \
            | /plan/prior
            SIZE, 'effect': 0.1, 'plan': {'kind': 'bayesian', 'prior': {'mean': 1, 'standard_deviation': 0.1}} | /plan/prior
            SIZE, 'effect': 0.1, 'plan': {'kind': 'group_sequential', 'information_fractions': [0.5, 0.4, 1]} \
            | /plan/information_fractions
            SIZE, 'effect': 0.1, 'plan': {'kind': 'group_sequential', 'information_fractions': [0.5, 0.9]} \
            | /plan/information_fractions
            SIZE, 'effect': 0.1, 'plan': {'kind': 'group_sequential', 'planned_looks': 3, 'spending': {'kind': 'pocock', 'phi': 1}} \
            | /plan/spending/phi
            SIZE, 'claim': 'equivalence', 'margin': 0.1, 'plan': SEQUENTIAL            | /claim
            SIZE, 'effect': 0.1, 'plan': SEQUENTIAL, 'guardrails': [{HELD, 'correlation': 0.1}] | /guardrails/0/correlation
            SIZE, 'effect': 0.1, 'guardrails': [{'key': 'g', 'metric': {'kind': 'mean', 'variance': 1}, 'tolerated_loss': 1}] \
            | /guardrails/0/metric/mean
            SIZE, 'effect': 0.1, 'guardrails': [{'key': 'g', 'metric': RATE, 'tolerated_loss': 0.1, 'effect': 20}] \
            | /guardrails/0/effect
            SIZE, 'effect': 0.1, 'guardrails': [{'key': 'g', 'metric': RATE, 'tolerated_loss': 1.5}] \
            | /guardrails/0/tolerated_loss
            'solve': 'power', 'metric': MEAN, 'effect': 0.1, 'total_n': 100, 'test_variance': 'pooled' | /test_variance
            'solve': 'sample_size', 'effect': 0.1, 'metric': {'kind': 'quantile', 'quantile': 0.5, 'value': 3, 'density': 1, \
            'cuped_correlation': 0.5} | /metric/cuped_correlation
            'solve': 'power', 'metric': RATE, 'effect': 0.1                            | /total_n
            'solve': 'power', 'metric': RATE, 'effect': 0.1, 'weeks': 4                | /weeks
            'solve': 'power', 'metric': RATE, 'effect': 0.1, 'weeks': 4, 'daily_units': 9, 'total_n': 100 | /weeks
            'solve': 'power', 'metric': RATE, 'effect': 0.1, 'total_n': 10, 'weights': [1, 99] | /total_n
            'solve': 'mde', 'metric': RATE, 'effect': 0.1, 'total_n': 100              | /effect
            'solve': 'mde', 'metric': RATE, 'claim': 'equivalence', 'margin': 0.1, 'total_n': 100 | /solve
            'solve': 'duration', 'metric': RATE, 'effect': 0.1                         | /daily_units
            'solve': 'precision', 'metric': RATE, 'effect': -0.1                       | /effect
            'solve': 'precision', 'metric': RATE, 'effect': 0.1, 'plan': SEQUENTIAL    | /plan/kind
            'solve': 'precision', 'metric': RATE, 'effect': 0.1, 'claim': 'superiority' | /claim
            'solve': 'precision', 'metric': RATE, 'effect': 0.1, 'power_of': 'decision', 'guardrails': [{HELD}] | /power_of
            'solve': 'sample_size', 'effect': 0.1, 'metric': {'kind': 'proportion', 'mean': 0.1} | /metric/rate
            'solve': 'sample_size', 'effect': 0.1, 'metric': {'kind': 'proportion', 'rate': 0.1, 'variance': 0.1} \
            | /metric/variance
            'solve': 'sample_size', 'effect': 0.1, 'metric': {'kind': 'mean', 'variance': 2} | /metric/mean
            'solve': 'sample_size', 'effect': 0.1, 'metric': {'kind': 'mean', 'mean': 2} | /metric/variance
            'solve': 'sample_size', 'effect': 0.1, 'metric': {'kind': 'mean', 'mean': 2, 'variance': 1e-300} | /metric/variance
            'solve': 'sample_size', 'effect': 0.1, 'metric': {'kind': 'mean', 'mean': 1e200, 'variance': 1} | /metric/mean
            'solve': 'sample_size', 'effect': 0.1, 'metric': {'kind': 'ratio', 'numerator': {'mean': 1, 'variance': 1}} \
            | /metric/denominator
            'solve': 'sample_size', 'effect': 0.1, 'metric': {'kind': 'ratio', 'numerator': {'mean': 1, 'variance': 1}, \
            'denominator': {'mean': 0, 'variance': 1}} | /metric/denominator/mean
            'solve': 'sample_size', 'effect': 0.1, 'metric': {'kind': 'ratio', 'numerator': {'mean': 1, 'variance': 1}, \
            'denominator': {'mean': 1, 'variance': 1}, 'covariance': 5} | /metric/covariance
            'solve': 'sample_size', 'effect': 0.1, 'metric': {'kind': 'quantile', 'quantile': 0.5, 'value': 3} | /metric/density
            'solve': 'sample_size', 'effect': 0.1, 'metric': {'kind': 'quantile', 'quantile': 0.5, 'value': 3, \
            'pilot': {'n': 50, 'lower': 2, 'upper': 2}} | /metric/pilot
            """)
    void refuses(String members, String pointer) {
        HttpResponse<String> response = design(members);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        assertThat(json(response).findValuesAsString("pointer"))
                .as(response.body())
                .contains(pointer);
    }

    /** Finite numbers, or null with a reason. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'solve': 'sample_size', 'metric': {'kind': 'proportion', 'rate': 1e-9}, 'effect': 0.01",
                "'solve': 'sample_size', 'metric': {'kind': 'proportion', 'rate': 0.999999999}, 'effect': 1e-12",
                "'solve': 'sample_size', 'metric': RATE, 'effect': 1e-9, 'daily_units': 0.01",
                "'solve': 'sample_size', 'metric': RATE, 'effect': 9, 'power': 0.999999",
                "'solve': 'sample_size', 'metric': RATE, 'effect': 0.1, 'power': 0.999999, 'alpha': 1e-15",
                "'solve': 'power', 'metric': RATE, 'effect': 0.1, 'total_n': 1000000000000000",
                "'solve': 'power', 'metric': RATE, 'effect': 0.1, 'total_n': 1000000000000000, 'plan': SEQUENTIAL",
                "'solve': 'power', 'metric': RATE, 'effect': 0.1, 'total_n': 1000000000000000, 'plan': {'kind': 'always_valid'}",
                "'solve': 'power', 'metric': RATE, 'effect': 0, 'total_n': 4",
                "'solve': 'mde', 'metric': RATE, 'total_n': 1000000000000000, 'power': 0.999999",
                "'solve': 'mde', 'metric': {'kind': 'proportion', 'rate': 0.999999999}, 'total_n': 4",
                "'solve': 'mde', 'metric': {'kind': 'mean', 'mean': 1e-100, 'variance': 1e100}, 'total_n': 4",
                "'solve': 'mde', 'metric': {'kind': 'mean', 'mean': 0.001, 'variance': 100}, 'total_n': 10",
                "'solve': 'mde', 'scale': 'absolute', 'metric': {'kind': 'mean', 'variance': 1e100}, 'total_n': 4",
                "'solve': 'mde', 'direction': 'decrease', 'metric': {'kind': 'proportion', 'rate': 0.001}, 'total_n': 100",
                "'solve': 'sample_size', 'metric': MEAN, 'effect': 1e6",
                "'solve': 'sample_size', 'metric': MEAN, 'effect': 0.1, 'weights': [1e-6, 1e6, 1, 1e6]",
                "'solve': 'sample_size', 'metric': MEAN, 'effect': 0.1, 'power_of': 'decision', "
                        + "'guardrails': [{HELD, 'effect': -0.03}]",
                "'solve': 'mde', 'metric': MEAN, 'total_n': 1000, 'power_of': 'decision', 'guardrails': [{HELD}]",
                "'solve': 'precision', 'metric': RATE, 'effect': 1e-9",
                "'solve': 'sample_size', 'metric': MEAN, 'effect': 0.001, 'plan': {'kind': 'bayesian', 'threshold': 0.999999, "
                        + "'prior': {'mean': 0, 'standard_deviation': 1e-100}}",
                "'solve': 'sample_size', 'metric': MEAN, 'effect': 0.1, 'plan': {'kind': 'group_sequential', 'planned_looks': 30, "
                        + "'futility': {'kind': 'pocock'}}, 'arms': 20, 'daily_units': 100",
                "'solve': 'sample_size', 'metric': MEAN, 'effect': 0.1, 'arms': 20, 'multiplicity': {'correction': 'dunnett'}"
            })
    void extremes(String members) {
        HttpResponse<String> response = design(members);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode answer = json(response);
        for (String figure : new String[] {"sample_size", "minimum_detectable_effect"}) {
            if (answer.get(figure).isNull() && !answer.get("sample_size").isNull()) {
                assertThat(answer.get("warnings").toString()).contains(figure + " is null");
            }
        }
        if (answer.get("sample_size").isNull()) {
            assertThat(answer.get("warnings").toString()).contains("sample_size is null");
        }
    }

    /**
     * Two arms with Dunnett's correction are one test; many need less than Bonferroni's share (Dunnett 1955). Sidak's lies
     * between.
     */
    @Test
    void corrections() {
        assertThat(total(1, "dunnett")).isEqualTo(total(1, "bonferroni"));
        assertThat(total(4, "none")).isLessThan(total(4, "dunnett"));
        assertThat(total(4, "dunnett")).isLessThan(total(4, "sidak"));
        assertThat(total(4, "sidak")).isLessThan(total(4, "bonferroni"));
    }

    private long total(int treatments, String correction) {
        return json(design("SIZE, 'effect': 0.1, 'arms': %d, 'multiplicity': {'correction': '%s'}"
                        .formatted(treatments + 1, correction)))
                .at("/sample_size/total")
                .asLong();
    }

    /** Guardrails share in the decision: sized for it, the experiment is larger, and the decision has the power. */
    @Test
    void powerOfTheDecision() {
        String guardrails =
                "'guardrails': [{HELD, 'correlation': 0.4}, {'key': 'h', 'metric': RATE, 'tolerated_loss': 0.05, "
                        + "'direction': 'decrease'}]";
        JsonNode primary = json(design("SIZE, 'effect': 0.1, " + guardrails));
        JsonNode decision = json(design("SIZE, 'effect': 0.1, 'power_of': 'decision', " + guardrails));
        assertThat(primary.at("/decision/power").asDouble()).isLessThan(0.8);
        assertThat(decision.at("/decision/power").asDouble()).isCloseTo(0.8, Offset.offset(1e-4));
        assertThat(decision.at("/sample_size/total").asLong())
                .isGreaterThan(primary.at("/sample_size/total").asLong());
        assertThat(decision.at("/decision/guardrails")).hasSize(2);
        assertThat(decision.at("/curves/by_units/11/decision_power").asDouble()).isCloseTo(0.8, Offset.offset(1e-4));
    }

    /**
     * Targets: scipy 1.17.1, brentq on the two-sided normal power with the delta variance at the alternative; Dunnett's
     * critical value from multivariate_normal.cdf with correlation 1/3 (2.22654), which is good to 1e-9.
     */
    @Test
    void figuresOfOthers() {
        assertThat(json(design("SIZE, 'effect': 0.05, 'test_scale': 'relative'"))
                        .at("/sample_size/exact_total")
                        .asDouble())
                .isCloseTo(121311.98803214576, Offset.offset(1e-4));
        String ratio = "{'kind': 'ratio', 'numerator': {'mean': 1.2, 'variance': 4}, "
                + "'denominator': {'mean': 8, 'variance': 60}, 'covariance': 9}";
        JsonNode dunnett = json(design(
                "'solve': 'sample_size', 'effect': 0.04, 'metric': %s, 'weights': [0.5, 0.25, 0.25], 'test_scale': 'relative', "
                                .formatted(ratio)
                        + "'multiplicity': {'correction': 'dunnett'}"));
        assertThat(dunnett.at("/sample_size/exact_total").asDouble()).isCloseTo(66730.91094869176, Offset.offset(1e-4));
        assertThat(dunnett.at("/plan/critical_value").asDouble()).isCloseTo(2.22654387453, Offset.offset(1e-9));
    }

    /**
     * The two-arm figure of sample-size: Chow, Shao, Wang (2008), 14,749 an arm with each arm's own variance. Against no
     * effect the difference is tested with the pooled one, as the readout does, which takes a few units more; relative to
     * the control mean it is noisier.
     */
    @Test
    void agreesWithSampleSize() {
        assertThat(perArm("'effect': 0.01, 'scale': 'absolute', 'test_variance': 'unpooled'"))
                .isEqualTo(14749);
        assertThat(perArm("'effect': 0.1, 'test_variance': 'unpooled'")).isEqualTo(14749);
        assertThat(perArm("'effect': 0.1")).isEqualTo(14751).isEqualTo(perArm("'effect': 0.01, 'scale': 'absolute'"));
        assertThat(perArm("'effect': 0.1, 'test_scale': 'relative'")).isGreaterThan(14749);
        assertThat(perArm("'effect': 0.1, 'plan': {'kind': 'bayesian'}")).isEqualTo(14749);
        assertThat(perArm(
                        "'effect': 0.1, 'plan': {'kind': 'bayesian', 'prior': {'mean': 0, 'standard_deviation': 1e6}}"))
                .isEqualTo(perArm("'effect': 0.1, 'test_scale': 'relative'"));
    }

    private long perArm(String members) {
        return json(design("SIZE, " + members)).at("/sample_size/per_arm/0").asLong();
    }

    /**
     * Targets: scipy 1.17.1, brentq on the normal power of the pooled z-test and of m_b - k m_a; m_b - k m_a of two rates
     * with the variance at the rates that maximise the likelihood under p_b = k p_a (Farrington, Manning 1990).
     */
    @Test
    void sizesAreThoseOfTheReadoutsTests() {
        Offset<Double> close = Offset.offset(1e-3);
        assertThat(exact("'metric': {'kind': 'proportion', 'rate': 0.01}, 'effect': -0.2, 'weights': [9, 1]"))
                .isCloseTo(200958.9451017768, close);
        String loss = "'claim': 'non_inferiority', 'margin': 0.2, 'direction': 'decrease'";
        assertThat(exact("'metric': {'kind': 'proportion', 'rate': 0.02}, 'weights': [9, 1], " + loss))
                .isCloseTo(96227.10935777504, close);
        assertThat(exact("'metric': MEAN, " + loss)).isCloseTo(1697.1119601894268, close);
        assertThat(exact("'metric': MEAN, 'plan': {'kind': 'bayesian'}, " + loss))
                .isCloseTo(1697.1119601894268, close);
        String prior = "'plan': {'kind': 'bayesian', 'prior': {'mean': 0, 'standard_deviation': 1e6}}, ";
        assertThat(exact("'metric': MEAN, " + prior + loss)).isCloseTo(1391.0753772044482, close);
    }

    private double exact(String members) {
        return json(design("'solve': 'sample_size', " + members))
                .at("/sample_size/exact_total")
                .asDouble();
    }

    @Test
    void durations() {
        JsonNode answer = json(design("SIZE, 'effect': 0.1, 'daily_units': 3000"));
        assertThat(answer.at("/duration/weeks").asLong()).isEqualTo(2);
        assertThat(answer.get("warnings")).isEmpty();
        assertThat(answer.at("/curves/by_week")).hasSize(8);
        assertThat(json(design("SIZE, 'effect': 0.1, 'daily_units': 30000"))
                        .get("warnings")
                        .toString())
                .contains("One week");
    }

    /** The last bound of three one-sided looks is stricter than one reading: fewer guardrails are held. */
    @Test
    void guardrailsAreReadAsThePlanSays() {
        String held =
                "'solve': 'power', 'metric': RATE, 'effect': 0.1, 'total_n': 50000, 'guardrails': [{HELD}], 'plan': ";
        double once = held(held + "{'kind': 'fixed_horizon'}");
        double sequential = held(held + SEQUENTIAL);
        double always = held(held + "{'kind': 'always_valid'}");
        assertThat(sequential).isBetween(once - 0.03, once - 1e-4);
        assertThat(always).isLessThan(sequential);
        assertThat(held(held + "{'kind': 'bayesian'}")).isEqualTo(once);
    }

    private double held(String members) {
        return json(design(members)).at("/decision/guardrails/0/power").asDouble();
    }

    private HttpResponse<String> design(String members) {
        String body = "{%s}"
                .formatted(members)
                .replace("SIZE", SIZE)
                .replace("HELD", HELD)
                .replace("RATE", RATE)
                .replace("MEAN", MEAN)
                .replace("SEQUENTIAL", SEQUENTIAL);
        return post("/api/v1/experiments/design", body.replace('\'', '"'));
    }
}
